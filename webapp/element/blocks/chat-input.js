// The foot of a chat: one box for all its questions, which stays where it is. What is typed while the app works
// stays there; what is said goes into the page, above it.

import { h, isComposing, uniqueId } from '../dom.js';
import { texts } from '../texts.js';
import { Attachments } from './attachments.js';
import { shownFiles } from './file-input.js';
import { words } from './more-texts.js';
import { Question } from './question.js';

/** @typedef {import('../types.js').YeraEvent} YeraEvent */
/** @typedef {import('../types.js').BlockContext} BlockContext */
/** @typedef {import('./attachments.js').Stored} Stored */

/** What a message is written in: text, files, or both. */
class Writing {
  /** @param {BlockContext} context */
  constructor(context) {
    this.area = h('textarea', { rows: 1, part: 'input', dir: 'auto', autocomplete: 'off', oninput: () => this.grow(), onkeydown: (/** @type {KeyboardEvent} */ e) => this.#key(e) });
    this.files = new Attachments(context, () => {});
    this.attach = h('button', { type: 'button', class: 'quiet', part: 'attach', title: words.attach, 'aria-label': words.attach, onclick: () => this.files.choose() }, '+');
    this.files.pasteInto(this.area, () => this.takesFiles);
  }

  /** @param {any} data */
  ask(data) {
    const { placeholder, accept, default_value } = data;
    this.area.placeholder = typeof placeholder === 'string' ? placeholder : '';
    this.files.allow(data, true);
    this.takesFiles = Array.isArray(accept) && accept.length > 0;
    this.attach.hidden = !this.takesFiles;
    if (default_value && this.isEmpty) {
      this.area.value = typeof default_value.text === 'string' ? default_value.text : '';
      this.files.show(default_value.files);
      this.grow();
    }
  }

  takesFiles = false;

  get isEmpty() {
    return this.area.value.trim() === '' && this.files.isEmpty;
  }

  get value() {
    return { text: this.area.value, files: this.takesFiles ? this.files.ids : [] };
  }

  get fault() {
    const { text, files } = this.value;
    return this.files.fault || (text.trim() === '' && files.length === 0 ? texts.fillIn : '');
  }

  clear() {
    this.area.value = '';
    this.files.clear();
    this.grow();
  }

  /** As high as the text, up to what the style sheet allows. */
  grow() {
    this.area.style.height = 'auto';
    this.area.style.height = this.area.value === '' ? '' : `${this.area.scrollHeight + 2}px`;
  }

  /** @param {KeyboardEvent} e */
  #key(e) {
    if (e.key === 'Enter' && !e.shiftKey && !isComposing(e) && this.area.form) {
      e.preventDefault();
      this.area.form.requestSubmit();
    }
  }
}

class Foot {
  /** @type {ChatInput | null} */
  #question = null;
  #label = h('label', { class: 'label', dir: 'auto', hidden: true });
  #help = h('p', { class: 'help', id: uniqueId(), hidden: true, dir: 'auto' });
  #problem = h('p', { class: 'problem', id: uniqueId(), role: 'alert', hidden: true, dir: 'auto' });
  #send = h('button', { type: 'submit', class: 'primary', part: 'send' }, texts.send);
  #stop = h('button', { type: 'button', part: 'stop', hidden: true, onclick: () => void this.context.interrupt() }, words.stop);
  #over = new AbortController();
  #listens = false;

