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

export class UnknownBlock {
  #content = h('pre', { dir: 'auto' });

  /** @param {YeraEvent} event */
  constructor(event) {
    this.element = h('details', { class: 'block unknown quiet', part: 'unknown' }, h('summary', { dir: 'auto' }, words.unknownBlock(event.block_type)), this.#content);
  }

  /** @param {YeraEvent} event */
  update({ data }) {
    this.#content.append(`${JSON.stringify(data, null, 2)}\n`);
  }
}
