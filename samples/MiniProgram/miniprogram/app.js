const { createSession } = require('./session.js');
const { backend } = require('./config.js');

App({
  // One for the whole mini-program: this is what makes many requests share one login.
  session: createSession({ backend }),
});
