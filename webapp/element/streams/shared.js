// One stream of all the sessions that tabs listen to. When they change it is asked for anew, from
// where each tab is: nothing is kept here, nothing is lost, and no tab gets anything twice.

import { backoff } from '../backoff.js';
import { Problem } from '../server.js';
import { refusals } from '../texts-refusals.js';
import { LastingStream } from './lasting.js';

/** @typedef {import('../server.js').Server} Server */
/** @typedef {import('./lasting.js').ConnectionState} ConnectionState */

/**
 * What a listener is told: events as the number and the text of each, or what became of the stream.
 *
 * @typedef {{events: [number, string][]}
 *   | {state: {name: string, until?: number}, problem?: {status: number, detail: string, body: any, most?: number}}} News
 */

/**
 * @typedef {object} Listener
 * @property {string} session
 * @property {number} last the number of the last event it was told
 * @property {(what: News) => void} tell
 */

/** The server takes no more in one stream. */
const MOST = 50;
/** What may be otherwise a little later. */
const FOR_NOW = new Set([429, 503]);

export class SharedStream {
  #server;
  #viewer;
  /** @type {Map<string, Set<Listener>>} */
  #sessions = new Map();
  /** Those that the stream was asked for. @type {Set<string>} */
  #asked = new Set();
  /** Those that were refused for now: when they are asked for again, how often they were. @type {Map<string, {at: number, times: number}>} */
  #later = new Map();
  /** @type {Map<Listener, [number, string][]>} */
  #untold = new Map();
  /** @type {LastingStream | null} */
  #stream = null;
  #changing = false;

  /**
   * @param {Server} server
   * @param {string} viewer the name of this browser's streams
   */
  constructor(server, viewer) {
    this.#server = server;
    this.#viewer = viewer;
  }

  /** @param {Listener} listener */
  add(listener) {
    const all = this.#sessions.get(listener.session) ?? new Set();
    if (all.size === 0 && this.#sessions.size >= MOST) {
      const detail = refusals.tooManyTabs(MOST);
      listener.tell({ state: { name: 'refused' }, problem: { status: 0, detail, body: null, most: MOST } });
      return;
    }
    this.#sessions.set(listener.session, all.add(listener));
    this.#later.delete(listener.session);
    this.#change();
  }

  /** @param {Listener} listener */
  remove(listener) {
    const all = this.#sessions.get(listener.session);
    this.#untold.delete(listener);
    if (all?.delete(listener) && all.size === 0) {
      this.#sessions.delete(listener.session);
      this.#later.delete(listener.session);
      this.#change();
    }
  }

  wake() {
    this.#stream?.wake();
  }

  check() {
    this.#stream?.check();
  }

  /** Once for all changes of one moment. */
  #change() {
    if (!this.#changing) {
      this.#changing = true;
      setTimeout(() => {
        this.#changing = false;
        this.#renew();
      });
    }
  }

  #renew() {
    if (this.#wanted().length === 0) {
      this.#stream?.close();
      this.#stream = null;
    } else if (this.#stream) {
      this.#stream.renew();
    } else {
      this.#begin();
    }
  }

  #wanted() {
    return [...this.#sessions.keys()].filter((each) => !(Date.now() < (this.#later.get(each)?.at ?? 0)));
  }

  #begin() {
    this.#stream = new LastingStream(this.#server, {
      ask: () => this.#ask(),
      take: (frame) => this.#take(frame),
      pause: () => this.#tell(),
      become: (state) => this.#become(state),
      isOver: () => this.#sessions.size === 0,
    });
  }

  #ask() {
    this.#asked = new Set(this.#wanted());
    const query = new URLSearchParams({ viewer: this.#viewer });
    this.#asked.forEach((session) => {
      const last = Math.min(...[...this.#listeners(session)].map((each) => each.last));
      query.append('session', `${session}:${last}`);
    });
    return { path: `api/stream?${query}` };
  }

  /** @param {string} session */
  #listeners(session) {
    return this.#sessions.get(session) ?? new Set();
  }

  /** @param {{name: string, id: string, data: string}} frame */
  #take({ name, id, data }) {
    if (name === 'end') {
      this.#finish(JSON.parse(data).session_id, { name: 'ended' });
    } else if (name === 'refused') {
      this.#refused(JSON.parse(data));
    } else {
      const [session, number] = id.split(':');
      this.#event(session, Number(number), data);
    }
  }

  /**
   * @param {string} session
   * @param {number} number
   * @param {string} data
   */
  #event(session, number, data) {
    this.#later.delete(session);
    this.#listeners(session).forEach((listener) => {
      if (number > listener.last) {
        listener.last = number;
        const untold = this.#untold.get(listener) ?? [];
        untold.push([number, data]);
        this.#untold.set(listener, untold);
      }
    });
  }

  #tell() {
    this.#untold.forEach((events, listener) => listener.tell({ events }));
    this.#untold.clear();
  }

  /** @param {{session_id: string, problem: any}} refusal */
  #refused({ session_id: session, problem }) {
    if (!FOR_NOW.has(problem.status)) {
      this.#finish(session, { name: 'refused', problem: new Problem(problem.status, problem.detail, problem) });
      return;
    }
    const times = (this.#later.get(session)?.times ?? 0) + 1;
    const at = Date.now() + Math.max((problem.retry_after ?? 0) * 1000, backoff(times));
    this.#later.set(session, { at, times });
    this.#say(session, { name: 'waiting', until: at });
    setTimeout(() => this.#change(), at - Date.now() + 1);
  }

  /**
   * Nothing more comes of a session.
   *
   * @param {string} session
   * @param {ConnectionState} state
   */
  #finish(session, state) {
    this.#tell();
    this.#say(session, state);
    this.#sessions.delete(session);
    this.#later.delete(session);
  }

  /** @param {ConnectionState} state */
  #become(state) {
    if (state.name === 'ended' || state.name === 'refused') {
      // It was of one session alone, or is over because none is left.
      this.#stream = null;
      this.#asked.forEach((session) => this.#finish(session, state));
      this.#renew();
      return;
    }
    const whom = state.name === 'live' ? this.#asked : this.#sessions.keys();
    [...whom].forEach((session) => this.#say(session, state));
  }

  /**
   * @param {string} session
   * @param {ConnectionState} state
   */
  #say(session, state) {
    const problem = 'problem' in state ? { status: state.problem.status, detail: state.problem.message, body: state.problem.body } : undefined;
    const plain = { name: state.name, until: 'until' in state ? state.until : undefined };
    this.#listeners(session).forEach((each) => each.tell({ state: plain, problem }));
  }
}
