// This tab's part of the stream that all tabs share in a worker.

import { parseJson } from '../exact.js';
import { Problem, randomName } from '../server.js';
import { refusalIn, refusals } from '../texts-refusals.js';

/** @typedef {import('../connection.js').Listener} Listener */
/** @typedef {import('../types.js').YeraEvent} YeraEvent */
/** @typedef {import('./lasting.js').ConnectionState} ConnectionState */

/** @typedef {{session: string, last: number, listener: Listener}} Part */

/** Tabs that were opened before an update have a worker of their own, of their version. */
const NAME = `yera-streams ${import.meta.url}`;

/** How long after a failure, in milliseconds. */
const AGAIN = 2_000;

/** @type {Map<string, Tab>} */
const tabs = new Map();

/**
 * The tab's part of what is shared of this server; null where nothing can be.
 *
 * @param {string} base the server's address
 * @param {URL} script the worker's
 * @returns {Tab | null}
 */
export function tabOf(base, script) {
  if (!globalThis.SharedWorker || script.origin !== location.origin || new URL(base).origin !== location.origin || self !== top) {
    return null;
  }
  const tab = tabs.get(base) ?? new Tab(base, script);
  tabs.set(base, tab);
  return tab;
}

/** One for all tabs, and the same after all were closed: a reload never meets its own dead stream. */
function viewerName() {
  try {
    const name = localStorage.getItem(NAME) ?? randomName();
    localStorage.setItem(NAME, name);
    return name;
  } catch {
    return randomName(); // no storage for us
  }
}

/**
 * Tells the page's own policy that this is a script of ours. Only where there is a worker: the
 * policy of a page elsewhere knows nothing of it.
 *
 * @param {string} url
 */
function trust(url) {
  const same = { createScriptURL: (/** @type {string} */ each) => each };
  policy = policy ?? /** @type {any} */ (globalThis).trustedTypes?.createPolicy('yera-worker', same) ?? same;
  return /** @type {any} */ (policy).createScriptURL(url);
}

/** Made once: a page may have only one of a name. @type {unknown} */
let policy;

/**
 * The worker knows no language but its own.
 *
 * @param {NonNullable<Extract<import('./shared.js').News, {state: any}>['problem']>} refusal
 */
function inWords({ status, detail, body, most }) {
  const words = most !== undefined ? refusals.tooManyTabs(most) : status === 0 ? detail : refusalIn(status, body);
  return new Problem(status, words, body);
}

class Tab {
  #base;
  #script;
  /** @type {Map<number, Part>} */
  #parts = new Map();
  #joined = 0;
  /** @type {MessagePort | null} */
  #port = null;
  #lock = new AbortController();

  /**
   * @param {string} base
   * @param {URL} script
   */
  constructor(base, script) {
    this.#base = base;
    this.#script = script;
    this.#connect();
    addEventListener('pagehide', () => this.#leave());
    addEventListener('pageshow', (e) => e.persisted && this.#connect());
    document.addEventListener('visibilitychange', () => document.hidden || this.#send({ check: true }));
  }

  get size() {
    return this.#parts.size;
  }

  /** Tries again at once, if the stream is waited for. */
  wake() {
    this.#send({ wake: true });
  }

  /**
   * @param {string} session
   * @param {number} last the number of the last event that it has
   * @param {Listener} listener
   * @returns {() => void} stops listening
   */
  listen(session, last, listener) {
    this.#joined += 1;
    const id = this.#joined;
    this.#parts.set(id, { session, last, listener });
    listener.onState({ name: 'connecting' });
    this.#send({ join: id, session, last });
    return () => {
      this.#parts.delete(id);
      this.#send({ leave: id });
    };
  }

  #connect() {
    const worker = new SharedWorker(trust(this.#script.href), { type: 'module', name: NAME });
    const { port } = worker;
    const mine = new AbortController();
    // It could not be loaded.
    worker.onerror = () => setTimeout(() => mine === this.#lock && !mine.signal.aborted && (mine.abort(), this.#connect()), AGAIN);
    this.#port = port;
    this.#lock = mine;
    port.onmessage = ({ data }) => {
      if (mine.signal.aborted) {
        return;
      }
      if ('alive' in data) {
        this.#watch(data.alive, mine.signal);
      } else {
        this.#take(data);
      }
    };
    const lock = `yera-tab ${randomName()}`;
    const hello = () => {
      if (!mine.signal.aborted) {
        port.postMessage({ hello: { viewer: viewerName(), base: this.#base, lock } });
        this.#parts.forEach(({ session, last }, join) => port.postMessage({ join, session, last }));
      }
    };
    if (!navigator.locks) {
      hello();
      return;
    }
    // Held before the worker asks for it, until this tab is gone.
    void navigator.locks.request(lock, () => {
      hello();
      return new Promise((release) => mine.signal.addEventListener('abort', () => release(null)));
    });
  }

  /**
   * Whoever gets the worker's lock knows that it is gone: then there is another one.
   *
   * @param {string} alive
   * @param {AbortSignal} mine
   */
  #watch(alive, mine) {
    navigator.locks
      ?.request(alive, { mode: 'shared', signal: mine }, () => {
        this.#lock.abort();
        this.#connect();
      })
      .catch(() => {}); // this tab was the first to go
  }

  #leave() {
    this.#send({ goes: true });
    this.#lock.abort();
    this.#port = null;
  }

  /** @param {import('./worker.js').Told} what */
  #send(what) {
    this.#port?.postMessage(what);
  }

  /** @param {{to: number} & import('./shared.js').News} news */
  #take(news) {
    const part = this.#parts.get(news.to);
    if (!part) {
      return;
    }
    if ('state' in news) {
      const problem = news.problem && inWords(news.problem);
      part.listener.onState(/** @type {ConnectionState} */ ({ ...news.state, problem }));
      return;
    }
    news.events.forEach(([number, data]) => {
      part.last = number;
      part.listener.onEvent(/** @type {YeraEvent} */ (parseJson(data)));
    });
  }
}
