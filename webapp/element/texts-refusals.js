// What is said of a request that failed: alone, so that a worker needs no more texts than these.

import { translated } from './texts-language.js';

export const refusals = translated({
  signIn: 'You are not signed in here, or your sign-in has run out.',
  forbidden: 'You are not allowed to use this.',
  answered: (/** @type {number} */ status) => `The server answered ${status}.`,
  network: 'The server cannot be reached.',
  tooManyTabs: (/** @type {number} */ n) => `More than ${n} sessions are open in this browser. Close a tab, then try again.`,
});

/** What a form has not been checked for: only the server knows what does not fit. */
const UNFIT = 422;

/**
 * A reason of the server's in the reader's language.
 *
 * @param {{key: string, values: Record<string, any>}} reason
 * @returns {string}
 * @throws if there are no words for it, or for a part of it
 */
function reasonIn({ key, values }) {
  const { reasons, faults } = /** @type {any} */ (globalThis).yeraTexts;
  return (reasons[key] ?? faults[key]).replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) => (values[name].key ? reasonIn(values[name]) : values[name]));
}

/**
 * A reason of the server's in the reader's language; as it was told where there are no words for it.
 *
 * @param {{key: string, values: Record<string, any>}} reason
 * @param {string} told
 */
export function reasonOr(reason, told) {
  try {
    return reasonIn(reason);
  } catch {
    return told;
  }
}

/**
 * What does not fit; in the server's own words where there are no others, as of what an author says.
 *
 * @param {any} body the problem details
 */
function unfit({ reason, parameter, detail }) {
  try {
    return (parameter ? `${parameter}: ` : '') + reasonIn(reason);
  } catch {
    return detail;
  }
}

/**
 * What a refusal of this name is called in the reader's language, if there are words for it; what it says itself comes
 * after them where only that tells what to mend, and a limit with its value.
 *
 * @param {any} body the problem details
 * @returns {string | undefined}
 */
function inOtherWords(body) {
  const name = String(body?.type ?? '').split('/').at(-1) ?? '';
  const pages = /** @type {any} */ (globalThis).yeraTexts?.pages ?? {};
  const words = Object.hasOwn(pages, name) ? pages[name].detail : undefined;
  if (typeof words !== 'string') {
    return undefined;
  }
  const more = body.status === UNFIT ? unfit(body) : body.limit ? `${body.limit}: ${body.limit_value}` : undefined;
  return more === undefined ? words : `${words} (${more})`;
}

/**
 * What is said of a refusal in the reader's language.
 *
 * @param {number} status
 * @param {any} body the problem details, if the answer had them
 * @returns {string}
 */
export function refusalIn(status, body) {
  if (status === 401) {
    return refusals.signIn;
  }
  if (status === 403 && !body) {
    return refusals.forbidden;
  }
  return inOtherWords(body) ?? (typeof body?.detail === 'string' ? body.detail : refusals.answered(status));
}
