// Which sessions are shown, and which page of them; kept in the address.

import { h } from '../../element/dom.js';
import { texts } from './texts.js';

const PAUSE = 400;

/** @param {string} key of an owner, as its name in addresses */
function encoded(key) {
  const bytes = new TextEncoder().encode(key);
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export class Filters {
  #owner = h('input', { type: 'search', class: 'search', placeholder: texts.ownerHint, 'aria-label': texts.owner, autocomplete: 'off' });
  #app = select(texts.app, texts.anyApp);
  #status = select(texts.state, texts.anyState);
  #node = select(texts.node, texts.anyNode);
  #clear = h('button', { type: 'button', onclick: () => this.#empty() }, texts.clear);
  #fields = { owner_name: this.#owner, app_id: this.#app, status: this.#status, node: this.#node };

  /** Names of owners, as the list has them. @type {Map<string, string>} */
  #owners = new Map();

  /** Where the pages before this one begin. @type {string[]} */
  #before = [];
  #cursor = '';

  /** @type {number | undefined} */
  #timer;
  #changed;

  /**
   * @param {HTMLElement} form
   * @param {() => void} changed
   */
  constructor(form, changed) {
    this.#changed = changed;
    Object.entries(texts.status).forEach(([value, name]) => add(this.#status, value, name));
    this.#node.hidden = true;
    const address = new URLSearchParams(location.search);
    for (const [name, field] of Object.entries(this.#fields)) {
      const value = address.get(name) ?? '';
      if (field instanceof HTMLSelectElement && value && field !== this.#status) {
        add(field, value, value);
        field.hidden = false;
      }
      field.value = value;
      if (field instanceof HTMLSelectElement && field.selectedIndex < 0) {
        field.value = '';
      }
    }
    const owner = address.get('owner');
    if (owner) {
      this.#owners.set(this.#owner.value, owner); // who has a name and is no user: a visitor
    }
    form.append(this.#owner, this.#app, this.#status, this.#node, this.#clear);
    form.addEventListener('submit', (e) => {
      e.preventDefault();
      this.#change();
    });
    this.#owner.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.#change(), PAUSE);
    });
    [this.#app, this.#status, this.#node].forEach((each) => each.addEventListener('change', () => this.#change()));
    this.#clear.hidden = !this.#isSet;
  }

  /** What the server is asked for. */
  get query() {
    const query = new URLSearchParams();
    const name = this.#owner.value.trim();
    if (name) {
      query.set('owner', this.#owners.get(name) ?? encoded(`u ${name}`));
    }
    [['app_id', this.#app], ['status', this.#status], ['node', this.#node]].forEach(([key, field]) => {
      const { value } = /** @type {HTMLSelectElement} */ (field);
      if (value) {
        query.set(/** @type {string} */ (key), value);
      }
    });
    if (this.#cursor) {
      query.set('cursor', this.#cursor);
    }
    return query.size > 0 ? `?${query}` : '';
  }

  get isFirstPage() {
    return this.#before.length === 0;
  }

  get #isSet() {
    return Object.values(this.#fields).some((field) => field.value.trim() !== '');
  }

  /** @param {string} cursor where it begins */
  nextPage(cursor) {
    this.#before.push(this.#cursor);
    this.#cursor = cursor;
    this.#changed();
  }

  firstPage() {
    this.#before = [];
    this.#cursor = '';
    this.#changed();
  }

  /**
   * @param {string} owner
   * @param {string} name
   */
  knowOwner(owner, name) {
    this.#owners.set(name, owner);
  }

  /** @param {string} name */
  onlyOf(name) {
    this.#owner.value = name;
    this.#owner.focus();
    this.#change();
  }

  /** @param {{app_id: string, name: string}[]} apps */
  offerApps(apps) {
    apps.forEach((each) => add(this.#app, each.app_id, each.name));
  }

  /** @param {{node_id: string}[]} nodes */
  offerNodes(nodes) {
    nodes.forEach((each) => add(this.#node, each.node_id, each.node_id));
    this.#node.hidden &&= nodes.length === 0;
  }

  #change() {
    clearTimeout(this.#timer);
    const address = new URL(location.href);
    for (const [name, field] of Object.entries(this.#fields)) {
      address.searchParams.delete(name);
      if (field.value.trim()) {
        address.searchParams.set(name, field.value.trim());
      }
    }
    const owner = this.#owners.get(this.#owner.value.trim());
    if (owner) {
      address.searchParams.set('owner', owner);
    } else {
      address.searchParams.delete('owner');
    }
    history.replaceState(history.state, '', address);
    this.#clear.hidden = !this.#isSet;
    this.firstPage();
  }

  #empty() {
    Object.values(this.#fields).forEach((field) => (field.value = ''));
    this.#owner.focus();
    this.#change();
  }
}

/**
 * @param {string} label
 * @param {string} any
 */
function select(label, any) {
  return h('select', { 'aria-label': label, autocomplete: 'off' }, h('option', { value: '' }, any));
}

/**
 * @param {HTMLSelectElement} field
 * @param {string} value
 * @param {string} name
 */
function add(field, value, name) {
  const before = [...field.options].find((each) => each.value === value);
  if (!before) {
    field.append(h('option', { value, dir: 'auto' }, name));
  } else if (before.textContent === value) {
    before.textContent = name;
  }
}
