// The line below a terminal whose program reads lines.

import { chordOf } from './chord.js';

/** @typedef {import('./terminal.js').WholeKit} WholeKit */

/**
 * @typedef {object} Hand
 * @property {(value: string | null) => void} give an answer; null is the end of input
 * @property {() => void} interrupt
 */

export class Line {
  #hand;
  #texts;
  #field;
  #problem;
  /** Lines that were sent, of what can be seen while it is typed. @type {string[]} */
  #history = [];
  #at = 0;
  #draft = '';

  /**
   * @param {WholeKit} kit
   * @param {Hand} hand
   */
  constructor({ h, texts, words }, hand) {
    this.#hand = hand;
    this.#texts = texts;
    this.#field = h('input', {
      part: 'input',
      dir: 'auto',
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      'aria-label': words.typeLine,
      'aria-keyshortcuts': 'Control+C Control+D',
      oninput: (/** @type {Event} */ e) => e.stopPropagation(), // a draft of what may be a password is kept nowhere
      onkeydown: (/** @type {KeyboardEvent} */ e) => this.#key(e),
      onpaste: (/** @type {ClipboardEvent} */ e) => this.#paste(e),
    });
    this.element = h(
      'form',
      { class: 'control', hidden: true, onsubmit: (/** @type {Event} */ e) => this.#submit(e) },
      this.#field,
      h('button', { type: 'submit', class: 'primary', part: 'send' }, texts.send),
      h('button', { type: 'button', class: 'quiet', part: 'interrupt', title: words.stopProgramHint, onclick: () => hand.interrupt() }, words.stopProgram),
      h('button', { type: 'button', class: 'quiet', part: 'end-input', title: texts.endInputHint, onclick: () => this.endInput() }, texts.endInput),
    );
    this.#problem = h('p', { class: 'problem', role: 'alert', hidden: true, dir: 'auto' });
    this.problem = this.#problem;
  }

  /** @param {boolean} isSecret what is typed from now on */
  show(isSecret) {
    this.element.hidden = false;
    this.#field.type = isSecret ? 'password' : 'text';
  }

  hide() {
    this.element.hidden = true;
    this.#field.value = '';
  }

  /** @param {string} line that was answered, and was no secret */
  remember(line) {
    if (line && this.#history.at(-1) !== line) {
      this.#history.push(line);
    }
    this.#at = this.#history.length;
  }

  /** @param {string} line that was not taken: it is there again, if nothing else was typed */
  restore(line) {
    this.#field.value ||= line;
  }

  /** @param {string} why empty for nothing to complain about */
  complain(why) {
    this.#problem.textContent = why;
    this.#problem.hidden = why === '';
  }

  focus() {
    this.#field.focus({ preventScroll: true });
  }

  /** @param {Event} e */
  #submit(e) {
    e.preventDefault();
    const line = this.#field.value;
    this.#field.value = '';
    this.complain('');
    this.#give(line);
  }

  /** @param {string} line */
  #give(line) {
    if (this.#field.type === 'text') {
      this.remember(line);
    }
    this.#hand.give(line);
  }

  /** Not with a line that is written and was not sent: it would be lost. */
  endInput() {
    if (this.#field.value) {
      this.complain(this.#texts.sendFirst);
    } else {
      this.#hand.give(null);
    }
  }

  /** @param {KeyboardEvent} e */
  #key(e) {
    const chord = chordOf(e);
    const isSelected = this.#field.selectionStart !== this.#field.selectionEnd;
    if (chord === 'Control+d') {
      e.preventDefault();
      this.endInput();
    } else if (chord === 'Control+c' && !isSelected) {
      e.preventDefault();
      this.#field.value = '';
      this.#hand.interrupt();
    } else if (chord === 'ArrowUp' || chord === 'ArrowDown') {
      e.preventDefault();
      this.#go(chord === 'ArrowUp' ? -1 : 1);
    }
  }

  /** @param {number} step through what was sent, as shells do */
  #go(step) {
    const to = Math.min(this.#history.length, Math.max(0, this.#at + step));
    if (to !== this.#at && this.#field.type === 'text') {
      if (this.#at === this.#history.length) {
        this.#draft = this.#field.value;
      }
      this.#at = to;
      this.#field.value = to === this.#history.length ? this.#draft : this.#history[to];
    }
  }

  /** Several lines are several answers; the last one can still be changed. @param {ClipboardEvent} e */
  #paste(e) {
    const lines = (e.clipboardData?.getData('text/plain') ?? '').split(/\r\n|\r|\n/);
    if (lines.length > 1) {
      e.preventDefault();
      this.#field.setRangeText(/** @type {string} */ (lines.shift()), this.#field.selectionStart ?? 0, this.#field.selectionEnd ?? 0, 'end');
      const last = /** @type {string} */ (lines.pop());
      [this.#field.value, ...lines].forEach((line) => this.#give(line));
      this.#field.value = last;
    }
  }
}
