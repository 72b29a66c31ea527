// What the page around a frame is told and asked, by postMessage: only one of yera.embed.origins, by its exact origin.
// Behind the '#' of its address a frame has what the page around it can do: `token`, `grow`.

/** For so long a page may take to get a token: it may have to ask its user. */
const PATIENCE = 30_000;

/**
 * @param {import('../yera-app.js').YeraApp} element
 */
export function framed(element) {
  if (window.parent === window) {
    return;
  }
  const allowed = (document.querySelector('meta[name="yera-origins"]')?.getAttribute('content') ?? '').split(' ');
  const around = location.ancestorOrigins?.[0];
  // Where the browser does not tell whose page it is, it delivers to none but the right one.
  const origins = [location.origin, ...allowed].filter((each) => each !== '' && (around === undefined || each === around));
  const tell = (/** @type {string} */ type, /** @type {object} */ more) => {
    // As JSON: numbers that no double holds are no plain data.
    const message = JSON.parse(JSON.stringify({ ...more, type }));
    origins.forEach((origin) => window.parent.postMessage(message, origin));
  };
  for (const what of ['start', 'exit', 'error']) {
    element.addEventListener(`yera-${what}`, (e) => tell(`yera:${what}`, /** @type {CustomEvent} */ (e).detail));
  }
  const able = new URLSearchParams(location.hash.slice(1));
  if (able.has('token')) {
    element.tokenCallback = asking(tell, origins);
  }
  if (able.has('grow')) {
    document.body.classList.add('grow');
    new ResizeObserver(() => tell('yera:resize', { height: Math.ceil(document.body.getBoundingClientRect().height) })).observe(document.body);
  }
}

/**
 * @param {(type: string, more: object) => void} tell
 * @param {string[]} origins
 * @returns {(again: boolean) => Promise<string | null>}
 */
function asking(tell, origins) {
  /** @type {Map<number, (token: string | null) => void>} */
  const waiting = new Map();
  let last = 0;
  window.addEventListener('message', ({ source, origin, data }) => {
    if (source === window.parent && origins.includes(origin) && data?.type === 'yera:token') {
      waiting.get(data.id)?.(typeof data.token === 'string' ? data.token : null);
    }
  });
  return (again) =>
    new Promise((resolve) => {
      last += 1;
      const id = last;
      const given = (/** @type {string | null} */ token) => {
        waiting.delete(id);
        clearTimeout(timer);
        resolve(token);
      };
      const timer = setTimeout(() => given(null), PATIENCE);
      waiting.set(id, given);
      tell('yera:token-request', { id, again });
    });
}
