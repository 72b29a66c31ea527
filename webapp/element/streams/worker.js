// The worker that all tabs of a browser share: it holds the one stream of their sessions. A tab that
// goes, killed or closed, lets go of a lock; the worker's end is seen by its tabs in the same way.

import { whenLoggedIn } from '../login.js';
import { Server } from '../server.js';
import { SharedStream } from './shared.js';

/** @typedef {import('./shared.js').Listener} Listener */

/**
 * What a tab tells.
 *
 * @typedef {{hello: {viewer: string, base: string, lock: string}}
 *   | {join: number, session: string, last: number}
 *   | {leave: number}
 *   | {goes: true}
 *   | {wake: true}
 *   | {check: true}} Told
 */

/** This worker's own lock: whoever gets it knows that the worker is gone. */
const ALIVE = `yera-worker ${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
const isAlive = navigator.locks
  ? new Promise((resolve) => void navigator.locks.request(ALIVE, () => (resolve(null), new Promise(() => {}))))
  : Promise.resolve(null);

/** One server in all but odd cases. @type {Map<string, SharedStream>} */
const streams = new Map();

addEventListener('online', () => streams.forEach((each) => each.wake()));
whenLoggedIn(() => streams.forEach((each) => each.wake()));

/** @param {MessagePort} port */
function serve(port) {
  /** @type {Map<number, Listener>} */
  const listeners = new Map();
  /** @type {SharedStream | undefined} */
  let stream;

  const goes = () => {
    listeners.forEach((each) => stream?.remove(each));
    listeners.clear();
  };

  /** @param {MessageEvent<Told>} e */
  port.onmessage = ({ data: told }) => {
    if ('hello' in told) {
      const { base, viewer, lock } = told.hello;
      stream = streams.get(base) ?? new SharedStream(new Server(base, async () => null), viewer);
      streams.set(base, stream);
      void navigator.locks?.request(lock, goes);
    } else if ('join' in told) {
      const id = told.join;
      /** @type {Listener} */
      const listener = { session: told.session, last: told.last, tell: (what) => port.postMessage({ to: id, ...what }) };
      listeners.set(id, listener);
      stream?.add(listener);
    } else if ('leave' in told) {
      const listener = listeners.get(told.leave);
      listeners.delete(told.leave);
      if (listener) {
        stream?.remove(listener);
      }
    } else if ('goes' in told) {
      goes();
    } else if ('wake' in told) {
      stream?.wake();
    } else {
      stream?.check();
    }
  };
  void isAlive.then(() => port.postMessage({ alive: ALIVE }));
}

addEventListener('connect', (e) => serve(/** @type {MessageEvent} */ (e).ports[0]));
