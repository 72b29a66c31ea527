// Questions that are answered together.

import { h } from '../dom.js';
import { texts } from '../texts.js';

/** @typedef {import('../types.js').YeraEvent} YeraEvent */
/** @typedef {import('../types.js').BlockView} BlockView */
/** @typedef {import('../types.js').BlockContext} BlockContext */

export class Form {
  /** @type {Map<string, import('./question.js').Question>} */
  #fields = new Map();
  /** @type {'open' | 'awaiting' | 'sending' | 'answered' | 'closed'} */
  #state = 'open';
  #children = h('div', { class: 'fields' });
  #submitButton = h('button', { type: 'submit', class: 'primary', part: 'send', disabled: true }, texts.submit);
  #problem = h('p', { class: 'problem', role: 'alert', hidden: true, dir: 'auto' });
  #foot = h('div', { class: 'foot' }, this.#submitButton, this.#problem);

  /**
   * @param {YeraEvent} event
   * @param {BlockContext} context
   * @param {Form | null} outer a form around it, which then is the one that is answered
   */
  constructor(event, context, outer) {
    this.blockId = event.block_id;
    this.context = context;
    this.outer = outer;
    this.element = outer
      ? h('div', { class: 'block form', part: 'form' }, this.#children)
      : h('form', { class: 'block form', part: 'form', onsubmit: (/** @type {Event} */ e) => this.#submit(e) }, this.#children, this.#foot);
    this.element.tabIndex = -1;
  }

  /** @param {YeraEvent} event */
  update({ data }) {
    this.element.classList.toggle('bordered', data.border !== false);
    if (this.#state === 'open' && data.status === 'awaiting') {
      this.#become('awaiting');
    }
  }

  /** @param {'open' | 'awaiting' | 'sending' | 'answered' | 'closed'} state */
  #become(state) {
    this.#state = state;
    this.element.dataset.state = state;
    this.#submitButton.disabled = state !== 'awaiting';
    this.#fields.forEach((field) => (field.sending = state === 'sending'));
    if (this.#isOver()) {
      this.#foot.remove();
    }
  }

  /** @param {BlockView} child */
  place(child) {
    this.#children.append(child.element);
  }

  /**
   * @param {string} blockId
   * @param {import('./question.js').Question} field
   */
  addField(blockId, field) {
    this.#fields.set(blockId, field);
  }

  /** @param {Event} e */
  async #submit(e) {
    e.preventDefault();
    if (this.#state !== 'awaiting') {
      return;
    }
    const value = Object.fromEntries([...this.#fields].map(([id, field]) => [id, field.value]));
    this.#become('sending');
    this.#refuse('');
    this.element.focus({ preventScroll: true });
    try {
      await this.context.send(this.blockId, 'form', value);
    } catch (problem) {
      // The answer of another window may have come meanwhile.
      if (!this.#isOver()) {
        this.#become('awaiting');
        this.#refuse(texts.notSent(/** @type {Error} */ (problem).message));
        this.#submitButton.focus({ preventScroll: true });
      }
    }
  }

  #isOver() {
    return this.#state === 'answered' || this.#state === 'closed';
  }

  /** @param {string} why */
  #refuse(why) {
    this.#problem.textContent = why;
    this.#problem.hidden = why === '';
  }

  /** @param {any} value */
  answered(value) {
    this.#become('answered');
    this.#fields.forEach((field, id) => field.answered(value && Object.hasOwn(value, id) ? value[id] : ''));
  }

  close() {
    if (this.#state !== 'answered') {
      this.#become('closed');
    }
  }

  isOpen() {
    return this.#state === 'awaiting' && this.outer === null;
  }

  focus() {
    const first = [...this.#fields.values()][0];
    (first?.control ?? this.#submitButton).focus({ preventScroll: true });
  }

  spoken() {
    const first = [...this.#fields.values()][0];
    return this.isOpen() ? (first?.spoken() ?? '') : '';
  }
}
