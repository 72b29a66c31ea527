// What the app printed besides its output, for who writes it.

import { h } from './dom.js';
import { texts } from './texts.js';

export class Diagnostics {
  #lines = h('pre', { tabindex: 0 });
  #list = h('div', { class: 'list' });

  /** @param {() => Promise<any[]>} load */
  constructor(load) {
    this.load = load;
    const refresh = h('button', { type: 'button', class: 'quiet', onclick: () => void this.show() }, texts.refresh);
    this.element = h('section', { class: 'diagnostics', part: 'diagnostics', hidden: true, 'aria-label': texts.diagnostics },
      h('header', {}, h('p', { class: 'title' }, texts.diagnostics), refresh), this.#list);
  }

  async show() {
    this.element.hidden = false;
    try {
      const lines = await this.load();
      this.#lines.replaceChildren(
        ...lines.flatMap((line, i) => [`${i > 0 ? '\n' : ''}${line.timestamp.slice(11, 19)}  ${line.source.padEnd(6)}  `, h('bdi', {}, line.text)]),
      );
      this.#list.replaceChildren(lines.length > 0 ? this.#lines : h('p', {}, texts.diagnosticsNone));
    } catch (e) {
      this.#list.replaceChildren(h('p', { class: 'problem', role: 'alert', dir: 'auto' }, /** @type {Error} */ (e).message));
    }
  }

  hide() {
    this.element.hidden = true;
  }
}
