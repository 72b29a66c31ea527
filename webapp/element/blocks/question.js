// What all questions share: a label, a control, a way to send, and what is left after the answer.
// A question in a form has no way to send of its own. One that is asked again shows what was
// answered, and what is wrong with it, beside its control.

import { h, spoken, uniqueId } from '../dom.js';
import { texts } from '../texts.js';

/** @typedef {import('../types.js').YeraEvent} YeraEvent */
/** @typedef {import('../types.js').BlockContext} BlockContext */

const CONTROLS = 'input, textarea, select, button';

export class Question {
  /** @type {'open' | 'sending' | 'answered' | 'closed'} */
  #state = 'open';
  #problem = h('p', { class: 'problem', id: uniqueId(), role: 'alert', hidden: true, dir: 'auto' });
  #help = h('p', { class: 'help', id: uniqueId(), hidden: true, dir: 'auto' });
  labelId = uniqueId();
  controlId = uniqueId();
  #label = h('label', { class: 'label', id: this.labelId, for: this.controlId, dir: 'auto' });
  #body = h('div', { class: 'answering' });
  /** What was entered when its form was left without an answer. */
  #draft = null;

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
    this.#show();
  }

  #show() {
    this.element.replaceChildren(this.#label, this.#help, this.#body, this.#problem);
  }

  /** What it is called when the app gives no label. */
  get fallbackLabel() {
    return texts.typeHere;
  }

  /** @returns {Node[]} what the answer is given with; shows the default of the data */
  build() {
    return [];
  }

  /** @returns {any} the answer as it stands; null for none */
  get value() {
    return null;
  }

  /** Whether null is an answer. */
  get isOptional() {
    return this.data.required === false;
  }

  /** Whether the label is a part of what is built. */
  get hasOwnLabel() {
    return false;
  }

  /** @returns {string} what is wrong with the answer as it stands; empty for nothing */
  get fault() {
    if (this.value === null && !this.isOptional) {
      return texts.fillIn;
    }
    const control = /** @type {HTMLInputElement | null} */ (this.element.querySelector('input, textarea, select'));
    return control && !control.validity.valid ? control.validationMessage : '';
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
    if (this.#state === 'sending' || this.#state === 'closed') {
      return;
    }
    if (this.#state === 'answered') {
      this.#show();
      this.element.hidden = false;
      this.#become('open');
    }
    this.data = this.#draft === null ? data : { ...data, default_value: this.#draft };
    this.#draft = null;
    this.#label.textContent = data.label || this.fallbackLabel;
    this.#label.classList.toggle('spoken', !data.label || this.hasOwnLabel);
    if (this.isOptional && data.label) {
      this.#label.append(' ', h('span', { class: 'optional' }, texts.optional));
    }
    this.#help.textContent = typeof data.help === 'string' ? data.help : '';
    this.#help.hidden = this.#help.textContent === '';
    const controls = this.build();
    if (this.isOptional && !this.form) {
      controls.push(...this.#skip());
    }
    this.#body.replaceChildren(
      this.form ? h('div', { class: 'control' }, ...controls) : h('form', { class: 'control', novalidate: true, onsubmit: (/** @type {Event} */ e) => this.#submit(e) }, ...controls),
    );
    this.refuse(typeof data.error === 'string' ? data.error : '');
  }

  /** What shows its choice at once, and cannot be left empty. */
  #skip() {
    return this.value === null && this.type !== 'buttons' ? [] : [h('button', { type: 'button', class: 'quiet', part: 'skip', onclick: () => void this.send(null) }, texts.skip)];
  }

  /** @param {Event} e */
  #submit(e) {
    e.preventDefault();
    const fault = this.fault;
    if (fault) {
      this.refuse(fault);
      this.focus();
    } else {
      void this.send(this.value);
    }
  }

  /**
   * @param {any} value
   * @returns {Promise<string>} why it was not taken; empty if it was
   */
  async send(value) {
    if (this.#state !== 'open') {
      return '';
    }
    this.#become('sending');
    this.refuse('');
    // Not on the control, which cannot hold the focus while it is disabled.
    this.element.focus({ preventScroll: true });
    try {
      await this.context.send(this.blockId, this.type, value);
      return '';
    } catch (e) {
      const why = texts.notSent(/** @type {Error} */ (e).message);
      // The answer of another window may have come meanwhile.
      if (this.isPending()) {
        this.#become('open');
        this.refuse(why);
        this.focus();
      }
      return why;
    }
  }

  /** @param {string} why empty for nothing to complain about */
  refuse(why) {
    this.#problem.textContent = why;
    this.#problem.hidden = why === '';
    const about = [this.#help, this.#problem].filter((each) => !each.hidden).map((each) => each.id);
    for (const control of this.element.querySelectorAll('input, textarea, select, [role="group"], [role="radiogroup"]')) {
      control.toggleAttribute('aria-invalid', false);
      if (why) {
        control.setAttribute('aria-invalid', 'true');
      }
      if (about.length > 0) {
        control.setAttribute('aria-describedby', about.join(' '));
      } else {
        control.removeAttribute('aria-describedby');
      }
    }
  }

  /** Whether something is wrong with it, as it says itself. */
  get isRefused() {
    return !this.#problem.hidden;
  }

  /** @param {'open' | 'sending' | 'answered' | 'closed'} state */
  #become(state) {
    this.#state = state;
    if (state === 'open') {
      delete this.element.dataset.state;
    } else {
      this.element.dataset.state = state;
    }
    for (const control of this.element.querySelectorAll(CONTROLS)) {
      /** @type {HTMLInputElement} */ (control).disabled = state !== 'open';
    }
  }

  /** @param {boolean} busy of a field: the form is being sent */
  set sending(busy) {
    if (this.#state === 'open' || this.#state === 'sending') {
      this.#become(busy ? 'sending' : 'open');
    }
  }

  /**
   * @param {any} value
   * @param {any} [_files] that are named by it
   */
  answered(value, _files) {
    const answer = this.data.secret === true ? texts.secret : value === null ? '' : this.shown(value);
    this.#leave('answered', h('p', { class: 'answer', part: 'answer' }, spoken(texts.yourAnswer), h('bdi', {}, answer || texts.noText)));
  }

  /** Of a field whose form was left without an answer: what was entered is there again later. */
  left() {
    const draft = this.data.secret === true ? null : this.value;
    this.answered(null);
    this.#draft = draft;
  }

  /**
   * Of a field whose form is asked again, without a word of its own.
   *
   * @param {any} value what was answered
   */
  askAgain(value) {
    if (this.#state === 'answered') {
      const shown = value === null || value === undefined ? {} : { default_value: value };
      this.update(/** @type {YeraEvent} */ ({ data: { ...this.data, error: null, ...shown } }));
    }
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
    const label = h('p', { class: this.hasOwnLabel ? 'label' : this.#label.className, dir: 'auto' }, this.data.label || this.fallbackLabel);
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
    return this.element.querySelector('textarea, select, input:checked, input, button');
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
