// The one stream that a page has of a session, kept open until the session ends.

import { backoff } from './backoff.js';
import { EventStream } from './event-stream.js';
import { parseJson } from './exact.js';
import { whenLoggedIn } from './login.js';
import { Problem, randomName } from './server.js';

/** @typedef {import('./server.js').Server} Server */
/** @typedef {import('./types.js').YeraEvent} YeraEvent */

/**
 * @typedef {{name: 'connecting' | 'live' | 'ended'}
 *   | {name: 'waiting', until: number}
 *   | {name: 'refused', problem: Problem}
 *   | {name: 'login', problem: Problem}} ConnectionState
 */

/**
 * @typedef {object} Listener
 * @property {(event: YeraEvent) => void} onEvent
 * @property {(state: ConnectionState) => void} onState
 */

/** Without a byte for so long a stream is taken for dead; the server sends one every 15 s. */
const SILENCE = 45_000;
const LONGEST_SILENCE = 600_000;
/** A stream that lived so long was closed for its age, by the server or a proxy: no failure. */
const LIVED = 5_000;
const HOPELESS = new Set([400, 403, 404]);
const LONGEST_TIMER = 2 ** 31 - 1;
const HANDED_OVER = 'yera-viewers';

/** @type {Map<string, Connection>} */
const open = new Map();

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
  const names = Object.fromEntries([...open].map(([key, connection]) => [key, connection.viewer]));
  try {
    sessionStorage.setItem(HANDED_OVER, JSON.stringify(names));
  } catch {
    // as above
  }
  open.forEach((connection) => connection.pause());
});
addEventListener('pageshow', () => {
  open.forEach((connection) => connection.wake());
  takeOver();
});
addEventListener('online', retry);
whenLoggedIn(retry);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) {
    open.forEach((connection) => connection.check());
  }
});

/** Tries again at once, wherever a stream is waited for. */
export function retry() {
  open.forEach((connection) => connection.wake());
}

/** How many streams this page holds. */
export function openStreams() {
  return open.size;
}

/**
 * Listens to a session: to all its events from the first, then to what comes. Two listeners to one
 * session share its stream.
 *
 * @param {Server} server
 * @param {string} sessionId
 * @param {Listener} listener
 * @returns {() => void} stops listening
 */
export function listen(server, sessionId, listener) {
  const key = `${server.base} ${sessionId}`;
  const connection = open.get(key) ?? new Connection(server, sessionId, inherited[key] ?? randomName());
  open.set(key, connection);
  connection.add(listener);
  return () => {
    if (connection.remove(listener) && open.get(key) === connection) {
      open.delete(key);
    }
  };
}

class Connection {
  /** @type {Set<Listener>} */
  #listeners = new Set();
  /** @type {YeraEvent[]} */
  #events = [];
  /** @type {ConnectionState} */
  #state = { name: 'connecting' };
  #lastId = '';
  #failures = 0;
  #silence = SILENCE;
  #lastByte = 0;
  #closed = false;
  #paused = false;
  #exited = false;
  /** @type {AbortController | null} */
  #request = null;
  /** @type {(() => void) | null} */
  #endWait = null;

  /**
   * @param {Server} server
   * @param {string} sessionId
   * @param {string} viewer
   */
  constructor(server, sessionId, viewer) {
    this.server = server;
    this.sessionId = sessionId;
    this.viewer = viewer;
    void this.#run();
  }

  /** @param {Listener} listener */
  add(listener) {
    this.#events.forEach((event) => listener.onEvent(event));
    listener.onState(this.#state);
    this.#listeners.add(listener);
  }

  /**
   * @param {Listener} listener
   * @returns {boolean} whether that was the last one, and the stream is closed
   */
  remove(listener) {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) {
      return false;
    }
    this.#closed = true;
    this.pause();
    this.#endWait?.();
    return true;
  }

  /** The page is going, perhaps to come back out of the browser's cache. */
  pause() {
    this.#paused = true;
    this.#request?.abort();
  }

  /** Tries at once. */
  wake() {
    this.#paused = false;
    this.#endWait?.();
  }

  /** After a sleep of the machine a stream may be dead without a word. */
  check() {
    if (this.#request && Date.now() - this.#lastByte > this.#silence) {
      this.#request.abort();
    }
    this.wake();
  }

