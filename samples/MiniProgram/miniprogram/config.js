module.exports = {
  /** Where the backend is: https, without a path, and on the list of request domains in the console of the mini-program. */
  backend: 'https://your-backend.example',
};
