// Builds elements. Text goes in as text: nothing here, or anywhere in our code, parses markup.

import { Exact } from './exact.js';

/** Other copies of this module count, too. */
const PREFIX = `yera-${Math.random().toString(36).slice(2)}`;
let lastId = 0;

/** An id that no other element of the page has. */
export function uniqueId() {
  lastId += 1;
  return `${PREFIX}-${lastId}`;
}

/**
 * An element. Members of `attributes` are attributes; `on…` are listeners; false, null and
 * undefined are left out, true is the empty attribute.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null | undefined)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined).map((child) => child ?? ''));
  return element;
}

/**
 * Whether a key is part of a word that is being composed. In Safari the one that ends it comes after the end, with the
 * code of all such keys.
 *
 * @param {KeyboardEvent} e
 */
export function isComposing(e) {
  return e.isComposing || e.keyCode === 229;
}

/**
 * Text for a screen reader only.
 *
 * @param {string} text
 */
export function spoken(text) {
  return h('span', { class: 'spoken' }, text);
}

/**
 * Any JSON value as text for a reader.
 *
 * @param {any} value
 * @returns {string}
 */
export function asText(value) {
  if (value === null || value === undefined) {
    return '';
  }
  return typeof value === 'object' && !(value instanceof Exact) ? JSON.stringify(value) : String(value);
}

/**
 * Gives an element new content. What is equal from the beginning on stays, with what the reader has
 * selected in it; details stay open.
 *
 * @param {Element} element
 * @param {DocumentFragment} content
 */
export function replaceUnequal(element, content) {
  const open = [...element.querySelectorAll('details')].map((details) => details.open);
  content.querySelectorAll('details').forEach((details, i) => (details.open = open[i] ?? false));
  let old = element.firstChild;
  while (old && content.firstChild && old.isEqualNode(content.firstChild)) {
    content.firstChild.remove();
    old = old.nextSibling;
  }
  while (old) {
    const next = old.nextSibling;
    old.remove();
    old = next;
  }
  element.append(content);
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Which way a text goes: what `dir="auto"` finds, for an element whose texts have directions of
 * their own, which that does not look at.
 *
 * @param {string} text
 * @returns {'ltr' | 'rtl'}
 */
export function directionOf(text) {
  return RIGHT_TO_LEFT.test(text) && h('span', { dir: 'auto' }, text).matches(':dir(rtl)') ? 'rtl' : 'ltr';
}
