/** Places, lengths and frames in words, the same wherever they stand. */

/** What is added before rounding down: a little more than half, so that floating point turns no half away. */
const HALF = 0.5 + 1e-9;

/**
 * A length on the patient, rounded to a tenth of a millimetre; the server rounds it in the same way, and scores that.
 *
 * @param {number} mm
 * @param {string} unit `mm`, with one decimal, or `cm`, with two
 */
export function lengthWords(mm, unit) {
  const tenths = Math.floor(mm * 10 + HALF);
  return unit === "cm" ? `${(tenths / 100).toFixed(2)}\u00a0cm` : `${(tenths / 10).toFixed(1)}\u00a0mm`;
}

/**
 * Where a point lies, for those who hear it.
 *
 * @param {import("./geometry.js").Point} point
 */
export function placeWords([x, y]) {
  return `${Math.round(x)} across, ${Math.round(y)} down`;
}

/**
 * Which frame, as people count.
 *
 * @param {number} frame
 * @param {boolean} [still] whether there is only one, which nobody counts
 */
export function frameWords(frame, still = false) {
  return still ? "" : `frame ${frame + 1}`;
}
