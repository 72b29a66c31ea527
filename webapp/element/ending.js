// How a session ended, and the way to another one.

import { h } from './dom.js';
import { texts } from './texts.js';

/**
 * Red is for what went wrong only: that it is over is normal.
 *
 * @typedef {'well' | 'stopped' | 'badly'} EndKind
 */

const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const COST = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });
const ENDED_BY_USER = 'EndedByUser';
const DELETED = 'CleanedUp';
const COMPLETED = 'Yera program completed successfully.';
/** Limits; ends that are normal have no details. */
const BY_SERVER = /^(?:\w+Exceeded|StartTimeout|EventTooLarge|StorageFailed)$/;

/**
 * @param {any} exit the exit event's data
 * @returns {EndKind}
 */
export function endKind(exit) {
  if (exit.exit_code === 0) {
    return 'well';
  }
  return Object.hasOwn(texts.stopped, exit.error?.error_type ?? '') ? 'stopped' : 'badly';
}

/**
 * @param {any} exit the exit event's data
 * @param {string | null} at when that was
 * @param {boolean} byReader whether who reads this has ended it, if a user has
 * @param {number} level of its heading
 * @param {(() => void) | null} runAgain null for who cannot
 */
export function ending(exit, at, byReader, level, runAgain) {
  const kind = endKind(exit);
  const { title, words } = says(exit, kind, byReader);
  const result = exit.return_value ?? null;
  return section(
    kind,
    title,
    level,
    ...words.map((each) => h('p', { class: 'reason', dir: 'auto' }, each)),
    h('p', { class: 'facts', dir: 'auto' }, ...facts(exit, at)),
    result === null ? null : h('p', { class: 'facts' }, `${texts.returned}: `, h('code', { dir: 'auto' }, result)),
    kind === 'badly' ? details(exit) : null,
    runAgain && again(runAgain),
  );
}

/**
 * What is shown in the place of a session that its reader has deleted.
 *
 * @param {number} level
 * @param {() => void} runAgain
 */
export function deleted(level, runAgain) {
  return section('stopped', texts.deleted, level, again(runAgain));
}

/**
 * @param {EndKind} kind
 * @param {string} title
 * @param {number} level
 * @param {...(Node | null)} parts
 */
function section(kind, title, level, ...parts) {
  const heading = h('p', { class: 'title', role: 'heading', 'aria-level': level, dir: 'auto' }, title);
  return h('section', { class: `ending ${kind}`, part: 'end', tabindex: -1 }, heading, ...parts);
}

/** @param {() => void} runAgain */
function again(runAgain) {
  return h('button', { type: 'button', class: 'primary', part: 'again', onclick: runAgain }, texts.runAgain);
}

/**
 * @param {any} exit
 * @param {EndKind} kind
 * @param {boolean} byReader
 * @returns {{title: string, words: string[]}}
 */
function says(exit, kind, byReader) {
  if (kind === 'well') {
    return { title: texts.endedWell, words: [(exit.reason === COMPLETED && inOtherWords('Completed')) || exit.reason] };
  }
  if (kind === 'badly') {
    return { title: texts.endedBadly, words: [inOtherWords(exit.error?.error_type) || firstLine(exit.reason), texts.badlyHint] };
  }
  const type = exit.error.error_type;
  const sentence = inOtherWords(exit.error.error_type) || exit.reason.split(/\.(?:\s|$)/)[0];
  const title = type !== ENDED_BY_USER ? sentence : byReader ? texts.endedByYou : texts.endedByUser;
  return { title, words: type === DELETED ? [] : [type.startsWith('Server') ? texts.serverHint : texts.stoppedHint] };
}

/**
 * In words, if the app chose one: that of a signal of the server's says nothing.
 *
 * @param {any} exit
 * @returns {string | null}
 */
export function codeOf({ exit_code, error }) {
  return BY_SERVER.test(error?.error_type ?? '') ? null : texts.exitCode(exit_code);
}

/**
 * What a file of texts in another language has for such an end; without one the server's own sentence is shown.
 *
 * @param {string} type
 * @returns {string}
 */
function inOtherWords(type) {
  const ends = /** @type {any} */ (globalThis).yeraTexts?.ends ?? {};
  return Object.hasOwn(ends, type) ? String(ends[type]) : '';
}

/** @param {string} text */
function firstLine(text) {
  return text.trim().split('\n', 1)[0];
}

/**
 * @param {any} exit
 * @param {string | null} at
 */
function facts({ duration_seconds, models }, at) {
  const when = at === null ? [] : [h('time', { datetime: at }, WHEN.format(new Date(at)))];
  const took = duration_seconds === null ? [] : [texts.after(texts.duration(Number(duration_seconds)))];
  return [...when, ...took, ...used(models ?? {})].flatMap((each, i) => (i === 0 ? [each] : [' · ', each]));
}

/**
 * What it took of language models, all together.
 *
 * @param {Record<string, {input_tokens: unknown, output_tokens: unknown, cost?: unknown, currency?: string}>} models
 */
function used(models) {
  const all = Object.values(models);
  const tokens = all.reduce((sum, each) => sum + Number(each.input_tokens) + Number(each.output_tokens), 0);
  const priced = all.filter((each) => each.cost !== undefined);
  const cost = priced.reduce((sum, each) => sum + Number(each.cost), 0);
  return [
    ...(tokens > 0 ? [texts.tokens(tokens)] : []),
    ...(priced.length > 0 ? [`${COST.format(cost)} ${priced[0].currency ?? ''}`.trim()] : []),
  ];
}

/**
 * For who wrote the app; of the trace others have nothing (contract, section 6).
 *
 * @param {any} exit
 */
function details(exit) {
  const { reason, error } = exit;
  const more = [error?.message, reason].filter((each) => each && (each !== firstLine(reason) || inOtherWords(error?.error_type)));
  return h(
    'details',
    {},
    h('summary', {}, texts.details),
    h('p', { class: 'facts', dir: 'auto' }, [error?.error_type, codeOf(exit)].filter(Boolean).join(' · ')),
    ...[...new Set(more)].map((each) => h('p', { dir: 'auto' }, each)),
    ...(error?.stderr?.length > 0 ? [h('p', {}, texts.errorOutput), h('pre', { tabindex: 0, dir: 'auto' }, error.stderr.join('\n'))] : []),
  );
}
