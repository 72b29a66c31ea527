// What is said of a request that failed: alone, so that a worker needs no more texts than these.

import { translated } from './texts-language.js';

export const refusals = translated({
  signIn: 'You are not signed in here, or your sign-in has run out.',
  forbidden: 'You are not allowed to use this.',
  answered: (/** @type {number} */ status) => `The server answered ${status}.`,
  network: 'The server cannot be reached.',
  tooManyTabs: (/** @type {number} */ n) => `More than ${n} sessions are open in this browser. Close a tab, then try again.`,
});
