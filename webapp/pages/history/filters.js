// Which sessions are shown: the fields above the list, kept in the address of the page.

import { h } from '../../element/dom.js';
import { texts } from '../texts.js';

/** How long somebody may stop typing before the search begins. */
const PAUSE = 300;

export class Filters {
  #words = h('input', { type: 'search', class: 'search', placeholder: texts.history.search, 'aria-label': texts.history.search, autocomplete: 'off' });
  #app = h('select', { 'aria-label': texts.history.app, autocomplete: 'off' }, h('option', { value: '' }, texts.history.anyApp));
  #status = h(
    'select',
    { 'aria-label': texts.history.state, autocomplete: 'off' },
    h('option', { value: '' }, texts.history.anyState),
    ...Object.entries(texts.history.status).map(([value, name]) => h('option', { value }, name)),
  );
  #clear = h('button', { type: 'button', onclick: () => this.#empty() }, texts.history.clear);

  /** By the names that both the server and the address have for them. */
  #fields = { q: this.#words, app_id: this.#app, status: this.#status };

  element = h('form', { class: 'filters', role: 'search', 'aria-label': texts.history.filters }, this.#words, this.#app, this.#status, this.#clear);

  /** @type {number | undefined} */
  #timer;

  #changed;

  /** @param {() => void} changed is called when others are wanted */
  constructor(changed) {
    this.#changed = changed;
    const address = new URLSearchParams(location.search);
    const app = address.get('app_id');
    if (app) {
      this.addApp(app, app);
    }
    for (const [name, field] of Object.entries(this.#fields)) {
      field.value = address.get(name) ?? '';
      if (field instanceof HTMLSelectElement && field.selectedIndex < 0) {
        field.value = ''; // nothing of that name
      }
    }
    this.#clear.hidden = this.query === '';
    this.element.addEventListener('submit', (e) => {
      e.preventDefault();
      this.#change();
    });
    this.#words.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.#change(), PAUSE);
    });
    this.#app.addEventListener('change', () => this.#change());
    this.#status.addEventListener('change', () => this.#change());
  }

  /** What the server is asked for; empty for all. */
  get query() {
    const given = Object.entries(this.#fields).map(([name, field]) => [name, field.value.trim()]);
    return asQuery(new URLSearchParams(given.filter(([, value]) => value !== '')));
  }

  /**
   * Offers an app; the first one of an id that has a name stays.
   *
   * @param {string} id
   * @param {string} name
   */
  addApp(id, name) {
    const before = [...this.#app.options].find((each) => each.value === id);
    if (!before) {
      this.#app.append(h('option', { value: id, dir: 'auto' }, name));
    } else if (before.textContent === id) {
      before.textContent = name;
    }
  }

  #change() {
    clearTimeout(this.#timer);
    const address = new URL(location.href);
    const query = new URLSearchParams(this.query);
    for (const name of Object.keys(this.#fields)) {
      address.searchParams.delete(name);
    }
    query.forEach((value, name) => address.searchParams.set(name, value));
    // Not a new entry for each letter: Back leaves the page, and comes back to it as it is here.
    history.replaceState(history.state, '', address);
    this.#clear.hidden = this.query === '';
    this.#changed();
  }

  #empty() {
    Object.values(this.#fields).forEach((field) => (field.value = ''));
    this.#words.focus();
    this.#change();
  }
}

/** @param {string} query */
export function hasWords(query) {
  return new URLSearchParams(query).has('q');
}

/**
 * The same without the words: as cheap for the server as any list.
 *
 * @param {string} query
 */
export function withoutWords(query) {
  const parameters = new URLSearchParams(query);
  parameters.delete('q');
  return asQuery(parameters);
}

/** @param {URLSearchParams} parameters */
function asQuery(parameters) {
  return parameters.size > 0 ? `?${parameters}` : '';
}
