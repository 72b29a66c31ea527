// What the app printed besides its output, for who writes it.

import { h } from './dom.js';
import { texts } from './texts.js';

/**
 * What stands between these parts of a text, which has nothing else; null for another text.
 *
 * @param {string[]} parts
 * @param {string} text
 */
function between([first, ...others], text) {
  let at = text.startsWith(first) ? first.length : -1;
  const found = [];
  for (const each of others) {
    const end = at < 0 || each === '' ? text.length : text.indexOf(each, at);
    found.push(text.slice(at, end));
    at = at < 0 || end < 0 ? -1 : end + each.length;
  }
  return at === text.length ? found : null;
}

/**
 * What the server remarks, in the words of a file of texts in another language, as far as it has some: `%s` is what it
 * tells, in both.
 *
 * @param {{source: string, text: string}} line
 */
export function remark({ source, text }) {
  const remarks = /** @type {Record<string, string>} */ (/** @type {any} */ (globalThis).yeraTexts?.remarks ?? {});
  for (const [english, other] of source === 'server' ? Object.entries(remarks) : []) {
    const told = between(english.split('%s'), text);
    if (told) {
      return other.split('%s').reduce((all, each, i) => all + (told[i - 1] ?? '') + each);
    }
  }
  return text;
}

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
        ...lines.flatMap((line, i) => [`${i > 0 ? '\n' : ''}${line.timestamp.slice(11, 19)}  ${line.source.padEnd(6)}  `, h('bdi', {}, remark(line))]),
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
