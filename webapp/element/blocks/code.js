// A program, or a part of one, that may grow.

import { h } from '../dom.js';
import { copyButton } from './copy-button.js';
import { words } from './more-texts.js';

export class CodeBlock {
  #text = '';
  #language;
  #code = h('code');

  /**
   * @param {import('../types.js').YeraEvent} event
   * @param {import('../types.js').BlockContext} context
   */
  constructor({ data }, context) {
    this.context = context;
    const language = typeof data.language === 'string' ? data.language : '';
    const head = h('figcaption', { class: 'head' }, h('span', { dir: 'auto' }, language || words.code), copyButton(() => this.#text));
    const frame = h('pre', { tabindex: 0, role: 'region', 'aria-label': language ? words.codeIn(language) : words.code, dir: 'ltr' }, this.#code);
    this.#language = language;
    this.element = h('figure', { class: 'block code', part: 'code' }, head, frame);
  }

  /** @param {import('../types.js').YeraEvent} event */
  update({ data }) {
    const piece = String(data.content ?? '');
    this.#text += piece;
    this.#code.append(piece);
    if (this.#language) {
      this.#code.title = this.#language;
      this.context.adorn([this.#code]);
    }
  }

  spoken() {
    return this.#text;
  }
}
