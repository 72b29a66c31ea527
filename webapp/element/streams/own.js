// A stream of a page's own, of one session. For pages that can share none: in a page of another
// origin, with a token, in a browser without shared workers.

import { parseJson } from '../exact.js';
import { LastingStream } from './lasting.js';
import { takePlace } from './places.js';

/** @typedef {import('../server.js').Server} Server */
/** @typedef {import('../types.js').YeraEvent} YeraEvent */
/** @typedef {import('./lasting.js').ConnectionState} ConnectionState */
/** @typedef {import('../connection.js').Listener} Listener */

export class OwnStream {
  #sessionId;
  /** @type {Set<Listener>} */
  #listeners = new Set();
  /** @type {YeraEvent[]} */
  #events = [];
  /** @type {ConnectionState} */
  #state = { name: 'connecting' };
  #lastId = '';
  #exited = false;
  #paused = false;
  /** @type {LastingStream | null} */
  #stream = null;
  #place;

  /**
   * @param {Server} server
   * @param {string} sessionId
   * @param {string} viewer
   * @param {number} last the number of the last event that its listener has
   */
  constructor(server, sessionId, viewer, last) {
    this.#sessionId = sessionId;
    this.#lastId = last > 0 ? String(last) : '';
    this.viewer = viewer;
    this.#place = takePlace(server.base, {
      onWait: () => this.#become({ name: 'crowded' }),
      onTaken: () => this.#begin(server),
    });
  }

  /** @param {Server} server */
  #begin(server) {
    this.#become({ name: 'connecting' });
    this.#stream = new LastingStream(server, {
      ask: () => ({
        path: `api/sessions/${encodeURIComponent(this.#sessionId)}/stream?viewer=${this.viewer}`,
        headers: this.#headers(),
      }),
      take: ({ id, data }) => this.#take(id, data),
      become: (state) => this.#become(state),
      isOver: () => this.#exited,
    });
    if (this.#paused) {
      this.#stream.pause();
    }
  }

  /** @returns {Record<string, string>} */
  #headers() {
    return this.#lastId ? { 'Last-Event-ID': this.#lastId } : {};
  }

  /** Whether it is over for good, though others may show it still. */
  get isOver() {
    return this.#state.name === 'refused';
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
    this.#stream?.close();
    this.#place.leave();
    return true;
  }

  pause() {
    this.#paused = true;
    this.#stream?.pause();
  }

  wake() {
    this.#paused = false;
    this.#stream?.wake();
  }

  check() {
    this.#paused = false;
    this.#stream?.check();
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

  /** @param {ConnectionState} state */
  #become(state) {
    this.#state = state;
    if (state.name === 'ended' || state.name === 'refused') {
      this.#place.leave();
    }
    this.#listeners.forEach((listener) => listener.onState(state));
  }
}
