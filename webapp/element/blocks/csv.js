// Rows as a file for spreadsheets and programs (RFC 4180), with a mark at its beginning by which they know that it is UTF-8.

import { asText } from '../dom.js';
import { decimal } from '../decimal.js';
import { isNumber } from '../exact.js';

const MARK = '\ufeff';
const LINE_END = '\r\n';
/** Spreadsheets of some languages part cells at semicolons. */
const QUOTED = /[",;\t\r\n]/;
/** By these a spreadsheet takes a cell for a formula, which may send the reader's data away. */
// eslint-disable-next-line no-control-regex
const FORMULA = /^[\s\x00]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const NOT_IN_NAMES = /[\\/:*?"<>|\p{C}]+/gu;
const LONGEST_NAME = 80;

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe, which stands for "this is text";
 * numbers stay what they are, also those below zero and those that are written as text.
 *
 * @param {any} value
 */
function field(value) {
  const text = asText(value);
  const safe = !isNumber(value) && FORMULA.test(text) && decimal(text) === null ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * @param {string[]} columns
 * @param {any[][]} rows values as the app gave them, not as they are shown
 * @param {number[]} places which cells of a row, in order
 */
export function csvOf(columns, rows, places) {
  const lines = rows.map((row) => places.map((place) => field(row[place])).join(','));
  return MARK + [places.map((place) => field(columns[place])).join(','), ...lines, ''].join(LINE_END);
}

/**
 * @param {string} title any text
 * @returns {string} the name of a file, on any system
 */
export function nameOfCsv(title) {
  const letters = [...title.replace(NOT_IN_NAMES, ' ')].slice(0, LONGEST_NAME).join('').split(' ').filter(Boolean).join(' ');
  const name = letters.startsWith('.') ? `_${letters}` : letters;
  return `${name || 'table'}.csv`;
}
