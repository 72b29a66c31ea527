// The order of a table's column: numbers by value, also those written as text, then the rest as the
// reader's language sorts words; what is empty is last either way.

import { compareDecimals, decimal } from './decimal.js';
import { asText } from './dom.js';
import { isNumber } from './exact.js';

/** @typedef {import('./decimal.js').Decimal} Decimal */
/** @typedef {(text: string) => Decimal | null} Reading */
/** @typedef {{number: Decimal | null, text: string, empty: boolean}} Key */

/** What may stand around a number and says nothing about its order: a currency, a percent sign. */
const BEFORE = /^[\p{Sc}\s]+/u;
const BEHIND = /[\p{Sc}%\s]/u;
/** A letter that no number is written with. */
const WORD = /[^\P{L}eE]/u;
const MARKS_OF_DIRECTION = /[\u200e\u200f\u061c]/g;

/**
 * Without what stands around it. Not by one pattern: one that looks for the end begins anew at each of
 * a million spaces.
 *
 * @param {string} text
 */
function bare(text) {
  let end = text.length;
  while (end > 0 && BEHIND.test(text[end - 1])) {
    end -= 1;
  }
  return text.slice(0, end).replace(BEFORE, '');
}

/**
 * Numbers as programs write them, with any sign for minus.
 *
 * @type {Reading}
 */
function plain(text) {
  return decimal(text.replace('\u2212', '-'));
}

/**
 * Numbers as a language writes them: `1.234,5` in German, `١٬٢٣٤٫٥` in Arabic.
 *
 * @param {string} [locale] the reader's, if none
 * @returns {Reading}
 */
function localReading(locale) {
  const digits = new Map(Array.from({ length: 10 }, (_, digit) => [new Intl.NumberFormat(locale).format(digit), String(digit)]));
  const parts = new Intl.NumberFormat(locale).formatToParts(12345678.5);
  const point = parts.find((part) => part.type === 'decimal')?.value ?? '.';
  const group = parts.find((part) => part.type === 'group')?.value ?? '';
  const separators = new Map([/** @type {[string, string]} */ ([point, '.']), ...(/\s/.test(group) ? [' ', '\u00a0', '\u202f'] : [group]).map((each) => /** @type {[string, string]} */ ([each, '_']))]);
  return (text) => {
    if (WORD.test(text)) {
      return null;
    }
    const written = Array.from(text, (c) => digits.get(c) ?? separators.get(c) ?? (/[._]/.test(c) ? '?' : c)).join('');
    const grouped = /^([-+\u2212]?\d{1,3}(?:_\d{2,3})*_\d{3})(\.\d+)?$/.exec(written);
    return plain(grouped ? grouped[1].replaceAll('_', '') + (grouped[2] ?? '') : written);
  };
}

/**
 * For each value what it is sorted by. A column is read in one way: as programs write numbers, or as
 * the reader's language does, whichever makes more of it numbers.
 *
 * @param {any[]} values
 * @param {string} [locale] the reader's, if none
 * @returns {Key[]}
 */
export function keysOf(values, locale) {
  const texts = values.map((value) => (isNumber(value) ? String(value) : bare(asText(value).replace(MARKS_OF_DIRECTION, ''))));
  const [asPrograms, asReader] = [plain, localReading(locale)].map((reading) => texts.map((text, i) => (isNumber(values[i]) ? plain(text) : reading(text))));
  const count = (/** @type {(Decimal | null)[]} */ numbers) => numbers.filter((number) => number !== null).length;
  const numbers = count(asReader) > count(asPrograms) ? asReader : asPrograms;
  return values.map((value, i) => ({ number: numbers[i], text: asText(value), empty: asText(value) === '' }));
}

/**
 * The places of the values, in order.
 *
 * @param {any[]} values
 * @param {boolean} ascending
 * @param {string} [locale] the reader's, if none
 * @returns {number[]}
 */
export function inOrder(values, ascending, locale) {
  const words = new Intl.Collator(locale, { numeric: true });
  const keys = keysOf(values, locale);
  const sign = ascending ? 1 : -1;
  return values
    .map((_, i) => i)
    .sort((i, j) => {
      const [a, b] = [keys[i], keys[j]];
      if (a.empty || b.empty) {
        return Number(a.empty) - Number(b.empty);
      }
      if (a.number && b.number) {
        return sign * compareDecimals(a.number, b.number);
      }
      return sign * (Number(a.number === null) - Number(b.number === null) || words.compare(a.text, b.text));
    });
}
