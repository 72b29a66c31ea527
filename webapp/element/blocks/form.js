// Questions that are answered together. A form that is asked again keeps what was entered.

import { h, uniqueId } from '../dom.js';
import { texts } from '../texts.js';

/** @typedef {import('../types.js').YeraEvent} YeraEvent */
/** @typedef {import('../types.js').BlockView} BlockView */
/** @typedef {import('../types.js').BlockContext} BlockContext */
/** @typedef {import('./question.js').Question} Question */

export class Form {
  /** @type {Map<string, Question>} */
  #fields = new Map();
  /** @type {'open' | 'awaiting' | 'sending' | 'answered' | 'closed'} */
  #state = 'open';
  #children = h('div', { class: 'fields' });
  #submitButton = h('button', { type: 'submit', class: 'primary', part: 'send', disabled: true }, texts.submit);
  #backButton = h('button', { type: 'button', class: 'quiet', part: 'back', hidden: true, onclick: () => void this.#send(null, this.#backButton) }, texts.back);
  #problem = h('p', { class: 'problem', id: uniqueId(), role: 'alert', hidden: true, dir: 'auto' });
  #foot = h('div', { class: 'foot' }, this.#backButton, this.#submitButton, this.#problem);
  /** What was answered last. @type {Record<string, any>} */
  #left = {};

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
      : h('form', { class: 'block form', part: 'form', novalidate: true, onsubmit: (/** @type {Event} */ e) => this.#submit(e) }, this.#children, this.#foot);
    this.element.tabIndex = -1;
  }

  /** @param {YeraEvent} event */
  update({ data }) {
    this.element.classList.toggle('bordered', data.border !== false);
    if (data.status !== 'awaiting' || this.#state === 'sending' || this.#state === 'closed') {
      return;
    }
    this.#backButton.hidden = data.required !== false;
    this.#submitButton.textContent = data.required === false ? texts.next : texts.submit;
    if (this.#state === 'answered') {
      this.element.append(this.#foot);
      // Those that the app says nothing about.
      this.#fields.forEach((field, id) => field.askAgain(this.#left[id]));
    }
    this.#become('awaiting');
    this.#refuse(typeof data.error === 'string' ? data.error : '');
  }

  /** @param {'open' | 'awaiting' | 'sending' | 'answered' | 'closed'} state */
  #become(state) {
    this.#state = state;
    this.element.dataset.state = state;
    this.#submitButton.disabled = state !== 'awaiting';
    this.#backButton.disabled = state !== 'awaiting';
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
   * @param {Question} field
   */
  addField(blockId, field) {
    this.#fields.set(blockId, field);
  }

  #values() {
    return Object.fromEntries([...this.#fields].map(([id, field]) => [id, field.value]));
  }

  /** @param {Event} e */
  async #submit(e) {
    e.preventDefault();
    if (this.#state !== 'awaiting') {
      return;
    }
    const faults = [...this.#fields.values()].map((field) => {
      const fault = field.fault;
      field.refuse(fault);
      return fault;
    });
    if (faults.some(Boolean)) {
      this.#refuse(texts.fillInAll);
      this.focus();
    } else {
      await this.#send(this.#values(), this.#submitButton);
    }
  }

  /**
   * @param {any} value
   * @param {HTMLElement} button
   */
  async #send(value, button) {
    this.#become('sending');
    this.#refuse('');
    this.element.focus({ preventScroll: true });
    try {
      await this.context.send(this.blockId, 'form', value);
    } catch (problem) {
      // The answer of another window may have come meanwhile.
      if (!this.#isOver()) {
        this.#become('awaiting');
        this.#refused(/** @type {Error & {body?: any}} */ (problem), button);
      }
    }
  }

  /**
   * The message stands at the field that the server names, if it names one.
   *
   * @param {Error & {body?: any}} problem
   * @param {HTMLElement} button
   */
  #refused(problem, button) {
    const field = this.#fields.get(problem.body?.block_id);
    if (field) {
      field.refuse(problem.message);
      this.#refuse(texts.fillInAll);
      this.focus();
    } else {
      this.#refuse(texts.notSent(problem.message));
      button.focus({ preventScroll: true });
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

  /**
   * @param {any} value null for "back": what was entered is kept for when one comes again
   * @param {any} [files] that are named by it
   */
  answered(value, files) {
    this.#left = value ?? {};
    this.#become('answered');
    this.#fields.forEach((field, id) => {
      if (value === null) {
        field.left();
      } else {
        field.answered(Object.hasOwn(value, id) ? value[id] : null, files);
      }
    });
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
    const fields = [...this.#fields.values()];
    const refused = fields.find((field) => field.isRefused);
    ((refused ?? fields[0])?.control ?? this.#submitButton).focus({ preventScroll: true });
    // A form may be higher than the window.
    refused?.element.scrollIntoView({ block: 'nearest' });
  }

  spoken() {
    const first = [...this.#fields.values()][0];
    return this.isOpen() ? (first?.spoken() ?? '') : '';
  }
}
