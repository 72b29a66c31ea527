// What all questions share: a label, a control, a way to send, and what is left after the answer.
// A question in a form has no way to send of its own.

import { h, spoken, uniqueId } from '../dom.js';
import { texts } from '../texts.js';

/** @typedef {import('../types.js').YeraEvent} YeraEvent */
/** @typedef {import('../types.js').BlockContext} BlockContext */

export class Question {
  /** @type {'open' | 'sending' | 'answered' | 'closed'} */
  #state = 'open';
  #problem = h('p', { class: 'problem', role: 'alert', hidden: true, dir: 'auto' });
  labelId = uniqueId();
  controlId = uniqueId();
  #label = h('label', { class: 'label', id: this.labelId, for: this.controlId, dir: 'auto' });
  #body = h('div', { class: 'answering' });

  /**
   * @param {YeraEvent} event
   * @param {BlockContext} context
   * @param {import('./form.js').Form | null} form
   */
  constructor(event, context, form) {
    this.blockId = event.block_id;
    this.type = event.block_type;
    this.context = context;
    this.form = form;
    this.data = event.data;
    this.element = h('div', { class: `block question ${this.type}`, part: 'question', tabindex: -1 });
    this.element.append(this.#label, this.#body, this.#problem);
  }

  /** What it is called when the app gives no label. */
  get fallbackLabel() {
    return texts.typeHere;
  }

  /** @returns {Node[]} what the answer is given with */
  build() {
    return [];
  }

  /** @returns {any} the answer as it stands */
  get value() {
    return null;
  }

  /**
   * @param {any} value
   * @returns {string} an answer as it is shown afterwards
   */
  shown(value) {
    return String(value);
  }

  /** @param {YeraEvent} event */
  update({ data }) {
    if (this.#state !== 'open') {
      return;
    }
    this.data = data;
    this.#label.textContent = data.label || this.fallbackLabel;
    this.#label.classList.toggle('spoken', !data.label);
    const controls = this.build();
    this.#body.replaceChildren(
      this.form ? h('div', { class: 'control' }, ...controls) : h('form', { class: 'control', onsubmit: (/** @type {Event} */ e) => this.#submit(e) }, ...controls),
    );
  }

  /** @param {Event} e */
  #submit(e) {
    e.preventDefault();
    void this.send(this.value);
  }

  /** @param {any} value */
  async send(value) {
    if (this.#state !== 'open') {
      return;
    }
    this.#become('sending');
    this.refuse('');
    // Not on the control, which cannot hold the focus while it is disabled.
    this.element.focus({ preventScroll: true });
    try {
      await this.context.send(this.blockId, this.type, value);
    } catch (e) {
      // The answer of another window may have come meanwhile.
      if (this.isPending()) {
        this.#become('open');
        this.refuse(texts.notSent(/** @type {Error} */ (e).message));
        this.focus();
      }
    }
  }

  /** @param {string} why empty for nothing to complain about */
  refuse(why) {
    this.#problem.textContent = why;
    this.#problem.hidden = why === '';
  }

  /** @param {'open' | 'sending' | 'answered' | 'closed'} state */
  #become(state) {
    this.#state = state;
    if (state === 'open') {
      delete this.element.dataset.state;
    } else {
      this.element.dataset.state = state;
    }
    for (const control of this.element.querySelectorAll('input, textarea, button')) {
      /** @type {HTMLInputElement} */ (control).disabled = state !== 'open';
    }
  }

  /** @param {boolean} busy of a field: the form is being sent */
  set sending(busy) {
    if (this.#state === 'open' || this.#state === 'sending') {
      this.#become(busy ? 'sending' : 'open');
    }
  }

  /** @param {any} value */
  answered(value) {
    this.#leave('answered', h('p', { class: 'answer', part: 'answer' }, spoken(texts.yourAnswer), h('bdi', {}, this.shown(value) || texts.noText)));
  }

  close() {
    if (this.#state !== 'answered') {
      this.#leave('closed', h('p', { class: 'answer none', part: 'answer' }, texts.unanswered));
    }
  }

  /**
   * @param {'answered' | 'closed'} state
   * @param {HTMLElement} instead
   */
  #leave(state, instead) {
    const hadFocus = this.element.contains(/** @type {ShadowRoot} */ (this.element.getRootNode()).activeElement);
    this.#become(state);
    this.refuse('');
    // Nothing is labelled by it any more.
    const label = h('p', { class: this.#label.className, dir: 'auto' }, this.#label.textContent ?? '');
    this.element.replaceChildren(label, instead);
    if (hadFocus) {
      this.element.focus({ preventScroll: true });
    }
  }

  isPending() {
    return this.#state === 'open' || this.#state === 'sending';
  }

  isOpen() {
    return this.#state === 'open' && this.form === null;
  }

  /** @returns {HTMLElement | null} */
  get control() {
    return this.element.querySelector('textarea, input:checked, input, button');
  }

  focus() {
    this.control?.focus({ preventScroll: true });
  }

  spoken() {
    return this.#state === 'open' ? texts.question(this.#label.textContent ?? '') : '';
  }
}

/** @returns {HTMLButtonElement} */
export function sendButton() {
  return h('button', { type: 'submit', class: 'primary', part: 'send' }, texts.send);
}

