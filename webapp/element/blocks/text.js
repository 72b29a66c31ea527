// Verbatim text, as a console program prints it. What shows its lines comes with the first one.

import { h } from '../dom.js';
import { texts } from '../texts.js';

export class TextBlock {
  /** What is not shown yet. @type {string[]} */
  pieces = [];
  element = h('pre', { class: 'block text', part: 'text', dir: 'auto' });
  /** @type {((hasTime: () => boolean) => void) | undefined} */
  render;

  /**
   * @param {import('../types.js').YeraEvent} event
   * @param {import('../types.js').BlockContext} context
   */
  constructor(event, context) {
    this.context = context;
    void import('../console/screen.js')
      .then(({ renderer }) => renderer(this, event, texts))
      // Without it the text is shown as it is.
      .catch(() => () => this.element.append(...this.pieces.splice(0)))
      .then((render) => {
        this.render = render;
        context.draw(this);
      });
  }

  /** @param {import('../types.js').YeraEvent} event */
  update(event) {
    this.pieces.push(String(event.data.content ?? ''));
    this.context.draw(this);
  }

  spoken() {
    return this.element.textContent ?? '';
  }
}
