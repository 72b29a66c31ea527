// The part of the list of sessions that was loaded, and where it goes on.

import { isOver } from './state.js';

/** @typedef {import('../../element/types.js').SessionState} SessionState */
/** @typedef {{list: SessionState[], next: string | null}} Answer a page, as the server gives it */
/** @typedef {{query: string, after: SessionState | null}} Page where one begins */

const order = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? -1 : Number(a > b));

/**
 * The order of the server: newest first, those of the same moment by their ids.
 *
 * @param {SessionState} a
 * @param {SessionState} b
 */
export function compare(a, b) {
  return order(b.created_at, a.created_at) || order(a.session_id, b.session_id);
}

export class Loaded {
  /** @type {Map<string, SessionState>} */
  #known = new Map();

  /** @type {Page[]} */
  #pages;

  #turn = 0;

  /** The query of the next page; null at the end of the list. @type {string | null} */
  next;

  /**
   * @param {string} query of the first page
   * @param {Answer} answer
   */
  constructor(query, answer) {
    this.#pages = [{ query, after: null }];
    this.next = answer.next;
    answer.list.forEach((state) => this.#known.set(state.session_id, state));
  }

  /** Newest first. */
  get states() {
    return [...this.#known.values()].sort(compare);
  }

  /** @param {Answer} answer to the query {@link next} */
  add(answer) {
    this.#pages.push({ query: /** @type {string} */ (this.next), after: this.states.at(-1) ?? null });
    this.next = answer.next;
    answer.list.forEach((state) => this.#known.set(state.session_id, state));
  }

  /** @param {SessionState} state */
  put(state) {
    this.#known.set(state.session_id, state);
  }

  /** @param {string} id */
  drop(id) {
    this.#known.delete(id);
  }

  /**
   * The pages to ask for again: the first one, where the new ones come, and in turn one of those
   * further down that have a session whose state may change. So it costs the same however much was
   * loaded.
   *
   * @returns {Page[]}
   */
  toRenew() {
    const [first, ...others] = this.#pages;
    const changing = this.states.filter((state) => !isOver(state));
    const worth = others.filter(({ after }, i) => {
      const end = others[i + 1]?.after;
      return changing.some((state) => (!after || compare(after, state) < 0) && (!end || compare(state, end) <= 0));
    });
    this.#turn += 1;
    return worth.length > 0 ? [first, worth[this.#turn % worth.length]] : [first];
  }

  /**
   * Takes what a page says now. Those that should be on it and are not are gone.
   *
   * @param {Page} page
   * @param {Answer} answer
   * @param {{adds: boolean, stays: (id: string) => boolean}} how whether it adds those that are not
   *   known; whether one that is gone stays all the same for now
   */
  renew({ after }, { list, next }, { adds, stays }) {
    const listed = new Set(list.map((state) => state.session_id));
    const last = next === null ? null : (list.at(-1) ?? null);
    for (const [id, state] of this.#known) {
      const onIt = (!after || compare(after, state) < 0) && (!last || compare(state, last) <= 0);
      if (onIt && !listed.has(id) && !stays(id)) {
        this.#known.delete(id);
      }
    }
    list.filter((state) => adds || this.#known.has(state.session_id)).forEach((state) => this.#known.set(state.session_id, state));
  }

  /**
   * Whether so many are new that there may be others between them and the known ones.
   *
   * @param {Answer} answer of the first page
   */
  hasGap({ list, next }) {
    return next !== null && !list.some((state) => this.#known.has(state.session_id));
  }
}
