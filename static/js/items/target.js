/**
 * A number that is right, and those around it that are accepted.
 *
 * @typedef {{ value: number, low: number, high: number, inclusive: boolean }} Target
 */

/** Figures of a number that are told: all that anybody enters, and none of the noise of floating point. */
const FIGURES = 12;

/**
 * What is right, such as `50 mm (47 to 53 mm accepted)`.
 *
 * @param {Target} target
 * @param {string} unit
 */
export function rightWords({ value, low, high, inclusive }, unit) {
  const [least, most] = [plain(low), withUnit(high, unit)];
  const range = inclusive ? `${least} to ${most}` : `more than ${least} and less than ${most}`;
  return withUnit(value, unit) + (low === high ? "" : ` (${range} accepted)`);
}

/**
 * @param {number} value
 * @param {string} unit
 */
export function withUnit(value, unit) {
  const space = unit === "%" ? "" : "\u00a0";
  return unit ? `${plain(value)}${space}${unit}` : plain(value);
}

/** A number as people write it. @param {number} value */
function plain(value) {
  return decimal(Number(value.toPrecision(FIGURES)));
}

/** A number with all its figures and without an exponent, so that it is read again as it was. @param {number} value */
export function decimal(value) {
  const [figures = "", zeros] = String(value).split("e-");
  if (!zeros) return figures;
  return figures.replace(/^(-?)(\d)\.?/, (_, sign, first) => `${sign}0.${"0".repeat(Number(zeros) - 1)}${first}`);
}
