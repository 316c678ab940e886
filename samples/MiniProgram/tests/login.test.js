const { test } = require('node:test');
const assert = require('node:assert/strict');
const { createSession } = require('../miniprogram/session.js');
const { fakeWx, problem, backendWith } = require('./support/fake-wx.js');

const me = { path: '/me' };

function open(wx) {
  return createSession({ backend: 'https://backend.example', wx, pause: async () => {} });
}

test('Ten requests at once cause one login', async () => {
  const wx = fakeWx(backendWith());
  const session = open(wx);

  const answers = await Promise.all(Array.from({ length: 10 }, () => session.request(me)));

  assert.deepEqual(new Set(answers), new Set(['hello token-1']));
  assert.equal(wx.codes.length, 1);
  assert.equal(wx.to('/wx/login').length, 1);
});

test('The token stays in storage, so the next start needs no login', async () => {
  const wx = fakeWx(backendWith());
  await open(wx).login();

  const restarted = open(wx);

  assert.equal(restarted.isSignedIn, true);
  assert.equal(restarted.expiresAt, '2026-03-01T08:30:00.000Z');
  assert.equal(await restarted.request(me), 'hello token-1');
  assert.equal(wx.codes.length, 1);
});

test('A full storage does not keep anybody from signing in', async () => {
  const wx = fakeWx(backendWith());
  wx.setStorageSync = () => { throw new Error('exceed storage max size'); };
  assert.equal(await open(wx).request(me), 'hello token-1');
});

test('After a 401 the session is renewed once, silently, and the requests are repeated', async () => {
  const backend = backendWith();
  const wx = fakeWx(backend);
  const session = open(wx);
  await session.login();
  backend.live.clear();

  const answers = await Promise.all(Array.from({ length: 10 }, () => session.request({ path: '/me', method: 'POST', data: { a: 1 } })));

  assert.deepEqual(new Set(answers), new Set(['hello token-2']));
  assert.equal(wx.to('/wx/login').length, 2);
  assert.deepEqual(wx.to('/me').map(({ data }) => data), Array(20).fill({ a: 1 }));
});

test('A 401 that comes late does not throw the new session away', async () => {
  let answerLate;
  const late = new Promise((done) => { answerLate = done; });
  const backend = backendWith({ me: ({ path, token }) => (path === '/slow' && token === 'token-1' ? late : undefined) });
  const wx = fakeWx(backend);
  const session = open(wx);
  await session.login();
  backend.live.clear();

  const slow = session.request({ path: '/slow' });
  assert.equal(await session.request(me), 'hello token-2');
  answerLate(problem(401, 'login_again'));

  assert.equal(await slow, 'hello token-2');
  assert.equal(wx.codes.length, 2);
});

test('A request that is refused again after a new login is not repeated for ever', async () => {
  const wx = fakeWx(backendWith({ me: () => problem(401, 'login_again') }));
  await assert.rejects(open(wx).request(me), { code: 'login_again', status: 401 });
  assert.equal(wx.to('/me').length, 2);
  assert.equal(wx.to('/wx/login').length, 2);
});

test('A 401 of the application itself does not end the session', async () => {
  const wx = fakeWx(backendWith({ me: () => ({ status: 401, data: { code: 'wrong_pin' } }) }));
  const session = open(wx);
  await assert.rejects(session.request(me), { code: 'wrong_pin', message: 'Something went wrong. Please try again.' });
  assert.equal(wx.to('/me').length, 1);
  assert.equal(session.isSignedIn, true);
});

test('After a logout nothing signs in by itself, until login is called', async () => {
  const backend = backendWith();
  const wx = fakeWx(backend);
  const session = open(wx);
  await session.login();

  assert.equal(await session.logout(), true);

  assert.equal(backend.live.size, 0);
  assert.equal(session.isSignedIn, false);
  await assert.rejects(session.request(me), { code: 'signed_out', message: 'You are signed out. Please sign in.' });
  await assert.rejects(open(wx).request(me), { code: 'signed_out' });
  await session.login();
  assert.equal(await session.request(me), 'hello token-2');
});

test('A login right after a logout waits for it, and requests wait for the login', async () => {
  const wx = fakeWx(backendWith());
  const session = open(wx);
  await session.login();

  const logout = session.logout();
  await Promise.all([logout, session.login()]);
  assert.deepEqual(wx.sent.map(({ path }) => path), ['/wx/login', '/wx/logout', '/wx/login']);

  await session.logout();
  const login = session.login();
  assert.equal(await session.request(me), 'hello token-3');
  await login;
});

test('Two logouts at once are one, and know the same', async () => {
  const wx = fakeWx(backendWith());
  const { request } = wx;
  const session = open(wx);
  await session.login();
  wx.request = (call) => (call.url.endsWith('/logout') ? call.fail({ errMsg: 'request:fail' }) : request(call));
  assert.deepEqual(await Promise.all([session.logout(), session.logout()]), [false, false]);
});

test('A logout that the backend does not hear of is one on this phone', async () => {
  let offline = false;
  const inner = backendWith();
  const wx = fakeWx((request) => (offline ? 'offline' : inner(request)));
  const session = open(wx);
  await session.login();
  offline = true;

  assert.equal(await session.logout(), false);
  assert.equal(session.isSignedIn, false);
});

test('A logout says everywhere when it is meant', async () => {
  const wx = fakeWx(backendWith());
  const session = open(wx);
  await session.login();
  await session.logout({ everywhere: true });
  assert.deepEqual(wx.to('/wx/logout')[0].data, { everywhere: true });
});

test('A logout during a login ends the session that the login brings', async () => {
  const backend = backendWith();
  const session = open(fakeWx(backend));
  const login = session.login();
  await session.logout();
  await login;
  assert.equal(backend.live.size, 0);
  assert.equal(session.isSignedIn, false);
});

test('A request that was under way at a logout does not sign in again', async () => {
  const wx = fakeWx(backendWith({ me: () => problem(401, 'login_again') }));
  const session = open(wx);
  await session.login();
  const request = session.request(me);
  const logout = session.logout();
  await assert.rejects(request, { code: 'signed_out' });
  await logout;
  assert.equal(wx.codes.length, 1);
});

test('The code of the phone-number button is sent once, after the session has proved alive', async () => {
  const backend = backendWith({ me: ({ path, token, data }) => (path === '/phone' ? { data: { number: `138 for ${token} by ${data.code}` } } : undefined) });
  const wx = fakeWx(backend);
  const session = open(wx);
  await session.login();
  backend.live.clear();

  const { number } = await session.sendPhoneCode({ detail: { code: 'p1', errMsg: 'getPhoneNumber:ok' } }, '/phone');

  assert.equal(number, '138 for token-2 by p1');
  assert.equal(wx.to('/phone').length, 1);
});

test('A phone-number code that was refused is not sent again', async () => {
  const wx = fakeWx(backendWith({ me: ({ path }) => (path === '/phone' ? problem(401, 'login_again') : undefined) }));
  await assert.rejects(open(wx).sendPhoneCode({ detail: { code: 'p1' } }, '/phone'), { code: 'login_again' });
  assert.equal(wx.to('/phone').length, 1);
});

test('Who does not share a number sends nothing', async () => {
  const wx = fakeWx(backendWith());
  await assert.rejects(open(wx).sendPhoneCode({ detail: { errMsg: 'getPhoneNumber:fail user deny' } }, '/phone'), { code: 'phone_declined', message: 'Your number was not shared.' });
  assert.equal(wx.sent.length, 0);
});
