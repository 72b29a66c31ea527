// Takes the place of the package of this name in a bundle: a browser knows the names of characters
// by itself, and the package's table of them is a quarter of all scripts.

import DOMPurify from './purify.js';

/** @type {Map<string, string>} */
const known = new Map();

/**
 * @param {string} text one character by its name or number, `&amp;`
 * @returns {string} the text itself if there is none of that name
 */
export function decodeHTML(text) {
  let found = known.get(text);
  if (found === undefined) {
    found = /^&[#a-z0-9]+;$/i.test(text) ? (DOMPurify.sanitize(text, { RETURN_DOM_FRAGMENT: true }).textContent ?? text) : text;
    known.set(text, found);
  }
  return found;
}

/**
 * The same, but of a name whose beginning is another's nothing: `&notit;` is no `&not`.
 *
 * @param {string} text
 * @returns {string}
 */
export function decodeHTMLStrict(text) {
  const found = decodeHTML(text);
  return found.endsWith(';') && text !== '&semi;' ? text : found;
}
