// Logging in again in a window of its own: what stands on the page, and what was typed, stays.

/** @type {Set<() => void>} */
const waiting = new Set();

new BroadcastChannel('yera-login').addEventListener('message', () => waiting.forEach((each) => each()));

/**
 * Calls when somebody has logged in, in any window of this browser.
 *
 * @param {() => void} then
 * @returns {() => void} stops that
 */
export function whenLoggedIn(then) {
  waiting.add(then);
  return () => waiting.delete(then);
}

/**
 * @param {string} base the server's address
 * @param {string} path its login
 */
export function openLogin(base, path) {
  const address = new URL(path, base);
  address.searchParams.set('return', new URL('pages/logged-in.html', base).pathname);
  window.open(address, 'yera-login', 'popup,width=520,height=720');
}
