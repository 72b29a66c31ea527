// The sessions of all, a page at a time, as they are now; one or several are ended.

import { h } from '../../element/dom.js';
import { randomName } from '../../element/server.js';
import { isSure } from '../history/sure.js';
import { Filters } from './filters.js';
import { Row } from './row.js';
import { byId, place } from './shown.js';
import { texts } from './texts.js';

/** @typedef {import('../../element/server.js').Server} Server */

/**
 * @typedef {object} Listed
 * @property {string} session_id
 * @property {string} app_name
 * @property {string} status
 * @property {string} created_at
 * @property {number} viewers
 * @property {boolean} waits
 * @property {string | null} error_type
 * @property {string | null} owner
 * @property {string | null} owner_name
 * @property {string | null} node_id
 */

/** So many are asked to end at once. */
const AT_ONCE = 4;

const heading = byId('sessions-title');
const note = byId('sessions-note');
const list = byId('sessions-list');
const pages = byId('pages');

export class Sessions {
  #server;
  #ask;
  #filters;

  /** In their order. @type {Map<string, Row>} */
  #rows = new Map();

  /** @type {string | null} */
  #next = null;

  /** Whether another list was asked for, which has not come yet. */
  #isAsking = true;
  #isEnding = false;

  #all = h('button', { type: 'button', class: 'small', onclick: () => this.#selectAll() }, texts.allShown);
  #end = h('button', { type: 'button', class: 'small danger', onclick: () => void this.#endAll(this.#selected) });
  #newest = h('button', { type: 'button', class: 'small', onclick: () => this.#filters.firstPage() }, texts.newest);
  #older = h('button', { type: 'button', class: 'small', onclick: () => this.#filters.nextPage(this.#next ?? '') }, texts.older);

  /**
   * @param {Server} server
   * @param {(query: string) => void} ask
   */
  constructor(server, ask) {
    this.#server = server;
    this.#ask = ask;
    this.#filters = new Filters(byId('filters'), () => this.ask());
    byId('selection').append(this.#all, this.#end);
    pages.append(this.#newest, this.#older);
    list.addEventListener('change', () => this.#count());
    this.#count();
  }

  /** Asks for what the filters say. */
  ask() {
    this.#isAsking = true;
    list.setAttribute('aria-busy', 'true');
    this.#ask(this.#filters.query);
  }

  /** @param {{app_id: string, name: string}[]} apps */
  offerApps(apps) {
    this.#filters.offerApps(apps);
  }

  /** @param {{node_id: string}[]} nodes */
  offerNodes(nodes) {
    this.#filters.offerNodes(nodes);
  }

  /** @param {{sessions: Listed[], next: string | null}} page as it is now */
  show(page) {
    const isOther = this.#isAsking;
    this.#isAsking = false;
    list.removeAttribute('aria-busy');
    if (!isOther && this.#isHeld) {
      page.sessions.forEach((each) => this.#rows.get(each.session_id)?.update(each));
      this.#say(texts.held);
      this.#count();
      return;
    }
    const before = isOther ? new Map() : this.#rows;
    this.#rows = new Map(page.sessions.map((each) => [each.session_id, this.#row(before.get(each.session_id), each)]));
    this.#next = page.next;
    place(
      list,
      [...this.#rows.values()].map((row) => row.element),
    );
    list.hidden = this.#rows.size === 0;
    this.#newest.disabled = this.#filters.isFirstPage;
    this.#older.disabled = page.next === null;
    pages.hidden = this.#newest.disabled && this.#older.disabled;
    this.#say(this.#rows.size === 0 ? texts.none : '');
    this.#count();
  }

  unlisted() {
    this.#say(texts.unlisted);
  }

  /** Nothing moves under the hand of who chooses. */
  get #isHeld() {
    return this.#isEnding || this.#selected.length > 0 || list.contains(document.activeElement) || document.querySelector('dialog[open]') !== null;
  }

  get #selected() {
    return [...this.#rows.values()].filter((row) => row.isSelected);
  }

  /**
   * @param {Row | undefined} before
   * @param {Listed} listed
   */
  #row(before, listed) {
    if (listed.owner && listed.owner_name) {
      this.#filters.knowOwner(listed.owner, listed.owner_name);
    }
    if (before) {
      before.update(listed);
      return before;
    }
    return new Row(listed, { end: (row) => void this.#endAll([row]), onlyOf: (name) => this.#filters.onlyOf(name) });
  }

  #selectAll() {
    const rows = [...this.#rows.values()].filter((row) => !row.isOver);
    const all = rows.every((row) => row.isSelected);
    rows.forEach((row) => (row.isSelected = !all));
    this.#count();
  }

  #count() {
    const n = this.#selected.length;
    this.#end.textContent = texts.endSelected(n);
    this.#end.disabled = n === 0 || this.#isEnding;
    this.#all.disabled = [...this.#rows.values()].every((row) => row.isOver);
  }

  /** @param {Row[]} rows */
  async #endAll(rows) {
    const question = rows.length === 1 ? texts.endOne(rows[0].name) : texts.endThese(rows.length);
    if (rows.length === 0 || this.#isEnding || !(await isSure(question, [texts.endWords], texts.yesEnd(rows.length)))) {
      return;
    }
    this.#isEnding = true;
    this.#count();
    const left = [...rows];
    let done = 0;
    const some = async () => {
      for (let row = left.shift(); row; row = left.shift()) {
        if (await this.#endOne(row)) {
          done += 1;
          this.#say(texts.ended(done, rows.length));
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, some));
    this.#isEnding = false;
    rows.forEach((row) => (row.isSelected = false));
    this.#count();
    heading.focus();
  }

  /** @param {Row} row */
  async #endOne(row) {
    try {
      await this.#server.post(`api/sessions/${encodeURIComponent(row.listed.session_id)}/end`, {}, randomName());
    } catch (e) {
      const problem = /** @type {import('../../element/server.js').Problem} */ (e);
      if (problem.status !== 404 && problem.body?.type !== '/problems/ended') {
        row.complain(texts.notDone(problem.message));
        return false;
      }
    }
    row.complain('');
    return true;
  }

  /** @param {string} words */
  #say(words) {
    if (note.textContent !== words) {
      note.textContent = words;
    }
    note.hidden = words === '';
  }
}
