const { session } = getApp();

let answers = 0;

/** @param {string | object} answer what the backend says: text as it is, an object as JSON */
const said = (answer) => (typeof answer === 'string' ? answer : JSON.stringify(answer));

Page({
  data: { signedIn: false, busy: false, problem: '', who: '', until: '', initial: '', avatar: '', answers: [] },

  onLoad() {
    this.show();
  },

  signIn() {
    return this.run(() => session.login());
  },

  greet() {
    return this.run(async () => this.note(said(await session.request({ path: '/me' }))));
  },

  /** Whoever needs a login waits for the same one, so the backend sees one. */
  greetTen() {
    return this.run(async () => {
      const greetings = await Promise.all(Array.from({ length: 10 }, () => session.request({ path: '/me' })));
      this.note(`${greetings.length} answers: ${said(greetings[0])}`);
    });
  },

  sharePhone(event) {
    return this.run(async () => this.note(`Your number is ${(await session.sendPhoneCode(event, '/phone')).number}`));
  },

  signOut() {
    return this.run(async () => this.note((await session.logout()) ? 'Signed out' : 'Signed out here; the backend could not be told'));
  },

  /** @param {() => Promise<void>} work what the user asked for; what goes wrong in it, the user reads */
  async run(work) {
    this.setData({ busy: true, problem: '' });
    try {
      await work();
    } catch (failure) {
      this.setData({ problem: failure.message });
    }
    this.setData({ busy: false });
    this.show();
  },

  /** @param {string} text */
  note(text) {
    answers += 1;
    this.setData({ answers: [{ id: answers, text }, ...this.data.answers].slice(0, 3) });
  },

  show() {
    const { isSignedIn, expiresAt } = session;
    this.setData({
      signedIn: isSignedIn,
      initial: isSignedIn ? '✓' : '?',
      avatar: isSignedIn ? 'avatar-on' : '',
      who: isSignedIn ? 'You are signed in' : 'You are not signed in',
      until: isSignedIn ? `until ${expiresAt.slice(0, 10)}` : 'One tap, no password',
    });
  },
});
