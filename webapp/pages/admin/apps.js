// The apps, and what is wrong with them.

import { h } from '../../element/dom.js';
import { reasonOr } from '../../element/texts-refusals.js';
import { byId, Items, time } from './shown.js';
import { texts } from './texts.js';

/**
 * @typedef {object} App
 * @property {string} app_id
 * @property {string} name
 * @property {number} sessions
 * @property {number} created
 * @property {number} ended
 * @property {number} failed
 * @property {string | null} last_failure_at
 * @property {string | null} last_error_type
 * @property {string | null} last_failed_session
 */

/** @typedef {import('../../element/types.js').BrokenApp} BrokenApp */

/** With fewer the eye is quicker than the keyboard. */
const MANY = 10;

const search = /** @type {HTMLInputElement} */ (byId('search-apps'));
const more = byId('apps-more');

export class Apps {
  #apps = new Items(byId('apps'), appItem);
  #broken = new Items(byId('broken'), brokenItem);

  /** @type {App[]} */
  #all = [];

  constructor() {
    search.addEventListener('input', () => this.#filter());
  }

  /** @param {{number: number, apps: App[], number_broken: number, broken: BrokenApp[]}} part */
  show(part) {
    this.#all = [...part.apps].sort((one, other) => other.failed - one.failed || other.sessions - one.sessions || one.name.localeCompare(other.name));
    search.hidden = this.#all.length <= MANY;
    this.#broken.show(part.broken);
    this.#filter();
    const left = part.number - part.apps.length + part.number_broken - part.broken.length;
    more.hidden = left === 0;
    more.textContent = texts.more(left);
  }

  #filter() {
    const wanted = search.value.toLowerCase().trim();
    this.#apps.show(this.#all.filter((each) => `${each.name} ${each.app_id}`.toLowerCase().includes(wanted)));
  }
}

/** @param {App} app */
function appItem(app) {
  const type = app.last_error_type || texts.exitCode;
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'about' },
      h('span', { class: 'name', dir: 'auto' }, app.name),
      h(
        'span',
        { class: 'facts' },
        h('code', {}, app.app_id),
        texts.counts(app.sessions, app.created, app.ended),
        app.failed > 0 ? h('span', { class: 'badge failed' }, texts.failed(app.failed)) : '',
        app.last_failed_session ? h('a', { href: `sessions/${encodeURIComponent(app.last_failed_session)}`, dir: 'auto' }, texts.lastFailure(type)) : '',
        app.last_failure_at ? time(app.last_failure_at) : '',
      ),
    ),
  );
}

/** @param {BrokenApp} app */
function brokenItem(app) {
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'about' },
      h('code', { class: 'name' }, app.place),
      h('span', { class: 'value', dir: 'auto' }, reasonOr(app.reason, app.problem)),
      h('span', { class: 'facts' }, h('span', { class: 'badge broken' }, texts.brokenBadge), app.line ? texts.at(app.line, app.column) : ''),
    ),
  );
}
