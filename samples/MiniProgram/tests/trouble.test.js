const { test } = require('node:test');
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { createSession, MESSAGES } = require('../miniprogram/session.js');
const { fakeWx, problem, backendWith } = require('./support/fake-wx.js');

const me = { path: '/me' };

/** A session whose waits pass at once and are kept, by a clock that they move. */
function open(wx, options = {}) {
  const waits = [];
  let time = Date.parse('2026-01-01T00:00:00Z');
  const session = createSession({
    backend: 'https://backend.example',
    wx,
    now: () => time,
    pause: async (ms) => { waits.push(ms); time += ms; },
    ...options,
  });
  return Object.assign(session, { waits, later: (ms) => { time += ms; } });
}

function failing(times, answer) {
  let left = times;
  return () => (left-- > 0 ? answer : undefined);
}

test('A code that was spent is followed by a new one, at once and once', async () => {
  const wx = fakeWx(backendWith({ login: failing(1, problem(401, 'login_again', { errcode: 40163 })) }));
  const session = open(wx);
  await session.login();
  assert.deepEqual(wx.to('/wx/login').map(({ data }) => data.code), ['code-1', 'code-2']);
  assert.deepEqual(session.waits, []);
});

for (const [status, code] of [[429, 'slow_down'], [503, 'busy'], [503, 'outcome_unknown'], [503, 'store_unavailable']]) {
  test(`A login that failed with ${code} is tried again at the time that Retry-After names, with a new code`, async () => {
    const wx = fakeWx(backendWith({ login: failing(1, problem(status, code, {}, { 'retry-after': '3' })) }));
    const session = open(wx);
    await session.login();
    assert.deepEqual(session.waits, [3000]);
    assert.deepEqual(wx.to('/wx/login').map(({ data }) => data.code), ['code-1', 'code-2']);
  });

  test(`A login that fails with ${code} twice is the user's to repeat, not before Retry-After has passed`, async () => {
    const wx = fakeWx(backendWith({ login: failing(2, problem(status, code, {}, { 'Retry-After': '2' })) }));
    const session = open(wx);
    await assert.rejects(session.login(), { code, retryAfter: 2, message: MESSAGES[code][0].replace('{seconds}', '2') });
    session.later(500);
    await session.login();
    assert.deepEqual(session.waits, [2000, 1500]);
    assert.equal(new Set(wx.to('/wx/login').map(({ data }) => data.code)).size, 3);
  });
}

test('A long Retry-After is not waited for, and until then nobody asks WeChat or the backend', async () => {
  const wx = fakeWx(backendWith({ login: failing(1, problem(429, 'slow_down', { errcode: 45011 }, { 'Retry-After': '60' })) }));
  const session = open(wx);
  await assert.rejects(session.login(), { code: 'slow_down', message: 'Too many attempts. Please try again in 60 s.' });
  session.later(20000);
  await assert.rejects(session.login(), { code: 'slow_down', retryAfter: 40, message: 'Too many attempts. Please try again in 40 s.' });
  assert.equal(wx.codes.length, 1);
  session.later(40000);
  await session.login();
  assert.deepEqual(session.waits, []);
});

test('Retry-After may be a date', async () => {
  const wx = fakeWx(backendWith({ login: failing(1, problem(503, 'busy', {}, { 'Retry-After': 'Thu, 01 Jan 2026 00:00:04 GMT' })) }));
  const session = open(wx);
  await session.login();
  assert.deepEqual(session.waits, [4000]);
});

test('A store that is down costs nobody the session: the request is repeated with the same token', async () => {
  const wx = fakeWx(backendWith({ me: failing(1, problem(503, 'store_unavailable', {}, { 'Retry-After': '2' })) }));
  const session = open(wx);
  assert.equal(await session.request(me), 'hello token-1');
  assert.deepEqual(session.waits, [2000]);
  assert.deepEqual(wx.to('/me').map(({ token }) => token), ['token-1', 'token-1']);
  assert.equal(wx.codes.length, 1);
});

test('A store that stays down is said to the user, who stays signed in', async () => {
  const session = open(fakeWx(backendWith({ me: () => problem(503, 'store_unavailable', {}, { 'Retry-After': '2' }) })));
  await assert.rejects(session.request(me), { code: 'store_unavailable', message: 'The service is away for a moment. Please try again in 2 s.' });
  assert.equal(session.isSignedIn, true);
});

test('Who is blocked or turned away is told so and not asked again', async () => {
  const blocked = fakeWx(backendWith({ login: () => problem(403, 'blocked', { errcode: 40226 }) }));
  await assert.rejects(open(blocked).login(), { code: 'blocked', errcode: 40226, message: 'WeChat does not let this account sign in.' });
  assert.equal(blocked.codes.length, 1);

  const refused = fakeWx(backendWith({ login: () => problem(403, 'refused', { detail: 'The club is closed.' }) }));
  await assert.rejects(open(refused).login(), { code: 'refused', message: 'The club is closed.' });
  assert.equal(refused.codes.length, 1);
});

test('A login that got no answer is not repeated with its code', async () => {
  let offline = true;
  const inner = backendWith();
  const wx = fakeWx((request) => (offline ? 'offline' : inner(request)));
  const session = open(wx);
  await assert.rejects(session.login(), { code: 'network', message: 'There is no connection. Please check the network and try again.' });
  offline = false;
  await session.login();
  assert.deepEqual(wx.to('/wx/login').map(({ data }) => data.code), ['code-1', 'code-2']);
});

test('A problem that the platform left as text is understood', async () => {
  const wx = fakeWx(backendWith({ login: failing(1, { status: 401, data: JSON.stringify({ code: 'login_again' }) }) }));
  await open(wx).login();
  assert.equal(wx.codes.length, 2);
});

test('A wx.login that fails sends nothing', async () => {
  const wx = fakeWx(backendWith());
  wx.login = ({ fail }) => fail({ errMsg: 'login:fail' });
  await assert.rejects(open(wx).login(), { code: 'wx_login', message: 'WeChat did not start the sign-in. Please try again.' });
  assert.equal(wx.sent.length, 0);
});

test('Users read it in their language', async () => {
  const wx = fakeWx(backendWith({ login: () => problem(500, 'misconfigured') }));
  await assert.rejects(open(wx, { language: 'zh' }).login(), { message: '暂时无法登录，请稍后再试。' });
});

test('There is a sentence, in both languages, for each code of the contract', () => {
  const page = readFileSync(join(__dirname, '../../../docs/http-contract.md'), 'utf8');
  const codes = [...page.matchAll(/^\| \d{3} \| `(\w+)` \|/gm)].map(([, code]) => code);
  assert.ok(codes.length >= 11);
  for (const code of codes) {
    assert.equal(MESSAGES[code]?.filter((text) => text.length > 4).length, 2, code);
  }
});

test('The documentation has each sentence', () => {
  const page = readFileSync(join(__dirname, '../../../docs/mini-program.md'), 'utf8');
  assert.deepEqual(Object.values(MESSAGES).map(([english]) => english).filter((text) => !page.includes(text)), []);
});
