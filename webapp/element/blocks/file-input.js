// Files as an answer: chosen or dropped, uploaded at once, and named by the answer.

import { h, uniqueId } from '../dom.js';
import { Attachments } from './attachments.js';
import { GivenFile, Picture } from './given.js';
import { words } from './more-texts.js';
import { Question, sendButton } from './question.js';

/** @typedef {import('../types.js').YeraEvent} YeraEvent */
/** @typedef {import('../types.js').BlockContext} BlockContext */
/** @typedef {import('./attachments.js').Stored} Stored */

/**
 * Files of an answer: pictures are shown, others can be kept.
 *
 * @param {BlockContext} context
 * @param {Stored[]} files
 */
export function shownFiles(context, files) {
  return files.map((file) => {
    const view = file.type.startsWith('image/') && !file.type.includes('svg') ? new Picture(/** @type {any} */ (null), context) : new GivenFile(/** @type {any} */ (null), context);
    view.update(/** @type {any} */ ({ data: { file, alt: file.name } }));
    return view.element;
  });
}

export class FileInput extends Question {
  #files;
  #buttonId = uniqueId();

  /**
   * @param {YeraEvent} event
   * @param {BlockContext} context
   * @param {import('./form.js').Form | null} form
   */
  constructor(event, context, form) {
    super(event, context, form);
    this.#files = new Attachments(context, () => this.isRefused && this.refuse(''));
    this.#files.dropOn(this.element, this.element, () => this.element.dataset.state === undefined);
  }

  get fallbackLabel() {
    return this.data.multiple === true ? words.chooseFiles : words.chooseFile;
  }

  build() {
    const multiple = this.data.multiple === true;
    this.#files.allow(this.data, multiple);
    this.#files.show(this.data.default_value);
    const choose = h('button', { type: 'button', id: this.#buttonId, part: 'choose', 'aria-labelledby': `${this.labelId} ${this.#buttonId}`, onclick: () => this.#files.choose() }, multiple ? words.chooseFiles : words.chooseFile);
    const zone = h('div', { class: 'drop-zone', role: 'group', 'aria-labelledby': this.labelId }, h('p', {}, choose, ' ', h('span', { class: 'hint' }, words.orDrop)), this.#files.element);
    return this.form ? [zone] : [zone, sendButton()];
  }

  get value() {
    const ids = this.#files.ids;
    return ids.length === 0 ? null : ids;
  }

  get fault() {
    return this.#files.fault || super.fault;
  }

  get control() {
    return /** @type {HTMLElement | null} */ (this.element.querySelector('button'));
  }

  /**
   * @param {any} value
   * @param {Stored[]} [files]
   */
  answered(value, files = []) {
    super.answered(value);
    this.#files.know(files);
    const ids = Array.isArray(value) ? value : [];
    const named = ids.flatMap((id) => this.#files.file(id) ?? []);
    if (named.length > 0) {
      this.element.querySelector('.answer bdi')?.replaceWith(...shownFiles(this.context, named));
    }
  }

  /** @param {any} value */
  shown(value) {
    return value.map((/** @type {string} */ id) => this.#files.file(id)?.name ?? id).join(', ');
  }
}
