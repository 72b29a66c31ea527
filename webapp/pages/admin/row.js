// One session of the list.

import { h } from '../../element/dom.js';
import { wordFor } from '../../element/texts.js';
import { time } from './shown.js';
import { texts } from './texts.js';

/** @typedef {import('./sessions.js').Listed} Listed */

const OVER = ['exited', 'stopped', 'failed'];

export class Row {
  #box = h('input', { type: 'checkbox' });
  #link = h('a', { class: 'name', dir: 'auto' });
  #facts = h('span', { class: 'facts' });
  #problem = h('p', { class: 'problem', role: 'alert', dir: 'auto', hidden: true });
  #end;
  #onlyOf;
  #shown = '';

  /**
   * @param {Listed} listed
   * @param {{end: (row: Row) => void, onlyOf: (name: string) => void}} does
   */
  constructor(listed, does) {
    this.listed = listed;
    this.#onlyOf = does.onlyOf;
    this.#end = h('button', { type: 'button', class: 'small danger', onclick: () => does.end(this) }, texts.end);
    this.#link.href = `sessions/${encodeURIComponent(listed.session_id)}`;
    this.element = h('li', {}, h('label', { class: 'pick' }, this.#box), h('div', { class: 'about' }, this.#link, this.#facts, this.#problem), this.#end);
    this.update(listed);
  }

  get name() {
    return `${this.listed.app_name} ${this.listed.session_id.slice(0, 8)}`;
  }

  get isOver() {
    return OVER.includes(this.listed.status);
  }

  get isSelected() {
    return this.#box.checked && !this.isOver;
  }

  set isSelected(is) {
    this.#box.checked = is && !this.isOver;
  }

  /** @param {Listed} listed */
  update(listed) {
    const shown = JSON.stringify(listed);
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    this.listed = listed;
    this.#link.textContent = this.name;
    this.#box.setAttribute('aria-label', texts.select(this.name));
    this.#box.disabled = this.isOver;
    this.#box.checked &&= !this.isOver;
    this.#end.setAttribute('aria-label', texts.endOf(this.name));
    this.#end.disabled = this.isOver || listed.status === 'stopping';
    const hadFocus = this.#facts.contains(document.activeElement);
    this.#facts.replaceChildren(
      h('span', { class: `badge ${listed.status}` }, wordFor(texts.status, listed.status)),
      listed.waits ? h('span', { class: 'badge asks' }, texts.waits) : '',
      listed.error_type ? h('span', { dir: 'auto' }, listed.error_type) : '',
      this.#owner(),
      time(listed.created_at),
      this.isOver ? '' : texts.looking(listed.viewers),
      listed.node_id ? texts.on(listed.node_id) : '',
    );
    if (hadFocus) {
      this.#facts.querySelector('button')?.focus();
    }
  }

  #owner() {
    const { owner, owner_name } = this.listed;
    if (!owner || !owner_name) {
      return texts.noOwner;
    }
    const name = owner_name;
    return h('button', { type: 'button', dir: 'auto', 'aria-label': texts.onlyOf(name), onclick: () => this.#onlyOf(name) }, name);
  }

  /** @param {string} words why something was not done; empty takes it back */
  complain(words) {
    this.#problem.textContent = words;
    this.#problem.hidden = words === '';
  }
}
