// Which session an element had, so that a reload of its page comes back to it. Kept for the tab.

const PREFIX = 'yera-session ';

/**
 * @param {string} key
 * @param {string} sessionId
 */
export function remember(key, sessionId) {
  try {
    sessionStorage.setItem(PREFIX + key, sessionId);
  } catch {
    // No storage for us, e.g. in an iframe: a reload starts anew.
  }
}

/**
 * @param {string} key
 * @returns {string | null}
 */
export function recall(key) {
  try {
    return sessionStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}
