// The sessions this browser started: a server that cannot tell nameless callers apart does not list
// them.

const KEY = 'yera-sessions';
const MOST = 20;

/** @returns {string[]} newest first */
export function kept() {
  try {
    const ids = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** @param {string[]} ids */
function store(ids) {
  try {
    localStorage.setItem(KEY, JSON.stringify(ids.slice(0, MOST)));
  } catch {
    // Nothing can be kept in this browser: the list is what the server says.
  }
}

/** @param {string} id */
export function keep(id) {
  store([id, ...kept().filter((each) => each !== id)]);
}

/** @param {string} id */
export function drop(id) {
  store(kept().filter((each) => each !== id));
}
