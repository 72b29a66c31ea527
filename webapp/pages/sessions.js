// My sessions: how they are, back into them, and their end.

import { h } from '../element/dom.js';
import { Problem } from '../element/server.js';
import { texts, wordFor } from '../element/texts.js';
import { drop, kept } from './mine.js';

/** @typedef {import('../element/types.js').SessionState} SessionState */
/** @typedef {import('../element/server.js').Server} Server */

const EVERY = 3000;
const list = /** @type {HTMLElement} */ (document.getElementById('sessions'));
const note = /** @type {HTMLElement} */ (document.getElementById('sessions-note'));

/** Looks again every few seconds, while somebody looks at the page. @param {Server} server */
export async function showSessions(server) {
  await draw(server);
  setInterval(() => {
    if (!document.hidden) {
      void draw(server);
    }
  }, EVERY);
}

/** @type {Map<string, {item: HTMLElement, shown: string}>} */
const items = new Map();

/** @param {Server} server */
async function draw(server) {
  try {
    const all = await sessions(server);
    note.textContent = all.length > 0 ? '' : texts.home.sessionsNone;
    note.hidden = all.length > 0;
    const drawn = all.map((state) => item(state, server));
    // What did not change stays where it is, with the focus in it.
    if (drawn.length !== list.children.length || drawn.some((each, i) => list.children[i] !== each)) {
      list.replaceChildren(...drawn);
    }
  } catch (e) {
    note.textContent = texts.home.failed(/** @type {Error} */ (e).message);
    note.hidden = false;
  }
}

/**
 * @param {Server} server
 * @returns {Promise<SessionState[]>}
 */
async function sessions(server) {
  const listed = /** @type {SessionState[]} */ (await server.get('api/sessions'));
  const known = new Set(listed.map((state) => state.session_id));
  const others = await Promise.all(
    kept()
      .filter((id) => !known.has(id))
      .map((id) => one(server, id)),
  );
  const all = [...listed, ...others.filter((state) => state !== null)];
  return all.sort((a, b) => b.created_at.localeCompare(a.created_at));
}

/**
 * @param {Server} server
 * @param {string} id
 * @returns {Promise<SessionState | null>}
 */
async function one(server, id) {
  try {
    return await server.get(`api/sessions/${id}`);
  } catch (e) {
    if (e instanceof Problem && e.status === 404) {
      drop(id);
      return null;
    }
    throw e;
  }
}

/**
 * @param {SessionState} state
 * @param {Server} server
 */
function item(state, server) {
  const waits = state.awaiting.length > 0;
  const over = state.status === 'exited' || state.status === 'failed';
  const shown = `${state.status} ${waits}`;
  const before = items.get(state.session_id);
  if (before?.shown === shown) {
    return before.item;
  }
  const since = new Date(state.ended_at ?? state.started_at ?? state.created_at);
  const open = h('a', { class: 'button small', href: `sessions/${state.session_id}`, 'aria-label': texts.home.opens(state.app_name) }, texts.home.open);
  const end = h('button', { type: 'button', class: 'small', 'aria-label': texts.home.ends(state.app_name) }, texts.end);
  end.addEventListener('click', () => void finish(end, state, server));
  const made = h(
    'li',
    {},
    h('strong', { dir: 'auto' }, state.app_name),
    h('span', { class: `badge ${state.status}` }, wordFor(texts.home.status, state.status)),
    waits ? h('span', { class: 'badge asks' }, texts.home.waitsForYou) : null,
    h('span', { class: 'since' }, texts.home.since(since.toLocaleTimeString(undefined, { timeStyle: 'short' }))),
    h('span', { class: 'tools' }, open, over ? null : end),
  );
  items.set(state.session_id, { item: made, shown });
  return made;
}

/**
 * @param {HTMLButtonElement} button
 * @param {SessionState} state
 * @param {Server} server
 */
async function finish(button, state, server) {
  button.disabled = true;
  try {
    await server.delete(`api/sessions/${state.session_id}`);
    drop(state.session_id);
  } catch (e) {
    button.disabled = false;
    button.after(h('span', { class: 'problem', role: 'alert', dir: 'auto' }, /** @type {Error} */ (e).message));
    return;
  }
  await draw(server);
}
