// Where a slider can stand. The browser's own control counts in doubles, so it counts our steps, and
// what they mean is computed with all digits.

import { decimal, fromUnits, inUnits, placesOf } from './decimal.js';
import { numberOf } from './exact.js';

/** @typedef {import('./exact.js').Exact} Exact */
/** @typedef {number | Exact} Numeric */

/** So many steps a range has that is not of whole numbers. */
const PLACES_OF_A_HUNDREDTH = 2;

/** The places from the lowest value on, a step apart, up to the highest. */
export class Steps {
  #low;
  #step;
  #places;
  #last;

  /**
   * Without a step from the app: whole numbers where the limits are, else a hundredth of the range. A
   * first value in the very middle is the server's, and says nothing about fractions.
   *
   * @param {{min_value: Numeric, max_value: Numeric, default_value: Numeric, step: Numeric | null}} data
   */
  constructor({ min_value, max_value, default_value, step }) {
    const [low, high, first] = [min_value, max_value, default_value].map(written);
    const given = step !== null && Number(step) > 0 ? written(step) : null;
    const places = Math.max(...[low, high, first].map(placesOf));
    this.#places = given ? Math.max(places, placesOf(given)) : places + PLACES_OF_A_HUNDREDTH;
    this.#low = inUnits(low, this.#places);
    const range = inUnits(high, this.#places) - this.#low;
    const start = inUnits(first, this.#places) - this.#low;
    const whole = [low, high].every((limit) => placesOf(limit) === 0) && (placesOf(first) === 0 || start * 2n === range);
    this.#step = given ? inUnits(given, this.#places) : this.#ownStep(range, whole);
    this.#last = this.#low + (range / this.#step) * this.#step;
    // More steps than a double counts: longer ones.
    this.#step *= range / this.#step / BigInt(Number.MAX_SAFE_INTEGER) + 1n;
    /** How many steps there are above the lowest value. */
    this.count = Number(range / this.#step);
    /** Where it stands first. */
    this.first = Math.min(this.count, Math.max(0, Number((start + this.#step / 2n) / this.#step)));
  }

  /**
   * @param {bigint} range
   * @param {boolean} whole
   */
  #ownStep(range, whole) {
    const one = 10n ** BigInt(this.#places);
    return whole && range >= 5n * one ? one : range / 100n || one;
  }

  /**
   * @param {number} step from 0 to count
   * @returns {Numeric}
   */
  at(step) {
    return numberOf(fromUnits(step === this.count ? this.#last : this.#low + BigInt(step) * this.#step, this.#places));
  }
}

/** @param {Numeric} value */
function written(value) {
  return /** @type {import('./decimal.js').Decimal} */ (decimal(String(value)));
}
