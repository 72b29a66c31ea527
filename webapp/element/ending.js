// How a session ended, and the way to another one.

import { h } from './dom.js';
import { texts } from './texts.js';

/**
 * @param {any} exit the exit event's data
 * @param {number} level of its heading
 * @param {() => void} runAgain
 */
export function ending(exit, level, runAgain) {
  const well = exit.exit_code === 0;
  const error = exit.error;
  /** @type {HTMLElement[]} */
  const parts = [
    h('p', { class: 'title', role: 'heading', 'aria-level': level }, well ? texts.endedWell : texts.endedBadly),
    h('p', { class: 'reason', dir: 'auto' }, exit.reason),
    h('p', { class: 'facts', dir: 'auto' }, facts(exit)),
  ];
  if (exit.return_value !== null && exit.return_value !== undefined) {
    parts.push(h('p', { class: 'facts' }, `${texts.returned}: `, h('code', { dir: 'auto' }, exit.return_value)));
  }
  if (error?.stderr?.length > 0) {
    parts.push(h('details', { open: true }, h('summary', {}, texts.lastErrors), h('pre', { tabindex: 0, dir: 'auto' }, error.stderr.join('\n'))));
  }
  const again = h('button', { type: 'button', class: 'primary', part: 'again', onclick: runAgain }, texts.runAgain);
  return h('section', { class: `ending ${well ? 'well' : 'badly'}`, part: 'end', tabindex: -1 }, ...parts, again);
}

/** @param {any} exit */
function facts({ exit_code, reason, error, duration_seconds }) {
  const message = error?.message === reason ? null : error?.message;
  const what = exit_code === 0 ? [] : [error?.error_type, message, texts.exitCode(exit_code)];
  const took = duration_seconds === null ? null : texts.after(texts.duration(Number(duration_seconds)));
  return [...what, took].filter(Boolean).join(' · ');
}