  /** @param {BlockContext} context */
  constructor(context) {
    this.context = context;
    this.writing = new Writing(context);
    const { area, files, attach } = this.writing;
    area.id = uniqueId();
    this.#label.htmlFor = area.id;
    area.setAttribute('aria-describedby', `${this.#help.id} ${this.#problem.id}`);
    this.element = h('form', { class: 'chat-foot', part: 'chat', novalidate: true, onsubmit: (/** @type {Event} */ e) => void this.#submit(e) }, this.#label, this.#help, files.element, h('div', { class: 'control' }, attach, area, this.#stop, this.#send), this.#problem);
  }

  /** @param {ChatInput} question */
  ask(question) {
    this.#question = question;
    this.element.dataset.block = question.blockId;
    const { label, help } = question.data;
    // One that is there for the ear alone would be laid out anew with each question.
    this.#label.hidden = !label;
    this.#label.textContent = label || '';
    this.writing.area.ariaLabel = label ? null : question.fallbackLabel;
    if (question.isOptional && label) {
      this.#label.append(' ', h('span', { class: 'optional' }, texts.optional));
    }
    this.#help.textContent = typeof help === 'string' ? help : '';
    this.#help.hidden = this.#help.textContent === '';
    this.writing.ask(question.data);
    this.#show(true);
    if (!this.#listens) {
      this.#listens = true;
      this.writing.files.dropOn(/** @type {ShadowRoot} */ (this.element.getRootNode()), this.element, () => this.writing.takesFiles, this.#over.signal);
      this.context.over.addEventListener('abort', () => this.#over.abort(), { once: true });
    }
  }

  /** @param {boolean} asked */
  #show(asked) {
    this.#send.disabled = !asked;
    this.#send.hidden = !asked;
    this.#stop.hidden = asked || this.context.looksOn;
  }

  /** @param {string} why */
  refuse(why) {
    this.#problem.textContent = why;
    this.#problem.hidden = why === '';
  }

  /** @param {Event} e */
  async #submit(e) {
    e.preventDefault();
    const question = this.#question;
    if (!question?.isOpen()) {
      return;
    }
    const { writing } = this;
    if (writing.isEmpty && !question.isOptional) {
      writing.area.focus();
      return;
    }
    const { fault, value } = question;
    if (fault) {
      this.refuse(fault);
      return;
    }
    this.#send.disabled = true;
    const why = await question.send(value);
    if (why) {
      // What was typed is still there, for this question or for the next.
      this.refuse(why);
      this.#send.disabled = !this.#question?.isOpen();
    } else if (value === null || writing.area.value === value.text) {
      writing.clear();
    }
  }

  /** @param {ChatInput} question was answered, here or in another window */
  settled(question) {
    if (question === this.#question) {
      this.#show(false);
    }
  }

  close() {
    this.#over.abort();
    this.element.remove();
  }
}

/** @type {WeakMap<BlockContext, Foot>} one for each session */
const feet = new WeakMap();

/** @param {BlockContext} context */
function footOf(context) {
  const foot = feet.get(context) ?? new Foot(context);
  feet.set(context, foot);
  return foot;
}

export class ChatInput extends Question {
  #foot;
  #writing;

  /**
   * @param {YeraEvent} event
   * @param {BlockContext} context
   * @param {import('./form.js').Form | null} form in which it is a field like others
   */
  constructor(event, context, form) {
    super(event, context, form);
    this.#foot = form ? null : footOf(context);
    this.#writing = this.#foot?.writing ?? new Writing(context);
    this.element.hidden = form === null;
  }

  /** What stays last on the page. */
  get foot() {
    return this.#foot?.element ?? null;
  }

  get fallbackLabel() {
    return words.message;
  }

  build() {
    if (this.#foot) {
      return [];
    }
    this.#writing.ask(this.data);
    const { area, attach, files } = this.#writing;
    area.id = this.controlId;
    return [attach, area, files.element];
  }

  /** @param {YeraEvent} event */
  update(event) {
    super.update(event);
    if (this.#foot && this.isPending()) {
      this.element.hidden = true;
      this.#foot.ask(this);
    }
  }

  get value() {
    const { value } = this.#writing;
    return this.isOptional && this.#writing.isEmpty ? null : value;
  }

  get fault() {
    return this.value === null ? '' : this.#writing.fault;
  }

  get control() {
    return this.#writing.area;
  }

  /** @param {string} why */
  refuse(why) {
    super.refuse(why);
    this.#foot?.refuse(why);
  }

  /**
   * @param {any} value
   * @param {Stored[]} [files]
   */
  answered(value, files = []) {
    super.answered(value);
    this.element.hidden = false;
    this.#writing.files.know(files);
    this.#foot?.settled(this);
    const ids = Array.isArray(value?.files) ? value.files : [];
    this.element.querySelector('.answer')?.append(...shownFiles(this.context, ids.flatMap((/** @type {string} */ id) => this.#writing.files.file(id) ?? [])));
  }

  /** @param {any} value */
  shown(value) {
    return value.text || ' ';
  }

  close() {
    super.close();
    this.element.hidden ||= this.#foot !== null && this.element.dataset.state === 'closed';
    this.#foot?.close();
  }
}
