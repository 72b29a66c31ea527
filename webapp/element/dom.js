// Builds elements. Text goes in as text: nothing here, or anywhere in our code, parses markup.

import { Exact } from './exact.js';

let lastId = 0;

/** An id that no other element of the page has. */
export function uniqueId() {
  lastId += 1;
  return `yera-${lastId}`;
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
