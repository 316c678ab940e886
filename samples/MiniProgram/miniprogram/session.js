/**
 * Signs a mini-program in at a backend with WeChatMini.Sdk, and keeps it signed in.
 *
 * Whether the session lives is found out by using it: a request that meets 401 signs in again, once, and is repeated.
 * wx.checkSession is not asked: it speaks of WeChat's session_key, and what the backend's session does, does not follow from that.
 *
 * @typedef {object} Call
 * @property {string} path begins with a slash
 * @property {string} [method] GET unless said
 * @property {object | string} [data] sent as JSON
 * @property {boolean} [replay] false for what must not be sent twice; true unless said
 *
 * @typedef {object} SessionOptions wx, pause and now are for tests
 * @property {string} backend such as https://api.example.com
 * @property {string} [prefix] where the backend maps the contract; /wx unless said
 * @property {string} [storageKey] where the token is kept; wechat-session unless said
 * @property {'en' | 'zh'} [language] of what users read; en unless said
 * @property {number} [patience] the longest Retry-After, in seconds, that is waited for while the user looks on; 5 unless said
 * @property {number} [timeout] of one request, in milliseconds; 10000 unless said
 */

const OUTDATED = ['This version of the mini-program does not work any more. Please close it and open it again.', '当前版本无法使用，请关闭小程序后重新打开。'];

/** What users read, in English and Chinese, by the code of the failure. {seconds} is when to try again. */
const MESSAGES = {
  bad_request: OUTDATED,
  login_again: ['WeChat could not confirm who you are. Please sign in again.', '微信未能确认你的身份，请重新登录。'],
  blocked: ['WeChat does not let this account sign in.', '微信限制了此账号登录。'],
  refused: ['This account cannot sign in here.', '此账号无法在这里登录。'],
  not_found: OUTDATED,
  method_not_allowed: OUTDATED,
  slow_down: ['Too many attempts. Please try again in {seconds} s.', '操作过于频繁，请在 {seconds} 秒后重试。'],
  misconfigured: ['Signing in does not work at the moment. Please try again later.', '暂时无法登录，请稍后再试。'],
  busy: ['The service is busy. Please try again in {seconds} s.', '服务繁忙，请在 {seconds} 秒后重试。'],
  store_unavailable: ['The service is away for a moment. Please try again in {seconds} s.', '服务暂时不可用，请在 {seconds} 秒后重试。'],
  outcome_unknown: ['No answer came in time. Please try again in {seconds} s.', '没有及时收到回应，请在 {seconds} 秒后重试。'],
  // From here on: not of the contract, but of this file.
  network: ['There is no connection. Please check the network and try again.', '网络不可用，请检查网络后重试。'],
  wx_login: ['WeChat did not start the sign-in. Please try again.', '微信未能开始登录，请重试。'],
  signed_out: ['You are signed out. Please sign in.', '你已退出登录，请先登录。'],
  phone_declined: ['Your number was not shared.', '未提供手机号。'],
  unknown: ['Something went wrong. Please try again.', '出错了，请重试。'],
};

/** Why a call did not work: `code` for the program, `message` for the user. */
class SessionError extends Error {
  /** @param {string} code @param {string} message @param {{ status?: number, retryAfter?: number, detail?: string, errcode?: number }} [facts] */
  constructor(code, message, facts = {}) {
    super(message);
    this.name = 'SessionError';
    this.code = code;
    Object.assign(this, facts);
  }
}

