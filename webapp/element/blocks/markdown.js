// Markdown that is streamed: pieces that are complete are drawn once and left alone, the last one as
// often as it grows. What was not drawn yet is shown as the text it is.

import { h, replaceUnequal } from '../dom.js';
import { firstHeading, parse, ready, write } from '../markdown.js';
import { partOf } from '../markdown/anchors.js';
import { Outline } from '../markdown/outline.js';
import { References } from '../markdown/references.js';
import { Pieces } from '../markdown/pieces.js';
import { texts, wordFor } from '../texts.js';

/** Of the time spent on drawing what grows, so much is left free after it. */
const REST = 3;

/** Of so many pieces the reader sees the plain text first. */
const MANY = 8;

let isReady = false;
void ready.then(() => (isReady = true));

/** A part of the text, and what shows it. */
export class Piece {
  text = '';
  #plain = '';
  drawn = false;
  /** The depth of its first heading, or 0. */
  heading = 0;
  /** @type {string[]} labels of the references that it defines */
  defines = [];
  element = h('div', { class: 'piece' });

  /** @param {number} index */
  constructor(index) {
    this.index = index;
  }

  /** Until it is drawn. Tells whether that is new. */
  showPlain() {
    if (this.drawn || this.#plain === this.text) {
      return false;
    }
    this.#plain = this.text;
    this.element.textContent = this.text;
    this.element.classList.add('waiting');
    return true;
  }

  /** @param {DocumentFragment} content */
  show(content) {
    this.element.classList.remove('waiting');
    replaceUnequal(this.element, content);
    if (!this.element.hasChildNodes()) {
      this.element.remove(); // nothing but definitions: the one before it is the last that shows anything
    }
    this.drawn = true;
  }
}

export class MarkdownBlock {
  #cutter = new Pieces();
  /** @type {Piece[]} */
  #pieces = [new Piece(0)];
  /** Those whose text is new, in their order. @type {Set<Piece>} */
  #waiting = new Set();
  /** Those that look different because of others. @type {Set<Piece>} */
  #again = new Set();
  #references = new References();
  #outline;
  /** @type {string[]} */
  #new = [];
  #notBefore = 0;
  /** All of it, as it was written. */
  source = '';

  /**
   * @param {import('../types.js').YeraEvent} event
   * @param {import('../types.js').BlockContext} context
   */
  constructor({ data: { role, name } }, context) {
    this.context = context;
    this.#outline = Outline.of(context);
    this.#outline.first(this, 0);
    this.element = h('div', { class: 'block markdown', part: 'markdown', onclick: (/** @type {Event} */ e) => this.#follow(e) });
    if (role || name) {
      const who = name || wordFor(texts.roles, role);
      Object.assign(this.element.dataset, { role: role ?? '', name: who });
      this.element.setAttribute('role', 'group');
      this.element.setAttribute('aria-label', who);
    }
  }

  /** @param {import('../types.js').YeraEvent} event */
  update(event) {
    const content = String(event.data.content ?? '');
    this.#new.push(content);
    this.source += content;
    this.context.draw(this);
  }

  /** The level of the first heading on the page is another one now. */
  drawHeadings() {
    this.#pieces.filter((piece) => piece.heading > 0).forEach((piece) => this.#again.add(piece));
    this.context.draw(this);
  }

  /** @param {() => boolean} hasTime */
  render(hasTime) {
    this.#cut(hasTime);
    if (!isReady) {
      this.#showPlain();
      this.element.toggleAttribute('data-unfinished', true);
      void ready.then(() => this.context.draw(this));
      return;
    }
    const rest = this.#notBefore - performance.now();
    const growing = this.#pieces.at(-1);
    const resting = rest > 0 && growing?.drawn && this.#waiting.delete(growing);
    if (this.#waiting.size <= MANY || !this.#showPlain()) {
      for (const piece of [...this.#waiting, ...this.#again]) {
        this.#draw(piece);
        if (!hasTime()) {
          break;
        }
      }
    }
    if (this.#waiting.size + this.#again.size + this.#new.length > 0) {
      this.#showPlain();
      this.context.draw(this);
    }
    if (resting) {
      this.#waiting.add(growing);
      setTimeout(() => this.context.draw(this), rest);
    }
    this.element.toggleAttribute('data-unfinished', this.#waiting.size + this.#again.size + this.#new.length > 0);
  }

  /** Shows the text that is not drawn yet as it is. Tells whether some of it is new. */
  #showPlain() {
    return [...this.#waiting].filter((piece) => piece.showPlain()).length > 0;
  }

  /**
   * Gives what came to the last piece, and begins new ones after it.
   *
   * @param {() => boolean} hasTime
   */
  #cut(hasTime) {
    let taken = 0;
    do {
      for (const text of this.#cutter.push(this.#new[taken] ?? '')) {
        this.#grow(text);
        this.#pieces.push(new Piece(this.#pieces.length));
      }
      taken += 1;
    } while (taken < this.#new.length && hasTime());
    this.#new.splice(0, taken);
    this.#grow(this.#cutter.rest);
  }

  /** @param {string} text */
  #grow(text) {
    const piece = /** @type {Piece} */ (this.#pieces.at(-1));
    if (piece.text !== text) {
      piece.text = text;
      this.#waiting.add(piece);
      this.element.append(piece.element);
    }
  }

  /** @param {Piece} piece */
  #draw(piece) {
    const began = performance.now();
    this.#waiting.delete(piece);
    const { references, changed } = this.#references.of(piece);
    const tokens = parse(piece.text, references);
    changed().forEach((each) => this.#again.add(each));
    const heading = firstHeading(tokens);
    if (heading !== piece.heading) {
      piece.heading = heading;
      this.#outline.first(this, this.#pieces.find((each) => each.heading > 0)?.heading ?? 0);
    }
    this.#again.delete(piece);
    piece.show(write(tokens, (depth) => this.#outline.levelOf(depth)));
    if (piece === this.#pieces.at(-1)) {
      const now = performance.now();
      this.#notBefore = now + (now - began) * REST;
    }
  }

  /** @param {Event} e */
  #follow(e) {
    const link = /** @type {Element} */ (e.target).closest('a[href^="#"]');
    if (link) {
      e.preventDefault();
      goTo(partOf(link.getAttribute('href') ?? '', [this.element, /** @type {ParentNode & Node} */ (this.element.getRootNode())]) ?? this.element);
    }
  }

  spoken() {
    return this.element.textContent ?? '';
  }
}

/** @param {HTMLElement} part */
function goTo(part) {
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
  part.scrollIntoView({ block: 'start' });
}
