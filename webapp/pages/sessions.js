// My sessions: how they are, back into them, and their end.

import { h } from '../element/dom.js';
import { Problem } from '../element/server.js';
import { texts, wordFor } from '../element/texts.js';
import { drop, kept } from './mine.js';

/** @typedef {import('../element/types.js').SessionState} SessionState */
/** @typedef {import('../element/server.js').Server} Server */

const EVERY = 3000;
const PATH = 'api/sessions';
const list = /** @type {HTMLElement} */ (document.getElementById('sessions'));
const note = /** @type {HTMLElement} */ (document.getElementById('sessions-note'));
const more = /** @type {HTMLButtonElement} */ (document.getElementById('sessions-more'));

/** All that was loaded. @type {Map<string, SessionState>} */
const known = new Map();

/** Where the list goes on, behind the oldest that was loaded. @type {string | null} */
let next = null;

/** When the oldest one was created that was loaded page by page. */
let oldest = '';

/** Looks again every few seconds, while somebody looks at the page. @param {Server} server */
export async function showSessions(server) {
  more.addEventListener('click', () => void goOn(server));
  await look(server);
  setInterval(() => {
    if (!document.hidden) {
      void look(server);
    }
  }, EVERY);
}

/** @type {Map<string, {item: HTMLElement, shown: string}>} */
const items = new Map();

/** @param {Server} server */
async function look(server) {
  try {
    await refresh(server);
    draw(server);
  } catch (e) {
    complain(e);
  }
}

/** Loads the next page. @param {Server} server */
async function goOn(server) {
  more.disabled = true;
  try {
    const before = list.children.length;
    const page = await server.page(PATH, next ?? '');
    take(page.list);
    end(page);
    draw(server);
    if (more.hidden) {
      list.children[before]?.querySelector('a')?.focus(); // where the button was
    }
  } catch (e) {
    complain(e);
  } finally {
    more.disabled = false;
  }
}

/** @param {unknown} e */
function complain(e) {
  note.textContent = texts.home.failed(/** @type {Error} */ (e).message);
  note.hidden = false;
}

/** @param {SessionState[]} states */
function take(states) {
  states.forEach((state) => known.set(state.session_id, state));
}

/** @param {{list: SessionState[], next: string | null}} page the last that was loaded */
function end(page) {
  next = page.next;
  oldest = page.list.at(-1)?.created_at ?? oldest;
}

/** Loads the first page again, and what may have changed of the others. @param {Server} server */
async function refresh(server) {
  const page = await server.page(PATH);
  const listed = new Set(page.list.map((state) => state.session_id));
  if (!page.list.some((state) => known.has(state.session_id))) {
    known.clear(); // the first time, or after so long that there would be a gap
    end(page);
  }
  const last = page.next === null ? '' : page.list.at(-1).created_at;
  for (const [id, state] of known) {
    if (!listed.has(id) && state.created_at > last) {
      known.delete(id);
    }
  }
  take(page.list);
  const unlisted = [...kept(), ...known.keys()].filter((id) => !listed.has(id));
  const changing = new Set(unlisted.filter((id) => !isOver(known.get(id))));
  await Promise.all([...changing].map((id) => one(server, id)));
}

/** @param {SessionState | undefined} state */
function isOver(state) {
  return state?.status === 'exited' || state?.status === 'failed';
}

/** @param {Server} server */
function draw(server) {
  const all = [...known.values()]
    // One that this browser remembers waits until the list has come to its place.
    .filter((state) => next === null || state.created_at >= oldest)
    .sort((a, b) => b.created_at.localeCompare(a.created_at));
  note.textContent = all.length > 0 ? '' : texts.home.sessionsNone;
  note.hidden = all.length > 0;
  more.hidden = next === null;
  const drawn = all.map((state) => item(state, server));
  // What did not change stays where it is, with the focus in it.
  if (drawn.length !== list.children.length || drawn.some((each, i) => list.children[i] !== each)) {
    list.replaceChildren(...drawn);
  }
}

/**
 * @param {Server} server
 * @param {string} id
 */
async function one(server, id) {
  try {
    take([await server.get(`${PATH}/${id}`)]);
  } catch (e) {
    if (!(e instanceof Problem && e.status === 404)) {
      throw e;
    }
    drop(id);
    known.delete(id);
  }
}

/**
 * @param {SessionState} state
 * @param {Server} server
 */
function item(state, server) {
  const waits = state.awaiting.length > 0;
  const over = isOver(state);
  const name = state.title ?? state.app_name;
  const shown = `${state.status} ${waits} ${name}`;
  const before = items.get(state.session_id);
  if (before?.shown === shown) {
    return before.item;
  }
  const since = new Date(state.ended_at ?? state.started_at ?? state.created_at);
  const open = h('a', { class: 'button small', href: `sessions/${state.session_id}`, 'aria-label': texts.home.opens(name) }, texts.home.open);
  const ends = h('button', { type: 'button', class: 'small', 'aria-label': texts.home.ends(name) }, texts.end);
  ends.addEventListener('click', () => void finish(ends, state, server));
  const made = h(
    'li',
    {},
    h('strong', { dir: 'auto' }, name),
    h('span', { class: `badge ${state.status}` }, wordFor(texts.home.status, state.status)),
    waits ? h('span', { class: 'badge asks' }, texts.home.waitsForYou) : null,
    h('span', { class: 'since' }, texts.home.since(since.toLocaleTimeString(undefined, { timeStyle: 'short' }))),
    h('span', { class: 'tools' }, open, over ? null : ends),
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
    await server.delete(`${PATH}/${state.session_id}`);
    drop(state.session_id);
    known.delete(state.session_id);
  } catch (e) {
    button.disabled = false;
    button.after(h('span', { class: 'problem', role: 'alert', dir: 'auto' }, /** @type {Error} */ (e).message));
    return;
  }
  await look(server);
}
