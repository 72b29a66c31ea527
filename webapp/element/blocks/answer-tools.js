// Below what an assistant said: copy it, and say whether it was good.

import { h } from '../dom.js';
import { copyButton } from './copy-button.js';
import { words } from './more-texts.js';

/** @typedef {{rating: string | null, comment: string | null}} Rated */

export class AnswerTools {
  /** @type {Rated} */
  #now = { rating: null, comment: null };
  #isOver = false;
  #buttons = ['up', 'down'].map((rating) =>
    h('button', { type: 'button', class: 'quiet', part: `rate-${rating}`, 'aria-pressed': 'false', 'data-rating': rating, title: words.ratings[rating], 'aria-label': words.ratings[rating], onclick: () => void this.#rate(this.#now.rating === rating ? null : rating) }, rating === 'up' ? '▲' : '▼'),
  );
  #comment = h('input', { type: 'text', maxlength: 2000, dir: 'auto', 'aria-label': words.comment, placeholder: words.comment });
  #form = h('form', { class: 'comment', hidden: true, onsubmit: (/** @type {Event} */ e) => (e.preventDefault(), void this.#send(this.#now.rating, this.#comment.value.trim() || null)) }, this.#comment, h('button', { type: 'submit', class: 'quiet' }, words.sendComment));
  #said = h('p', { class: 'note', dir: 'auto', hidden: true });
  #trouble = h('p', { class: 'problem', role: 'alert', hidden: true });

  /**
   * @param {() => string} text
   * @param {string} block
   * @param {import('../types.js').BlockContext} context
   */
  constructor(text, block, context) {
    this.block = block;
    this.context = context;
    this.element = h('div', { class: 'answer-tools', part: 'answer-tools' }, copyButton(text), ...this.#buttons, this.#form, this.#said, this.#trouble);
    this.#draw();
  }

  /** @param {string | null} rating */
  async #rate(rating) {
    if (await this.#send(rating, rating === null ? null : this.#now.comment)) {
      this.#form.hidden = rating === null;
    }
  }

  /**
   * @param {string | null} rating
   * @param {string | null} comment
   */
  async #send(rating, comment) {
    this.#trouble.hidden = true;
    try {
      await this.context.post('feedback', { blockId: this.block, rating, comment });
      this.#form.hidden = true;
      return true;
    } catch (e) {
      this.#trouble.textContent = words.notRated(/** @type {Error} */ (e).message);
      this.#trouble.hidden = false;
      return false;
    }
  }

  /** @param {Rated} rated by whoever it was, as the log has it */
  rated({ rating, comment }) {
    this.#now = { rating: rating ?? null, comment: comment ?? null };
    this.#comment.value = this.#now.comment ?? '';
    this.#draw();
  }

  /** No more can be said: the session is over. */
  close() {
    this.#isOver = true;
    this.#form.hidden = true;
    this.#draw();
  }

  #draw() {
    const isReadOnly = this.#isOver || this.context.looksOn;
    for (const button of this.#buttons) {
      const isIt = button.dataset.rating === this.#now.rating;
      button.setAttribute('aria-pressed', String(isIt));
      button.disabled = isReadOnly;
      button.hidden = isReadOnly && !isIt;
    }
    this.#said.textContent = this.#now.comment ?? '';
    this.#said.hidden = this.#said.textContent === '';
  }
}
