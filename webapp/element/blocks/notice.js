// A sentence that stands out.

import { asText, h, spoken } from '../dom.js';
import { wordFor } from '../texts.js';
import { words } from './more-texts.js';

export class Notice {
  #message = h('p', { dir: 'auto' });

  constructor() {
    this.element = h('div', { class: 'block note-box', part: 'note' }, this.#message);
  }

  /** @param {import('../types.js').YeraEvent} event */
  update({ data }) {
    this.element.dataset.level = data.level;
    this.#message.replaceChildren(spoken(`${wordFor(words.levels, data.level)}: `), asText(data.message));
  }

  spoken() {
    return this.#message.textContent ?? '';
  }
}
