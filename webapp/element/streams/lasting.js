// One stream of server-sent events, asked for again whenever it stops, until there is nothing more
// to ask for. Of a single session or of several: who owns it knows.

import { backoff } from '../backoff.js';
import { EventStream } from '../event-stream.js';
import { Problem } from '../server.js';

/** @typedef {import('../server.js').Server} Server */

/**
 * @typedef {{name: 'connecting' | 'live' | 'ended' | 'crowded'}
 *   | {name: 'waiting', until: number}
 *   | {name: 'refused', problem: Problem}
 *   | {name: 'login', problem: Problem}} ConnectionState
 */

/**
 * @typedef {object} Owner
 * @property {() => {path: string, headers?: Record<string, string>}} ask the next request
 * @property {(frame: {name: string, id: string, data: string}) => void} take
 * @property {() => void} [pause] there is no more for now
 * @property {(state: ConnectionState) => void} become after `ended` and `refused` it is over
 * @property {() => boolean} isOver whether a stream that stopped is not needed any more
 */

/** Without a byte for so long a stream is taken for dead; the server sends one every 15 s. */
const SILENCE = 45_000;
const LONGEST_SILENCE = 600_000;
/** A stream that lived so long was closed for its age, by the server or a proxy: no failure. */
const LIVED = 5_000;
const HOPELESS = new Set([400, 403, 404]);
const LONGEST_TIMER = 2 ** 31 - 1;

export class LastingStream {
  #server;
  #owner;
  #failures = 0;
  #silence = SILENCE;
  #lastByte = 0;
  #closed = false;
  #paused = false;
  /** Whether the next request shall take the place of this one. */
  #renewing = false;
  /** Whether anything came on this stream. */
  #hasCome = false;
  /** @type {AbortController | null} */
  #request = null;
  /** @type {(() => void) | null} */
  #endWait = null;

  /**
   * @param {Server} server
   * @param {Owner} owner
   */
  constructor(server, owner) {
    this.#server = server;
    this.#owner = owner;
    void this.#run();
  }

  close() {
    this.#closed = true;
    this.#request?.abort();
    this.#endWait?.();
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

  /** Asks anew at once: what is wanted has changed. */
  renew() {
    if (this.#request) {
      this.#renewing = true;
      this.#request.abort();
    } else {
      this.wake();
    }
  }

  async #run() {
    await null; // its owner has a name for it first
    while (!this.#closed) {
      const began = Date.now();
      const outcome = await this.#readOnce();
      if (this.#closed) {
        return;
      }
      if (outcome === 'ended') {
        this.#end({ name: 'ended' });
        return;
      }
      if (outcome === 'renewing') {
        continue;
      }
      if (outcome instanceof Problem && outcome.status === 401) {
        this.#owner.become({ name: 'login', problem: outcome });
        await this.#woken();
        continue;
      }
      if (outcome instanceof Problem && HOPELESS.has(outcome.status)) {
        this.#end({ name: 'refused', problem: outcome });
        return;
      }
      const wasAlive = this.#hasCome || Date.now() - began > LIVED;
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

  /** @param {ConnectionState} state */
  #end(state) {
    this.#closed = true;
    this.#owner.become(state);
  }

  /** @returns {Promise<'ended' | 'renewing' | Problem | null>} null when the stream just stopped */
  async #readOnce() {
    const request = new AbortController();
    this.#request = request;
    this.#lastByte = Date.now();
    this.#hasCome = false;
    this.#renewing = false;
    const watchdog = setInterval(() => {
      if (Date.now() - this.#lastByte > this.#silence) {
        // Perhaps this server's heartbeat is slower than most: be patient the next time.
        this.#silence = Math.min(this.#silence * 2, LONGEST_SILENCE);
        request.abort();
      }
    }, 5_000);
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let renewal;
    try {
      const { path, headers } = this.#owner.ask();
      const response = await this.#server.fetch(path, {
        headers: { Accept: 'text/event-stream', ...headers },
        signal: request.signal,
      });
      if (response.status === 204 || !response.body) {
        return 'ended';
      }
      this.#failures = 0;
      this.#owner.become({ name: 'live' });
      // The server ends a stream with its token: the next one comes before, with a new token.
      renewal = setTimeout(() => this.renew(), Math.min(this.#server.renewsIn, LONGEST_TIMER));
      await this.#read(response.body, request.signal);
      return this.#owner.isOver() ? 'ended' : null;
    } catch (e) {
      return e instanceof Problem ? e : this.#renewing ? 'renewing' : null;
    } finally {
      clearTimeout(renewal);
      clearInterval(watchdog);
      this.#request = null;
    }
  }

  /**
   * @param {ReadableStream<Uint8Array>} body
   * @param {AbortSignal} signal
   */
  async #read(body, signal) {
    const frames = new EventStream((id, data, name) => {
      if (!signal.aborted) {
        this.#hasCome = true;
        this.#owner.take({ name, id, data });
      }
    });
    const decoder = new TextDecoder();
    const reader = body.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      this.#lastByte = Date.now();
      frames.push(decoder.decode(piece.value, { stream: true }));
      this.#owner.pause?.();
    }
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
      this.#owner.become({ name: 'waiting', until: Date.now() + millis });
    }
    const timer = setTimeout(() => this.#endWait?.(), millis);
    await this.#woken();
    clearTimeout(timer);
    if (!quietly && !this.#closed) {
      this.#owner.become({ name: 'connecting' });
    }
  }
}
