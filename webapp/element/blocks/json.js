// A value as a tree whose parts are made when they are opened, some at a time: ten megabytes are as quick as
// ten bytes.

import { h } from '../dom.js';
import { Exact } from '../exact.js';
import { copyButton } from './copy-button.js';
import { words } from './more-texts.js';

const AT_ONCE = 100;
const LONGEST = 2_000;

export class JsonBlock {
  #value = /** @type {any} */ (null);
  #tree = h('div', { class: 'tree', dir: 'ltr' });

  constructor() {
    const head = h('div', { class: 'head' }, h('span', {}, words.json), copyButton(() => JSON.stringify(this.#value, null, 2)));
    this.element = h('div', { class: 'block json', part: 'json', role: 'group', 'aria-label': words.json }, head, this.#tree);
  }

  /** @param {import('../types.js').YeraEvent} event */
  update({ data }) {
    this.#value = data.value ?? null;
    this.#tree.replaceChildren(node(null, this.#value, true));
  }

  spoken() {
    return words.json;
  }
}

/** @param {any} value */
const isTree = (value) => value !== null && typeof value === 'object' && !(value instanceof Exact);

/**
 * @param {string | null} name
 * @param {any} value
 * @param {boolean} open
 * @returns {HTMLElement}
 */
function node(name, value, open) {
  const key = name === null ? [] : [h('span', { class: 'key' }, name), ': '];
  if (!isTree(value)) {
    return h('div', { class: 'leaf' }, ...key, leaf(value));
  }
  const isList = Array.isArray(value);
  const names = isList ? null : Object.keys(value);
  const count = names?.length ?? value.length;
  const summary = h('summary', {}, ...key, isList ? '[' : '{', h('span', { class: 'count' }, words.items(count)), isList ? ']' : '}');
  const inside = h('div', { class: 'inside' });
  const details = h('details', { ontoggle: () => details.open && fill() }, summary, inside);
  const fill = () => inside.childElementCount === 0 && grow(inside, value, names, 0);
  details.open = open && count > 0;
  if (details.open) {
    fill();
  }
  return details;
}

/**
 * @param {HTMLElement} inside
 * @param {any} value
 * @param {string[] | null} names of an object
 * @param {number} from
 */
function grow(inside, value, names, from) {
  const count = names?.length ?? value.length;
  const to = Math.min(count, from + AT_ONCE);
  for (let i = from; i < to; i += 1) {
    inside.append(names ? node(names[i], value[names[i]], false) : node(String(i), value[i], false));
  }
  if (to < count) {
    const more = h('button', { type: 'button', class: 'quiet', onclick: () => next() }, words.moreItems(Math.min(AT_ONCE, count - to)));
    const next = () => {
      more.remove();
      grow(inside, value, names, to);
      /** @type {HTMLElement | null} */ (inside.children[to]?.querySelector('summary') ?? inside.querySelector(':scope > button'))?.focus();
    };
    inside.append(more);
  }
}

/** @param {any} value */
function leaf(value) {
  const kind = value === null ? 'null' : typeof value === 'object' ? 'number' : typeof value;
  const text = kind === 'string' ? JSON.stringify(value.slice(0, LONGEST)) : String(value);
  return h('span', { class: kind }, kind === 'string' && value.length > LONGEST ? `${text}…` : text);
}
