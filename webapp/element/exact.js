// JSON whose numbers keep their digits. A number that a double holds is a number; any other is an
// `Exact`, which is shown, compared and sent back as it was written.

import { compareDecimals, decimal } from './decimal.js';

/** Where a number might be too long for a double. It may find too much: that only costs time. */
const LONG = /(?:^|[[:,])\s*-?(?:[\d.]{16}|[\d.]+[eE])/;

const EXACT = Symbol.for('yera exact');

/** A number that no double is equal to. */
export class Exact {
  /** No JSON can have it. */
  [EXACT] = true;

  /** Made by another copy of this module, it is one, too. @param {any} value */
  static [Symbol.hasInstance](value) {
    return value?.[EXACT] === true;
  }

  /** @param {string} text as JSON writes it */
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }

  /** The nearest double, for what can only draw or compute. */
  valueOf() {
    return Number(this.text);
  }

  /** Where a browser cannot send it as it is written, the nearest double goes. */
  toJSON() {
    return JSON.rawJSON?.(this.text) ?? Number(this.text);
  }
}

/**
 * A browser without the source of numbers (none since spring 2025) gives the nearest doubles.
 *
 * @param {string} json
 * @returns {any}
 */
export function parseJson(json) {
  return LONG.test(json) ? JSON.parse(json, keepDigits) : JSON.parse(json);
}

/**
 * @param {string} _name
 * @param {any} value
 * @param {{source?: string}} [context]
 */
function keepDigits(_name, value, context) {
  return typeof value === 'number' && context?.source ? numberOf(context.source) : value;
}

/**
 * @param {string} text as JSON writes numbers
 * @returns {number | Exact}
 */
export function numberOf(text) {
  const nearest = Number(text);
  const shown = String(nearest);
  return shown === text || isSame(decimal(shown), decimal(text)) ? nearest : new Exact(text);
}

/**
 * @param {import('./decimal.js').Decimal | null} a
 * @param {import('./decimal.js').Decimal | null} b
 */
function isSame(a, b) {
  return a !== null && b !== null && compareDecimals(a, b) === 0;
}

/** @param {any} value */
export function isNumber(value) {
  return typeof value === 'number' || value instanceof Exact;
}
