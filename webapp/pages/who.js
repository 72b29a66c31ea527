// Who is logged in, and the way out; or the way in.

import { h } from '../element/dom.js';
import { whoCalls } from '../element/me.js';
import { texts } from '../element/texts.js';

/** @typedef {import('../element/server.js').Server} Server */
/** @typedef {import('../element/types.js').Me} Me */

const place = document.getElementById('who');

/**
 * @param {Server} server
 * @returns {Promise<Me | null>} null if that cannot be found out
 */
export async function showWho(server) {
  try {
    const me = await whoCalls(server, false);
    const links = [
      me.name ? h('span', { class: 'name' }, me.name) : null,
      me.logout ? h('a', { href: me.logout }, texts.logOut) : null,
      me.login ? h('a', { href: `${me.login}?return=${encodeURIComponent(location.pathname)}` }, texts.logIn) : null,
    ];
    place?.replaceChildren(...links.filter((each) => each !== null));
    return me;
  } catch {
    return null; // the page itself says what is wrong
  }
}
