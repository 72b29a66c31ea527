// Decimal numbers of any length, as they are written: what a double cannot hold is neither shown nor
// sent as something else.

const WRITTEN = /^([-+]?)(\d*)(?:\.(\d*))?(?:e([-+]?\d{1,9}))?$/i;

/**
 * ± 0.digits × 10^exponent; no zeros at either end of the digits.
 *
 * @typedef {{negative: boolean, digits: string, exponent: number}} Decimal
 */

/**
 * @param {string} text
 * @returns {Decimal | null} null if it is not a number, written as JSON does or a little more freely
 */
export function decimal(text) {
  const match = WRITTEN.exec(text);
  if (!match || !(match[2] || match[3])) {
    return null;
  }
  const [, sign, whole, fraction = '', power = '0'] = match;
  const all = whole + fraction;
  const from = all.search(/[1-9]/);
  if (from < 0) {
    return { negative: false, digits: '', exponent: 0 };
  }
  let to = all.length;
  while (all[to - 1] === '0') {
    to -= 1;
  }
  return { negative: sign === '-', digits: all.slice(from, to), exponent: whole.length - from + Number(power) };
}

/**
 * @param {Decimal} a
 * @param {Decimal} b
 * @returns {number} below, above or equal to 0, as for a sort
 */
export function compareDecimals(a, b) {
  if (a.digits === '' || b.digits === '' || a.negative !== b.negative) {
    return signOf(a) - signOf(b);
  }
  const size = a.exponent - b.exponent || (a.digits < b.digits ? -1 : Number(a.digits > b.digits));
  return a.negative ? -size : size;
}

/** @param {Decimal} number */
function signOf({ negative, digits }) {
  return digits === '' ? 0 : negative ? -1 : 1;
}

/**
 * How many places after the point it takes.
 *
 * @param {Decimal} number
 */
export function placesOf({ digits, exponent }) {
  return Math.max(0, digits.length - exponent);
}

/**
 * The number in units of the last of so many places, which are enough.
 *
 * @param {Decimal} number
 * @param {number} places
 * @returns {bigint}
 */
export function inUnits({ negative, digits, exponent }, places) {
  const size = BigInt(digits || '0') * 10n ** BigInt(digits ? places + exponent - digits.length : 0);
  return negative ? -size : size;
}

/**
 * The other way round.
 *
 * @param {bigint} units
 * @param {number} places
 * @returns {string}
 */
export function fromUnits(units, places) {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const point = digits.length - places;
  let to = digits.length;
  while (to > point && digits[to - 1] === '0') {
    to -= 1;
  }
  const fraction = digits.slice(point, to);
  return (units < 0n ? '-' : '') + digits.slice(0, point) + (fraction && `.${fraction}`);
}
