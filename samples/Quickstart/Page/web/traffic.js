/** Gathers what leaves the phone into waves: requests of one kind with one answer, one after another in the drawing and in the log. */
const GATHER = 80;
const GATHER_AT_MOST = 1500;
const STEP = 320;
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** What the newcomer should know about an answer, by its code. */
const NOTES = {
  login_again: (path) => (path.endsWith('/login') ? 'The code was spent, so the mini-program takes a new one' : 'The session has ended, so the mini-program signs in again by itself'),
  busy: () => 'WeChat is busy; the next attempt waits for Retry-After and has a new code',
  store_unavailable: (path) => (path.endsWith('/login') ? 'No session can be kept now; the next attempt waits for Retry-After and has a new code' : 'The store does not answer; the token stays'),
};

/**
 * @param {ReturnType<import('./flow.js').createDrawing>} drawing
 * @param {(line: { title: string, detail: string, failed: boolean }) => void} tell
 */
export function createTraffic(drawing, tell) {
  const waves = [];
  const open = []; // the requests that are under way, by method and path
  let isPlaying = false;

  function join(kind, key, make, exchange) {
    const now = performance.now();
    const same = waves.findLast((wave) => wave.key === key && !wave.isShown && now - wave.first < GATHER_AT_MOST);
    if (same) {
      same.exchanges.push(exchange);
    } else {
      waves.push({ kind, key, make, exchanges: [exchange], first: now, isShown: false });
    }
    play();
  }

  /** Waits until what belongs to the wave has joined it: none of its kind is under way. */
  async function complete({ kind, first }) {
    do {
      await sleep(GATHER);
    } while (performance.now() - first < GATHER_AT_MOST && open.includes(kind));
  }

  async function play() {
    if (isPlaying) return;
    isPlaying = true;
    while (waves.length > 0) {
      const wave = waves[0];
      await complete(wave);
      wave.isShown = true;
      const { line, hops } = wave.make(wave.exchanges);
      tell(line);
      drawing.clear();
      for (const hop of hops) {
        drawing.light(hop);
        await sleep(calm.matches || waves.length > 4 ? 0 : STEP);
      }
      waves.shift();
    }
    isPlaying = false;
  }

  return {
    code(ms) {
      join('wx.login', 'wx.login', (all) => ({
        line: { title: `wx.login${times(all)}`, detail: `a code from WeChat in ${median(all.map((one) => one.ms))}; it works once`, failed: false },
        hops: [{ way: 'code', text: 'wx.login', failed: false }],
      }), { ms });
    },

    request({ method, path }) {
      const start = performance.now();
      const kind = `${method} ${path}`;
      open.push(kind);
      drawing.wait(true);
      return (answer) => {
        const ms = performance.now() - start;
        open.splice(open.indexOf(kind), 1);
        drawing.wait(open.length > 0);
        const timing = answer ? readTiming(answer.header['server-timing'] ?? '') : [];
        const status = answer?.statusCode ?? 0;
        const code = answer?.data?.code ?? '';
        const calls = timing.filter((one) => one.name !== 'function').map((one) => one.what).join();
        join(kind, `${kind} ${status} ${code} ${calls}`, (all) => describe(method, path, status, code, all), { ms, timing });
      };
    },
  };
}

function describe(method, path, status, code, all) {
  const failed = status === 0 || status >= 400;
  const note = NOTES[code]?.(path);
  const calls = all[0].timing.filter(({ name }) => name !== 'function');
  const time = (index) => median(all.map(({ timing }) => timing[index]?.ms ?? 0));
  const parts = calls.map(({ name, what }, index) => `${name === 'wechat' ? 'WeChat' : 'database'} ${what} ${time(index)}`);
  return {
    line: {
      title: `${method} ${path}${times(all)} → ${status || 'no answer'}${code ? ` ${code}` : ''}`,
      detail: [`${median(all.map(({ ms }) => ms))} in all`, ...parts].join(' · ') + (note ? `. ${note}.` : ''),
      failed,
    },
    hops: [
      { way: 'front', text: median(all.map(({ ms }) => ms)), failed },
      ...(status ? [{ way: 'gate', text: time(calls.length), failed }] : []),
      ...waysOf(calls, all),
    ],
  };
}

/** One hop for each place, in the order of the first call. A fetch of an access token lies within the call that needs it, so calls to WeChat are not added up. */
function waysOf(calls, all) {
  const sum = (way, numbers) => (way === 'wechat' ? Math.max(...numbers) : numbers.reduce((total, ms) => total + ms, 0));
  return [...new Set(calls.map(({ name }) => name))].map((way) => ({
    way,
    text: median(all.map(({ timing }) => sum(way, timing.filter(({ name }) => name === way).map(({ ms }) => ms)))),
    failed: calls.some(({ name, failed }) => name === way && failed),
  }));
}

function readTiming(header) {
  return [...header.matchAll(/(\w+);dur=([\d.]+);desc="([^"]*)"/g)].map(([, name, ms, what]) => ({ name, ms: Number(ms), what, failed: what.startsWith('failed') }));
}

function times(all) {
  return all.length > 1 ? ` ×${all.length}` : '';
}

function median(numbers) {
  const middle = [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
  return `${middle < 1 ? middle.toFixed(2) : middle < 10 ? middle.toFixed(1) : Math.round(middle)} ms`;
}
