// One session of the list: the way to it, how it is, and what can be done with it.

import { h } from '../../element/dom.js';
import { texts, wordFor } from '../texts.js';
import { timeOfDay } from './days.js';
import { nameOf } from './state.js';

/** @typedef {import('../../element/types.js').SessionState} SessionState */

export class Row {
  #box = h('input', { type: 'checkbox' });
  #facts = h('span', { class: 'facts' });
  #problem = h('p', { class: 'problem', role: 'alert', dir: 'auto', hidden: true });
  #shown = '';

  link = h('a', { class: 'name', dir: 'auto' });
  button = h('button', { type: 'button', class: 'small dots' }, '⋯');

  /** The part that is exchanged for a form while the name is changed. */
  name = h('span', { class: 'what' }, this.link);

  /**
   * @param {SessionState} state
   * @param {import('./menu.js').Menu} menu
   */
  constructor(state, menu) {
    this.state = state;
    this.created = new Date(state.created_at);
    this.link.href = `sessions/${encodeURIComponent(state.session_id)}`;
    this.element = h('li', {}, h('label', { class: 'pick' }, this.#box), h('div', { class: 'about' }, this.name, this.#facts, this.#problem), this.button);
    menu.belongsTo(this);
    this.update(state);
  }

  /** @param {SessionState} state */
  update(state) {
    this.state = state;
    const { status, title, app_name, pinned } = state;
    const waits = state.awaiting.length > 0;
    const word = status === 'stopped' ? wordFor(texts.stopped, state.exit?.error?.error_type ?? '') : '';
    const shown = JSON.stringify([status, word, title, app_name, pinned, waits]);
    if (shown === this.#shown) {
      return; // nothing is touched that somebody may be reading
    }
    this.#shown = shown;
    const name = nameOf(state);
    this.link.textContent = name;
    this.#box.setAttribute('aria-label', texts.history.select(name));
    this.button.setAttribute('aria-label', texts.history.actions(name));
    this.#facts.replaceChildren(
      h('time', { datetime: state.created_at }, timeOfDay(this.created)),
      h('span', { class: `badge ${status}` }, word || wordFor(texts.history.status, status)),
      waits ? h('span', { class: 'badge asks' }, texts.history.waitsForYou) : '',
      pinned ? h('span', { class: 'badge pinned' }, texts.history.pinned) : '',
      title === null ? '' : h('span', { class: 'app', dir: 'auto' }, app_name),
    );
  }

  get isSelected() {
    return this.#box.checked;
  }

  set isSelected(is) {
    this.#box.checked = is;
  }

  get hasFocus() {
    return this.element.contains(document.activeElement);
  }

  /** @param {string} words why something was not done; empty takes it back */
  complain(words) {
    this.#problem.textContent = words;
    this.#problem.hidden = words === '';
  }
}
