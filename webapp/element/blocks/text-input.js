// Free text, like the line one writes in a chat: Enter sends, Shift+Enter begins a new line.

import { h } from '../dom.js';
import { Question, sendButton } from './question.js';

export class TextInput extends Question {
  #area = h('textarea', { rows: 1, id: this.controlId, part: 'input', autocomplete: 'off', onkeydown: (/** @type {KeyboardEvent} */ e) => this.#key(e), oninput: () => this.#grow() });

  build() {
    return this.form ? [this.#area] : [this.#area, sendButton()];
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
    }
  }

  /** As high as the text, up to what the style sheet allows. */
  #grow() {
    this.#area.style.height = 'auto';
    this.#area.style.height = `${this.#area.scrollHeight + 2}px`;
  }
}