  async #run() {
    while (!this.#closed) {
      const began = Date.now();
      const before = this.#lastId;
      const outcome = await this.#readOnce();
      if (this.#closed) {
        return;
      }
      if (outcome === 'ended') {
        this.#become({ name: 'ended' });
        return;
      }
      if (outcome === 'renewing') {
        continue;
      }
      if (outcome instanceof Problem && outcome.status === 401) {
        this.#become({ name: 'login', problem: outcome });
        await this.#woken();
        continue;
      }
      if (outcome instanceof Problem && HOPELESS.has(outcome.status)) {
        this.#become({ name: 'refused', problem: outcome });
        return;
      }
      const wasAlive = this.#lastId !== before || Date.now() - began > LIVED;
      if (outcome === null && wasAlive) {
        this.#failures = 0;
        await this.#wait(backoff(1), true);
      } else {
        this.#failures += 1;
        const asked = outcome instanceof Problem ? (outcome.retryAfter ?? 0) * 1000 : 0;
        await this.#wait(Math.max(asked, backoff(this.#failures)), false);
      }
    }
  }

  /** @returns {Promise<'ended' | 'renewing' | Problem | null>} null when the stream just stopped */
  async #readOnce() {
    const request = new AbortController();
    this.#request = request;
    this.#lastByte = Date.now();
    const watchdog = setInterval(() => {
      if (Date.now() - this.#lastByte > this.#silence) {
        // Perhaps this server's heartbeat is slower than most: be patient the next time.
        this.#silence = Math.min(this.#silence * 2, LONGEST_SILENCE);
        request.abort();
      }
    }, 5_000);
    let renewing = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let renewal;
    try {
      const response = await this.server.fetch(
        `api/sessions/${encodeURIComponent(this.sessionId)}/stream?viewer=${this.viewer}`,
        {
          headers: { Accept: 'text/event-stream', ...(this.#lastId ? { 'Last-Event-ID': this.#lastId } : {}) },
          signal: request.signal,
        },
      );
      if (response.status === 204 || !response.body) {
        return 'ended';
      }
      this.#failures = 0;
      this.#become({ name: 'live' });
      // The server ends a stream with its token: the next one comes before, with a new token.
      renewal = setTimeout(
        () => {
          renewing = true;
          request.abort();
        },
        Math.min(this.server.renewsIn, LONGEST_TIMER),
      );
      await this.#read(response.body);
      return this.#exited ? 'ended' : null;
    } catch (e) {
      return e instanceof Problem ? e : renewing ? 'renewing' : null;
    } finally {
      clearTimeout(renewal);
      clearInterval(watchdog);
      this.#request = null;
    }
  }

  /** @param {ReadableStream<Uint8Array>} body */
  async #read(body) {
    const frames = new EventStream((id, data) => this.#take(id, data));
    const decoder = new TextDecoder();
    const reader = body.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      this.#lastByte = Date.now();
      frames.push(decoder.decode(piece.value, { stream: true }));
    }
  }

  /**
   * @param {string} id
   * @param {string} data
   */
  #take(id, data) {
    const event = /** @type {YeraEvent} */ (parseJson(data));
    this.#lastId = id;
    this.#exited ||= event.event_class === 'lifecycle' && event.block_type === 'exit';
    this.#events.push(event);
    this.#listeners.forEach((listener) => listener.onEvent(event));
  }

  /** Until there is a reason to try again: a login, or somebody who is back at the page. */
  async #woken() {
    await new Promise((resolve) => {
      this.#endWait = () => {
        if (!this.#paused || this.#closed) {
          this.#endWait = null;
          resolve(null);
        }
      };
    });
  }

  /**
   * @param {number} millis
   * @param {boolean} quietly for a change of streams that nobody needs to notice
   */
  async #wait(millis, quietly) {
    if (!quietly) {
      this.#become({ name: 'waiting', until: Date.now() + millis });
    }
    await new Promise((resolve) => {
      const timer = setTimeout(() => this.#endWait?.(), millis);
      this.#endWait = () => {
        if (!this.#paused || this.#closed) {
          clearTimeout(timer);
          this.#endWait = null;
          resolve(null);
        }
      };
    });
    if (!quietly) {
      this.#become({ name: 'connecting' });
    }
  }

  /** @param {ConnectionState} state */
  #become(state) {
    this.#state = state;
    this.#listeners.forEach((listener) => listener.onState(state));
  }
}
