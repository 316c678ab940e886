/**
 * A wx with users' hands tied: it answers what the test says, keeps what was sent, and lets nobody ask checkSession.
 *
 * @param {(request: { method: string, path: string, data: any, token?: string, codes: string[] }) => any} backend answers with { status, data, header } or 'offline', or promises to
 */
function fakeWx(backend) {
  const storage = new Map();
  const sent = [];
  const codes = [];
  return {
    sent,
    codes,
    storage,
    /** How many requests went to a path. */
    to: (path) => sent.filter((request) => request.path === path),

    getStorageSync: (key) => storage.get(key) ?? '',
    setStorageSync: (key, value) => storage.set(key, structuredClone(value)),
    checkSession: () => { throw new Error('wx.checkSession says nothing about the session of the backend.'); },

    login({ success }) {
      codes.push(`code-${codes.length + 1}`);
      setImmediate(() => success({ code: codes.at(-1), errMsg: 'login:ok' }));
    },

    request({ url, method, data, header, success, fail }) {
      const request = { method, data, path: new URL(url).pathname, token: header.Authorization?.replace('Bearer ', '') };
      sent.push(request);
      setImmediate(async () => {
        const answer = await backend({ ...request, codes });
        if (answer === 'offline') {
          fail({ errMsg: 'request:fail' });
        } else {
          success({ statusCode: answer.status ?? 200, data: answer.data ?? '', header: answer.header ?? {} });
        }
      });
    },
  };
}

/** A problem of the contract. */
function problem(status, code, more = {}, header = {}) {
  return { status, data: { title: '', status, code, ...more }, header };
}

/** A backend that knows its live tokens and greets who has one. `login` may say otherwise. */
function backendWith({ login = () => undefined, me = () => undefined } = {}) {
  const live = new Set();
  let issued = 0;
  const answer = (request) => {
    if (request.path === '/wx/login') {
      const other = login(request);
      if (other) return other;
      const token = `token-${++issued}`;
      live.add(token);
      return { data: { token, expiresAt: '2026-03-01T08:30:00.000Z', idleExpiresAt: '2026-02-01T08:30:00.000Z' } };
    }
    if (request.path === '/wx/logout') {
      live.delete(request.token);
      return { status: 204 };
    }
    return me(request) ?? (live.has(request.token) ? { data: `hello ${request.token}` } : problem(401, 'login_again'));
  };
  return Object.assign(answer, { live });
}

module.exports = { fakeWx, problem, backendWith };