/** @param {SessionOptions} options */
function createSession(options) {
  const { backend, prefix = '/wx', storageKey = 'wechat-session', language = 'en', patience = 5, timeout = 10000 } = options;
  const platform = options.wx || wx;
  const pause = options.pause || ((ms) => new Promise((done) => setTimeout(done, ms)));
  const now = options.now || Date.now;

  /** @type {{ token?: string, expiresAt?: string, idleExpiresAt?: string, signedOut?: boolean }} */
  let kept = platform.getStorageSync(storageKey) || {};
  let signingIn = null; // whoever needs a login meanwhile waits for this one
  let signingOut = null;
  let held = null; // the failure whose Retry-After has not passed
  let heldUntil = 0;

  function keep(session) {
    kept = session;
    try {
      platform.setStorageSync(storageKey, session);
    } catch (full) { /* It then lasts until the mini-program ends. */ }
  }

  function fail(code, facts = {}) {
    const text = (MESSAGES[code] || MESSAGES.unknown)[language === 'zh' ? 1 : 0];
    const message = code === 'refused' && facts.detail ? facts.detail : text.replace('{seconds}', String(facts.retryAfter || 1));
    return new SessionError(code, message, facts);
  }

  /** What is wrong with an answer; null when nothing is. */
  function problemOf({ statusCode, data, header }) {
    if (statusCode >= 200 && statusCode < 300) return null;
    const problem = data && typeof data === 'object' ? data : {};
    const facts = { status: statusCode, detail: problem.detail, errcode: problem.errcode };
    if (statusCode === 429 || statusCode === 503) facts.retryAfter = secondsOf(header, now());
    return fail(typeof problem.code === 'string' ? problem.code : 'unknown', facts);
  }

  function send(method, path, data, token) {
    return new Promise((resolve, reject) => {
      platform.request({
        url: backend + path,
        method,
        data,
        timeout,
        header: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
        success: (answer) => resolve({ ...answer, data: parsed(answer.data) }),
        fail: ({ errMsg }) => reject(fail('network', { detail: errMsg })),
      });
    });
  }

  function freshCode() {
    return new Promise((resolve, reject) => platform.login({
      success: ({ code, errMsg }) => (code ? resolve(code) : reject(fail('wx_login', { detail: errMsg }))),
      fail: ({ errMsg }) => reject(fail('wx_login', { detail: errMsg })),
    }));
  }

  /** Returns at the moment that the last Retry-After named, or refuses when that is far. */
  async function untilAllowed() {
    const left = heldUntil - now();
    if (left > patience * 1000) throw fail(held.code, { status: held.status, retryAfter: Math.ceil(left / 1000) });
    if (left > 0) await pause(left);
  }

  /** Two attempts at most. Each has a code of its own: nobody knows what became of one that was sent. */
  async function signIn() {
    for (let attempt = 1; ; attempt++) {
      await untilAllowed();
      const answer = await send('POST', `${prefix}/login`, { code: await freshCode() });
      const problem = problemOf(answer) || (answer.data && answer.data.token ? null : fail('unknown', { status: answer.statusCode }));
      if (!problem) {
        const { token, expiresAt, idleExpiresAt } = answer.data;
        keep({ token, expiresAt, idleExpiresAt });
        return token;
      }
      held = problem;
      heldUntil = now() + (problem.retryAfter || 0) * 1000;
      const soon = problem.code === 'login_again' || problem.retryAfter <= patience;
      if (attempt === 2 || !soon) throw problem;
    }
  }

  function sharedSignIn() {
    signingIn = signingIn || signIn().finally(() => { signingIn = null; });
    return signingIn;
  }

  async function tokenOf() {
    if (kept.signedOut && !signingIn) throw fail('signed_out');
    return kept.token || sharedSignIn();
  }

  /**
   * Sends a request with the session, signing in before it if need be. Returns the data of the answer.
   * @param {Call} call @throws {SessionError}
   */
  async function request({ path, method = 'GET', data, replay = true }) {
    let mayRenew = replay;
    let mayWait = replay;
    for (;;) {
      const token = await tokenOf();
      const answer = await send(method, path, data, token);
      const problem = problemOf(answer);
      if (!problem) return answer.data;
      if (problem.status === 401 && problem.code === 'login_again') {
        if (kept.token === token) keep({}); // else another request has signed in meanwhile, or the user has signed out
        if (mayRenew) {
          mayRenew = false;
          continue;
        }
      }
      // The session may well be alive: its token stays, and the request is repeated at the time that the backend names.
      if (problem.code === 'store_unavailable' && mayWait && problem.retryAfter <= patience) {
        mayWait = false;
        await pause(problem.retryAfter * 1000);
        continue;
      }
      throw problem;
    }
  }

  async function endSession(everywhere) {
    await Promise.resolve(signingIn).catch(() => {});
    const { token } = kept;
    keep({ signedOut: true });
    try {
      return !token || problemOf(await send('POST', `${prefix}/logout`, everywhere ? { everywhere } : undefined, token)) === null;
    } catch (failure) {
      return false;
    }
  }

  return {
    request,

    /** Signs in, also after a logout. Several calls at once make one login. @throws {SessionError} */
    async login() {
      if (signingOut) await signingOut;
      if (!kept.token) await sharedSignIn();
    },

    /**
     * Signs out; requests then fail with signed_out until login() is called.
     * @param {{ everywhere?: boolean }} [what] everywhere ends the sessions on the user's other devices, too
     * @returns {Promise<boolean>} false when only this phone knows of it, since the backend could not be told
     */
    logout({ everywhere = false } = {}) {
      signingOut = signingOut || endSession(everywhere).finally(() => { signingOut = null; });
      return signingOut;
    },

    /**
     * Sends what a button with open-type="getPhoneNumber" gave: POST {"code":"…"}. The code works once, so the session is tried
     * first and the code is sent once; after a failure the user taps again.
     * @param {{ detail: { code?: string, errMsg?: string } }} event @param {string} path @throws {SessionError}
     */
    async sendPhoneCode({ detail }, path) {
      if (!detail.code) throw fail('phone_declined', { detail: detail.errMsg });
      await request({ path: `${prefix}/session` });
      return request({ path, method: 'POST', data: { code: detail.code }, replay: false });
    },

    /** Whether there is a token. Whether it still works, the next request finds out. */
    get isSignedIn() { return Boolean(kept.token); },

    /** The absolute end of the session in UTC, as the login said it; undefined when signed out. */
    get expiresAt() { return kept.expiresAt; },
  };
}

/** A body of a type that the platform does not know, such as application/problem+json, may come as text. */
function parsed(data) {
  try {
    return typeof data === 'string' && data.startsWith('{') ? JSON.parse(data) : data;
  } catch (notJson) {
    return data;
  }
}

/** Retry-After in seconds, from 1 up. The spelling of header names differs between platforms. */
function secondsOf(header, now) {
  const name = Object.keys(header || {}).find((key) => key.toLowerCase() === 'retry-after');
  const value = name ? String(header[name]) : '';
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000;
  return Math.max(1, Math.ceil(seconds) || 1);
}

module.exports = { createSession, SessionError, MESSAGES };
