// Listening to sessions: through the stream that the tabs of a browser share, or through one of the
// page's own.

import { HOME } from './home.js';
import { whenLoggedIn } from './login.js';
import { randomName } from './server.js';
import { OwnStream } from './streams/own.js';
import { tabOf } from './streams/tab.js';

/** @typedef {import('./server.js').Server} Server */
/** @typedef {import('./types.js').YeraEvent} YeraEvent */
/** @typedef {import('./streams/lasting.js').ConnectionState} ConnectionState */

/**
 * @typedef {object} Listener
 * @property {(event: YeraEvent) => void} onEvent
 * @property {(state: ConnectionState) => void} onState
 */

const HANDED_OVER = 'yera-viewers';
const WORKER = new URL('element/streams/worker.js', HOME);

/** The page's own streams. @type {Map<string, OwnStream>} */
const open = new Map();

/** The parts in shared ones. @type {Set<NonNullable<ReturnType<typeof tabOf>>>} */
const shared = new Set();

/**
 * The names that this page's predecessor gave to its streams. Handed over at a reload and taken at
 * once, so that the copy of a tab does not get them and take the stream away from the first.
 *
 * @type {Record<string, string>}
 */
const inherited = takeOver();

function takeOver() {
  try {
    const names = JSON.parse(sessionStorage.getItem(HANDED_OVER) ?? '{}');
    sessionStorage.removeItem(HANDED_OVER);
    return names;
  } catch {
    return {}; // no storage for us, e.g. in an iframe: every page gets names of its own
  }
}

addEventListener('pagehide', () => {
  const names = Object.fromEntries([...open].map(([key, stream]) => [key, stream.viewer]));
  try {
    sessionStorage.setItem(HANDED_OVER, JSON.stringify(names));
  } catch {
    // as above
  }
  open.forEach((stream) => stream.pause());
});
addEventListener('pageshow', () => {
  open.forEach((stream) => stream.wake());
  takeOver();
});
addEventListener('online', retry);
whenLoggedIn(retry);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) {
    open.forEach((stream) => stream.check());
  }
});

/** Tries again at once, wherever a stream is waited for. */
export function retry() {
  open.forEach((stream) => stream.wake());
  shared.forEach((tab) => tab.wake());
}

/**
 * Begins with what takes a while, before there is a session to listen to.
 *
 * @param {Server} server
 * @param {boolean} isAlone
 */
export function prepare(server, isAlone) {
  return isAlone ? null : tabOf(server.base, WORKER);
}

/**
 * Listens to a session: to all its events from the first that the listener has not, then to what comes.
 *
 * @param {Server} server
 * @param {string} sessionId
 * @param {boolean} isAlone whether its requests have a token of their own, which no other tab has
 * @param {number} last the number of the last event that the listener has
 * @param {Listener} listener
 * @returns {() => void} stops listening
 */
export function listen(server, sessionId, isAlone, last, listener) {
  const tab = prepare(server, isAlone);
  if (tab) {
    shared.add(tab);
    return tab.listen(sessionId, last, listener);
  }
  const key = `${server.base} ${sessionId}`;
  const before = open.get(key);
  const stream = before?.isOver === false ? before : new OwnStream(server, sessionId, inherited[key] ?? randomName(), last);
  open.set(key, stream);
  stream.add(listener);
  return () => {
    if (stream.remove(listener) && open.get(key) === stream) {
      open.delete(key);
    }
  };
}
