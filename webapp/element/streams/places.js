// Over HTTP/1.1 a browser opens six connections to a server for all of its tabs. Streams of pages
// that share none leave one for the shared stream and one for all that is short: else the next tab
// would be blank, and no answer would get through.

const MOST = 4;

/**
 * @typedef {object} Place
 * @property {() => void} leave
 */

/** @param {string} base the server's address */
function isHttp1(base) {
  const [page] = performance.getEntriesByType('navigation');
  const script = performance.getEntriesByType('resource').find((each) => each.name.startsWith(base));
  const entry = /** @type {any} */ (location.href.startsWith(base) ? page : script);
  return entry?.nextHopProtocol === 'http/1.1';
}

/**
 * Waits until the browser has a connection to spare. Where that cannot be known, or does not
 * matter, there is no wait.
 *
 * @param {string} base the server's address
 * @param {{onWait: () => void, onTaken: () => void}} who is told later, never at once
 * @returns {Place}
 */
export function takePlace(base, { onWait, onTaken }) {
  const left = new AbortController();
  if (!navigator.locks || !isHttp1(base)) {
    queueMicrotask(() => !left.signal.aborted && onTaken());
    return { leave: () => left.abort() };
  }
  void wait(base, left.signal, onWait).then((taken) => taken && onTaken());
  return { leave: () => left.abort() };
}

/**
 * @param {string} base
 * @param {AbortSignal} left
 * @param {() => void} onWait
 * @returns {Promise<boolean>} whether there is a place, kept until `left`
 */
async function wait(base, left, onWait) {
  const names = Array.from({ length: MOST }, (_, i) => `yera-stream-${i} ${base}`);
  for (const name of names) {
    if (await take(name, left, { ifAvailable: true })) {
      return true;
    }
  }
  if (left.aborted) {
    return false;
  }
  onWait();
  const found = new AbortController();
  left.addEventListener('abort', () => found.abort());
  // Whoever of them comes first; the others are let go.
  return await new Promise((resolve) => {
    names.forEach((name) => {
      void take(name, left, { signal: found.signal }, () => !found.signal.aborted).then((taken) => {
        if (taken) {
          found.abort();
          resolve(true);
        } else if (left.aborted) {
          resolve(false);
        }
      });
    });
  });
}

/**
 * @param {string} name
 * @param {AbortSignal} left
 * @param {LockOptions} options
 * @param {() => boolean} [wanted]
 * @returns {Promise<boolean>} whether it is taken, until `left`
 */
function take(name, left, options, wanted = () => true) {
  return new Promise((resolve) => {
    navigator.locks
      .request(name, options, (lock) => {
        if (lock === null || left.aborted || !wanted()) {
          resolve(false);
          return undefined;
        }
        resolve(true);
        return new Promise((release) => left.addEventListener('abort', () => release(null)));
      })
      .catch(() => resolve(false)); // given up while it waited
  });
}
