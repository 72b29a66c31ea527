// By how much a slider moves.

/**
 * Without a step from the app: whole numbers where the limits are, else a hundredth of the range.
 *
 * @param {{min_value: number, max_value: number, default_value: number, step: number | null}} data
 */
export function stepOf({ min_value, max_value, default_value, step }) {
  if (step !== null && step > 0) {
    return step;
  }
  const whole = [min_value, max_value, default_value].every(Number.isInteger) && max_value - min_value >= 5;
  return whole ? 1 : (max_value - min_value) / 100 || 1;
}
