// Shows the lines of a console program. Many of them, and many at once: those that are finished are
// never touched again, and the browser lays out only those that are seen. Imports nothing of the page,
// which would become a file more there.

import { Lines } from './lines.js';
import { cssOf, PLAIN } from './style.js';

/** @typedef {import('./lines.js').Run} Run */
/** @typedef {import('./style.js').Style} Style */

/** So many lines are laid out together. */
const TOGETHER = 250;

/** So many characters are written without a look at the time. */
const AT_ONCE = 1 << 16;

/** So many styles are remembered as CSS. */
const MOST = 4096;

const CSS = new CSSStyleSheet();
CSS.replaceSync(`
  .text { font: .9rem/1.5 var(--_mono); white-space: pre-wrap; overflow-wrap: anywhere; }
  .lines.far { content-visibility: auto; contain-intrinsic-block-size: auto ${TOGETHER}lh; }
  .text.stderr { border-inline-start: 3px solid var(--_warn); padding-inline-start: .75rem; }
  .text > .spoken { user-select: none; }
`);

/** @type {Map<Style, string>} */
const looks = new Map();

/** @param {Style} style */
function look(style) {
  let css = looks.get(style);
  if (css === undefined) {
    if (looks.size === MOST) {
      looks.clear();
    }
    css = cssOf(style);
    looks.set(style, css);
  }
  return css;
}

/** @typedef {import('../blocks/text.js').TextBlock} TextBlock */

/**
 * @param {TextBlock} block
 * @param {import('../types.js').YeraEvent} event the first of the block
 * @param {{errorOutput: string}} texts
 * @returns {(hasTime: () => boolean) => void} shows what is new
 */
export function renderer(block, { data }, texts) {
  const screen = new Screen(block, data.stream === 'stderr' ? texts.errorOutput : '');
  return (hasTime) => screen.render(hasTime);
}

class Screen {
  #lines = new Lines((runs, end) => this.#finished(runs, end));
  /** The end of the line that is not finished. */
  #open = document.createElement('span');
  #together = together(this.#open);
  #count = 0;
  #begun = false;
  /** What is finished, and not shown yet. */
  #new = document.createDocumentFragment();
  #plain = '';

  /**
   * @param {TextBlock} block
   * @param {string} mark empty for none
   */
  constructor(block, mark) {
    this.block = block;
    this.element = block.element;
    this.mark = mark;
  }

  /** @param {() => boolean} hasTime */
  render(hasTime) {
    if (!this.#begun) {
      this.#begun = true;
      this.#begin();
    }
    const { pieces } = this.block;
    let taken = 0;
    do {
      const piece = pieces[taken] ?? '';
      this.#lines.write(piece.slice(0, AT_ONCE));
      if (piece.length > AT_ONCE) {
        pieces[taken] = piece.slice(AT_ONCE);
      } else {
        taken += 1;
      }
    } while (taken < pieces.length && hasTime());
    pieces.splice(0, taken);
    this.#show();
    this.#open.replaceChildren(...this.#lines.rest.map((run) => nodeOf(run)));
    if (pieces.length > 0) {
      this.block.context.draw(this.block);
    }
  }

  #begin() {
    if (this.mark) {
      this.element.classList.add('stderr');
      this.element.part.add('stderr');
      const spoken = document.createElement('span');
      spoken.className = 'spoken';
      spoken.textContent = `${this.mark}: `;
      this.element.append(spoken);
    }
    const root = this.element.getRootNode();
    if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(CSS)) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, CSS];
    }
    this.element.append(this.#together);
  }

  /**
   * @param {Run[]} runs
   * @param {'' | '\n'} end
   */
  #finished(runs, end) {
    for (const run of runs) {
      if (run.style === PLAIN) {
        this.#plain += run.text;
      } else {
        this.#addPlain();
        this.#new.append(nodeOf(run));
      }
    }
    this.#plain += end;
    this.#count += 1;
    if (this.#count === TOGETHER) {
      this.#show();
      this.#count = 0;
      const before = this.#together;
      this.#together = together(this.#open);
      before.classList.add('far');
      before.after(this.#together);
    }
  }

  #addPlain() {
    if (this.#plain !== '') {
      this.#new.append(this.#plain);
      this.#plain = '';
    }
  }

  #show() {
    this.#addPlain();
    this.#open.before(this.#new);
  }
}

/** @param {Node} content */
function together(content) {
  const element = document.createElement('div');
  element.className = 'lines';
  element.append(content);
  return element;
}

/** @param {Run} run */
function nodeOf({ text, style }) {
  if (style === PLAIN) {
    return document.createTextNode(text);
  }
  const span = document.createElement('span');
  span.style.cssText = look(style);
  span.textContent = text;
  return span;
}
