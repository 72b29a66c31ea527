// Free text, like the line one writes in a chat: Enter sends, Shift+Enter begins a new line; in a box
// of several lines Enter begins one, and Ctrl+Enter sends. Where a console program reads the lines,
// Ctrl-D ends its input, as in a terminal.

import { h, isComposing } from '../dom.js';
import { texts } from '../texts.js';
import { Question, sendButton } from './question.js';

const MOST_ROWS = 30;

export class TextInput extends Question {
  /** @type {HTMLTextAreaElement | HTMLInputElement} */
  #area = h('textarea');

  build() {
    const { placeholder, default_value, max_length, secret } = this.data;
    const common = {
      id: this.controlId,
      part: 'input',
      dir: 'auto',
      autocomplete: 'off',
      placeholder: typeof placeholder === 'string' ? placeholder : null,
      maxlength: typeof max_length === 'number' ? max_length : null,
      'aria-required': this.data.required === true ? 'true' : null,
      onkeydown: (/** @type {KeyboardEvent} */ e) => this.#key(e),
    };
    this.#area =
      secret === true ? h('input', { ...common, type: 'password', autocomplete: 'off' }) : h('textarea', { ...common, rows: this.#rows, oninput: () => this.#grow() });
    this.#area.value = typeof default_value === 'string' && secret !== true ? default_value : '';
    if (this.form) {
      return [this.#area];
    }
    return this.#endable ? [this.#area, sendButton(), this.#endButton()] : [this.#area, sendButton()];
  }

  get #rows() {
    return typeof this.data.lines === 'number' ? Math.min(MOST_ROWS, Math.max(1, this.data.lines)) : 1;
  }

  get #endable() {
    return this.data.end_of_input === true;
  }

  #endButton() {
    this.#area.setAttribute('aria-keyshortcuts', 'Control+D');
    return h('button', { type: 'button', class: 'quiet', part: 'end-input', title: texts.endInputHint, onclick: () => this.#endInput() }, texts.endInput);
  }

  /** Not with a line that is written and was not sent: it would be lost. */
  #endInput() {
    if (this.#area.value) {
      this.refuse(texts.sendFirst);
    } else {
      void this.send(null);
    }
  }

  get fault() {
    return this.data.required === true && this.#area.value.trim() === '' ? texts.fillIn : super.fault;
  }

  /** @param {any} value */
  shown(value) {
    return value;
  }

  /** @param {any} value */
  answered(value) {
    super.answered(value === null && this.#endable ? texts.inputEnded : value);
  }

  get value() {
    return this.isOptional && this.#area.value === '' ? null : this.#area.value;
  }

  /** The line of a chat that nobody wrote on is nothing to remember. */
  close() {
    super.close();
    this.element.hidden = !this.data.label && this.form === null && this.element.dataset.state === 'closed';
  }

  /** @param {KeyboardEvent} e */
  #key(e) {
    const sends = this.#rows === 1 ? !e.shiftKey : e.ctrlKey || e.metaKey;
    if (e.key === 'Enter' && sends && !isComposing(e)) {
      e.preventDefault();
      this.#area.form?.requestSubmit();
    } else if (e.key === 'd' && e.ctrlKey && !e.altKey && !e.metaKey && this.#endable) {
      e.preventDefault();
      this.#endInput();
    }
  }

  /** As high as the text, up to what the style sheet allows. */
  #grow() {
    this.#area.style.height = 'auto';
    this.#area.style.height = `${this.#area.scrollHeight + 2}px`;
  }
}
