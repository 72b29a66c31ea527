// Days as the reader counts them.

import { texts } from '../texts.js';

const THIS_YEAR = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const ANY_YEAR = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

/**
 * A name for programs: equal for two times of one day.
 *
 * @param {Date} time
 */
export function dayOf(time) {
  return `${time.getFullYear()}-${time.getMonth() + 1}-${time.getDate()}`;
}

/**
 * @param {Date} time
 * @param {Date} now
 */
export function dayName(time, now) {
  const day = dayOf(time);
  if (day === dayOf(now)) {
    return texts.history.today;
  }
  // Not 24 hours ago: a day may have 23 or 25.
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (day === dayOf(yesterday)) {
    return texts.history.yesterday;
  }
  return (time.getFullYear() === now.getFullYear() ? THIS_YEAR : ANY_YEAR).format(time);
}

/** @param {Date} time */
export function timeOfDay(time) {
  return TIME.format(time);
}
