// What the address of a page names, shown by the element: /apps/{app_id} and /sessions/{id}, and the same below /embed.

import '../yera-app.js';
import { parseJson } from '../element/exact.js';
import { callerIs } from '../element/me.js';
import { Server } from '../element/server.js';
import { showWho } from './who.js';

/** @typedef {import('../yera-app.js').YeraApp} YeraApp */

const TITLE = document.title;
const [, kind, name] = /** @type {RegExpMatchArray} */ (location.pathname.match(/\/(apps|sessions)\/([^/]+)$/));

/** What lets its holder in stands behind the '#', which no browser sends. */
const share = new URLSearchParams(location.hash.slice(1)).get('share');

/**
 * Shows it, and lets the address be one that can be reloaded.
 *
 * @param {(element: YeraApp) => void} [prepare] called before the element asks for anything
 */
export function show(prepare = () => {}) {
  const element = /** @type {YeraApp} */ (document.createElement('yera-app'));
  element.setAttribute('heading-level', '1');
  element.setAttribute('take-focus', '');
  if (kind === 'sessions') {
    element.setAttribute('session', decodeURIComponent(name));
  } else {
    // The address of the session takes the place of this one; going to this one is a new start.
    element.setAttribute('app', decodeURIComponent(name));
    element.setAttribute('forget', '');
    element.setAttribute('ask', '');
  }
  const known = document.getElementById('known');
  const server = new Server(new URL('..', location.href).href, async () => null);
  if (share) {
    element.setAttribute('token', `Share ${share}`);
  } else if (known) {
    const { app, me } = parseJson(known.textContent ?? '');
    callerIs(server, me);
    element.early = { app, begun: globalThis.yeraBegun ?? null };
  }
  if (!share && document.getElementById('who')) {
    void showWho(server);
  }
  new URLSearchParams(location.search).forEach((value, key) => {
    if (/^[a-z][\w-]*$/i.test(key)) {
      element.setAttribute(`param-${key.toLowerCase()}`, value);
    }
  });

  element.addEventListener('yera-start', (e) => {
    const { session_id, app_id } = /** @type {CustomEvent} */ (e).detail;
    if (!share) {
      history.replaceState(null, '', new URL(`../sessions/${session_id}${location.hash}`, location.href));
    }
    document.title = `${app_id} – ${TITLE}`;
  });
  // One header: the way home and who is logged in stand in the element's own.
  const place = document.getElementById('place');
  element.append(...(place?.children ?? []));
  prepare(element);
  place?.append(element);
}
