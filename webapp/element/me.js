// Who calls, asked once for all that want to know.

import { whenLoggedIn } from './login.js';

/** @typedef {import('./server.js').Server} Server */
/** @typedef {import('./types.js').Me} Me */

/** @type {Map<string, Promise<Me>>} */
const known = new Map();

whenLoggedIn(() => known.clear());

/**
 * What a page of the server knows without asking.
 *
 * @param {Server} server
 * @param {Me} me
 */
export function callerIs(server, me) {
  known.set(server.base, Promise.resolve(me));
}

/**
 * @param {Server} server
 * @param {boolean} isAlone whether its requests have a token of their own
 * @returns {Promise<Me>}
 */
export function whoCalls(server, isAlone) {
  if (isAlone) {
    return server.get('api/me');
  }
  const me = known.get(server.base) ?? /** @type {Promise<Me>} */ (server.get('api/me'));
  known.set(server.base, me);
  me.catch(() => known.delete(server.base));
  return me;
}
