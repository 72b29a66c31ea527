// The settings in force, and where each came from.

import { h } from '../../element/dom.js';
import { byId, figures, Items, time } from './shown.js';
import { texts } from './texts.js';

/** @typedef {{key: string, value: string, origin: string | null}} Setting */

const search = /** @type {HTMLInputElement} */ (byId('search-settings'));
const onlySet = /** @type {HTMLInputElement} */ (byId('only-set'));
const none = byId('settings-none');

export class Settings {
  #items = new Items(byId('settings'), item);

  /** @type {Setting[]} */
  #all = [];

  constructor() {
    [search, onlySet].forEach((each) => each.addEventListener('input', () => this.#filter()));
  }

  /** @param {any} server the part */
  show(server) {
    figures(byId('server'), [
      [texts.version, server.version],
      [texts.since, time(server.started_at)],
      [texts.java, server.java],
      [texts.sandbox, server.sandbox],
      ...(server.node_id ? [/** @type {[string, string]} */ ([texts.nodeId, server.node_id])] : []),
    ]);
    this.#all = server.settings;
    this.#filter();
  }

  #filter() {
    const wanted = search.value.toLowerCase().trim();
    const shown = this.#all.filter((each) => (each.origin !== null || !onlySet.checked) && each.key.includes(wanted));
    this.#items.show(shown);
    none.hidden = shown.length > 0;
  }
}

/** @param {Setting} each */
function item(each) {
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'about' },
      h('code', { class: 'name' }, each.key),
      h('span', { class: 'value', dir: 'auto' }, each.value || texts.empty),
      h('span', { class: 'facts' }, each.origin === null ? texts.fallback : texts.from(each.origin)),
    ),
  );
}
