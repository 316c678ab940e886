/** A phone: runs the files of a mini-program with a wx that is this browser. */
import { expand, parse, patch } from './wxml.js';

const STORAGE = 'phone:';

/**
 * @param {{ scripts: Record<string, Function>, files: Record<string, string> }} program
 * @param {HTMLElement} screen @param {HTMLElement} title
 * @param {{ request: (sent: object) => (answer: object | null) => void, code: (ms: number) => void }} traffic is told of what leaves the phone
 */
export function startPhone({ scripts, files }, screen, title, traffic) {
  const modules = {};
  let wx;
  let app;
  let pageDefinition;
  wx = createWx(traffic, load('config.js').backend);

  function load(name) {
    if (!modules[name]) {
      const module = (modules[name] = { exports: {} });
      const require = (path) => load(new URL(path, `file:///${name}`).pathname.slice(1));
      scripts[name](require, module, module.exports, wx, (definition) => { app = definition; }, (definition) => { pageDefinition = definition; }, () => app);
    }
    return modules[name].exports;
  }

  load('app.js');
  app.onLaunch?.();
  const path = JSON.parse(files['app.json']).pages[0];
  load(`${path}.js`);

  const root = screen.shadowRoot ?? screen.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet(BASE), sheet(files['app.wxss']), sheet(files[`${path}.wxss`])];
  root.replaceChildren();
  title.textContent = JSON.parse(files[`${path}.json`]).navigationBarTitleText;

  const templates = parse(files[`${path}.wxml`]);
  const page = { ...pageDefinition, data: { ...pageDefinition.data } };
  const render = () => {
    const focused = root.activeElement;
    patch(root, expand(templates, page.data), tapped);
    if (focused && !focused.isConnected) root.querySelector('button')?.focus();
  };
  page.setData = (changes) => {
    Object.assign(page.data, changes);
    render();
  };

  async function tapped({ wxEvents, attributes, ariaDisabled }) {
    if (ariaDisabled === 'true') return;
    if (wxEvents.tap) page[wxEvents.tap]({ type: 'tap', detail: {} });
    if (wxEvents.getphonenumber && attributes['open-type']?.value === 'getPhoneNumber') {
      const detail = { code: await (await fetch('/fake/phone-code')).text(), errMsg: 'getPhoneNumber:ok' };
      page[wxEvents.getphonenumber]({ type: 'getphonenumber', detail });
    }
  }

  render();
  page.onLoad?.({});
  page.onShow?.();
}

/** Forgets what the mini-program has stored. */
export function wipe() {
  for (const key of Object.keys(localStorage)) if (key.startsWith(STORAGE)) localStorage.removeItem(key);
}

function createWx(traffic, backend) {
  return {
    getStorageSync: (key) => JSON.parse(localStorage.getItem(STORAGE + key) ?? '""'),
    setStorageSync: (key, data) => localStorage.setItem(STORAGE + key, JSON.stringify(data)),
    removeStorageSync: (key) => localStorage.removeItem(STORAGE + key),

    async login({ success, fail }) {
      const start = performance.now();
      try {
        const code = await (await fetch('/fake/code')).text();
        traffic.code(performance.now() - start);
        success({ code, errMsg: 'login:ok' });
      } catch (failure) {
        fail({ errMsg: `login:fail ${failure.message}` });
      }
    },

    async request({ url, method = 'GET', data, header, timeout = 60000, success, fail }) {
      // The backend of config.js is this server.
      const path = url.replace(backend, '');
      const done = traffic.request({ method, path });
      try {
        const body = data === undefined || method === 'GET' ? undefined : typeof data === 'string' ? data : JSON.stringify(data);
        const answer = await fetch(path, { method, headers: header, body, signal: AbortSignal.timeout(timeout), cache: 'no-store' });
        const text = await answer.text();
        const result = { statusCode: answer.status, header: Object.fromEntries(answer.headers), data: asJson(text), errMsg: 'request:ok' };
        done(result);
        success(result);
      } catch (failure) {
        done(null);
        fail({ errMsg: `request:fail ${failure.message}` });
      }
    },
  };
}

/** As dataType json does: parsed if it can be. */
function asJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** WXSS is CSS with rpx, of which a screen is 750 wide, and with page for the whole. */
function sheet(wxss) {
  const made = new CSSStyleSheet();
  made.replaceSync(wxss.replace(/(\d+)rpx/g, 'calc($1 / 750 * 100cqw)').replace(/^page\b/gm, ':host'));
  return made;
}

/** What the components of WeChat look like by themselves. */
const BASE = `
  :host { display: block; overflow-y: auto; }
  * { box-sizing: border-box; }
  button { display: block; border: 0; font: inherit; text-align: center; cursor: pointer; }
  button[aria-disabled='true'] { opacity: .55; cursor: default; }
  button:focus-visible { outline: 3px solid #0b62d6; outline-offset: 2px; }
`;
