// What is not meant for the user's eyes first: context, and blocks of a kind to come.

import { h } from '../dom.js';
import { words } from './more-texts.js';

/** @typedef {import('../types.js').YeraEvent} YeraEvent */

/** The system prompt of a model: there for who wants to know. */
export class ContextNote {
  #content = h('pre', { dir: 'auto' });

  constructor() {
    this.element = h('details', { class: 'block context quiet', part: 'context' }, h('summary', {}, words.systemPrompt), this.#content);
  }

  /** @param {YeraEvent} event */
  update({ data }) {
    this.#content.append(String(data.content ?? ''));
  }
}

/** Of its words those are shown that any block may have, and all it says to who asks for it. */
export class UnknownBlock {
  #words = h('p', { dir: 'auto', hidden: true });
  #content = h('pre', { dir: 'auto' });

  /** @param {YeraEvent} event */
  constructor(event) {
    const details = h('details', { class: 'quiet' }, h('summary', { dir: 'auto' }, words.unknownBlock(event.block_type)), this.#content);
    this.element = h('div', { class: 'block unknown', part: 'unknown' }, this.#words, details);
  }

  /** @param {YeraEvent} event */
  update({ data }) {
    this.#words.textContent = [data.content, data.label, data.alt].find((each) => typeof each === 'string') ?? '';
    this.#words.hidden = this.#words.textContent === '';
    this.#content.append(`${JSON.stringify(data, null, 2)}\n`);
  }
}
