// Free text, like the line one writes in a chat: Enter sends, Shift+Enter begins a new line. Where a
// console program reads the lines, Ctrl-D ends its input, as in a terminal.

import { h } from '../dom.js';
import { texts } from '../texts.js';
import { Question, sendButton } from './question.js';

export class TextInput extends Question {
  #area = h('textarea', { rows: 1, id: this.controlId, part: 'input', dir: 'auto', autocomplete: 'off', onkeydown: (/** @type {KeyboardEvent} */ e) => this.#key(e), oninput: () => this.#grow() });

  build() {
    if (this.form) {
      return [this.#area];
    }
    return this.#endable ? [this.#area, sendButton(), this.#endButton()] : [this.#area, sendButton()];
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

  /** @param {any} value */
  shown(value) {
    return value === null ? texts.inputEnded : super.shown(value);
  }

  get value() {
    return this.#area.value;
  }

  /** The line of a chat that nobody wrote on is nothing to remember. */
  close() {
    super.close();
    this.element.hidden = !this.data.label && this.form === null && this.element.dataset.state === 'closed';
  }

  /** @param {KeyboardEvent} e */
  #key(e) {
    if (e.key === 'Enter' && !e.shiftKey && !e.isComposing) {
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
