// Values as the reader's language writes them.

import { asText, h } from '../dom.js';
import { isNumber } from '../exact.js';

/** A day, or a day and a time. */
export const DATE = /^\d{4}-\d\d-\d\d(?:[T ][\d:.,]+(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?$/;
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const ADDRESS = /^(?:https?:\/\/|mailto:)[^\s]+$/i;
const MOST_PLACES = 20;
const PERCENT_PLACES = 2;

const numbers = new Intl.NumberFormat(undefined, { maximumFractionDigits: MOST_PLACES });
const percents = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: PERCENT_PLACES });
const days = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const times = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/**
 * @param {any} value a number, with all its digits
 * @returns {string}
 */
export function withSeparators(value) {
  return numbers.format(/** @type {any} */ (String(value)));
}

/** @param {string} text */
function asDate(text) {
  const day = DAY.exec(text);
  const date = day ? new Date(Number(day[1]), Number(day[2]) - 1, Number(day[3])) : new Date(text);
  return Number.isNaN(date.getTime()) ? text : (day ? days : times).format(date);
}

/**
 * What a cell shows: a value that is none of its format stays as it is.
 *
 * @param {any} value
 * @param {string | undefined} format
 * @returns {string | HTMLElement}
 */
export function formatted(value, format) {
  const text = asText(value);
  if (isNumber(value)) {
    return format === 'number' ? withSeparators(value) : format === 'percent' ? percents.format(Number(value)) : text;
  }
  if (format === 'date' && DATE.test(text)) {
    return asDate(text);
  }
  return format === 'link' && ADDRESS.test(text) ? h('a', { href: text, target: '_blank', rel: 'noopener noreferrer' }, text) : text;
}
