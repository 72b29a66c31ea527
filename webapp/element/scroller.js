// The part that scrolls when the element has a height of its own: stays at the end while new output
// comes, unless the user scrolled away.

import { h } from './dom.js';
import { texts } from './texts.js';

const NEAR = 80;

/** What is written on at the foot of the page, which the button must not cover. */
const LINE = '.chat-foot, .text_input:not([data-state])';

export class Scroller {
  #following = true;
  #button = h('button', { type: 'button', class: 'newest', part: 'newest', hidden: true, onclick: () => this.toEnd() }, texts.newest);

  /** @param {HTMLElement} content */
  constructor(content) {
    this.frame = h('div', { class: 'scroller', part: 'blocks', tabindex: 0, role: 'region', 'aria-label': texts.output }, content);
    this.element = h('div', { class: 'stage' }, this.frame, this.#button);
    this.frame.addEventListener('scroll', () => this.#look(), { passive: true });
    new ResizeObserver(() => this.#grown()).observe(content);
    new ResizeObserver(() => this.#grown()).observe(this.frame);
  }

  #isNear() {
    return this.frame.scrollHeight - this.frame.scrollTop - this.frame.clientHeight < NEAR;
  }

  #look() {
    this.#following = this.#isNear();
    this.#button.hidden = this.#following;
    this.#button.classList.toggle('above', !this.#following && this.frame.querySelector(LINE) !== null);
  }

  #grown() {
    if (this.#following) {
      this.frame.scrollTop = this.frame.scrollHeight;
    } else {
      this.#look();
    }
  }

  toEnd() {
    this.#following = true;
    this.#grown();
    this.#button.hidden = true;
  }
}
