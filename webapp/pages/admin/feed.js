// What the server tells admins, for as long as somebody looks at the page.

import { backoff } from '../../element/backoff.js';

/** @typedef {Record<string, (data: any) => void>} Listeners by the names of parts */

export class Feed {
  #listeners;
  #isLive;
  #query = '';
  #failures = 0;

  /** @type {EventSource | null} */
  #source = null;

  /** @type {number | undefined} */
  #timer;

  /**
   * @param {Listeners} listeners
   * @param {(isLive: boolean) => void} isLive
   */
  constructor(listeners, isLive) {
    this.#listeners = listeners;
    this.#isLive = isLive;
    document.addEventListener('visibilitychange', () => (document.hidden ? this.#close() : this.#open()));
  }

  /** Asks for these sessions from now on. @param {string} query */
  ask(query) {
    this.#query = query;
    this.#open();
  }

  #open() {
    this.#close();
    const source = new EventSource(new URL(`api/admin/events${this.#query}`, document.baseURI));
    this.#source = source;
    source.onopen = () => {
      this.#failures = 0;
      this.#isLive(true);
    };
    source.onerror = () => {
      this.#isLive(false);
      if (source.readyState === EventSource.CLOSED) {
        // Refused: the browser does not try again by itself.
        this.#failures += 1;
        this.#timer = window.setTimeout(() => this.#open(), backoff(this.#failures));
      }
    };
    for (const [part, listener] of Object.entries(this.#listeners)) {
      source.addEventListener(part, (e) => {
        if (source === this.#source) {
          listener(JSON.parse(e.data));
        }
      });
    }
  }

  #close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }
}
