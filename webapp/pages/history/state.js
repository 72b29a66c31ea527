// What the state of a session means here.

/** @typedef {import('../../element/types.js').SessionState} SessionState */

/** @param {SessionState} state */
export function isOver(state) {
  return state.ended_at !== null;
}

/** @param {SessionState} state */
export function isRunning(state) {
  return state.started_at !== null && !isOver(state);
}

/** What it is called. @param {SessionState} state */
export function nameOf(state) {
  return state.title ?? state.app_name;
}

/** Its address in the API. @param {SessionState} state */
export function pathOf(state) {
  return `api/sessions/${encodeURIComponent(state.session_id)}`;
}
