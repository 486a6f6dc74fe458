/** Places, lengths and frames in words, the same wherever they stand. */

/**
 * A length on the patient.
 *
 * @param {number} mm
 * @param {string} unit `mm`, with one decimal, or `cm`, with two
 */
export function lengthWords(mm, unit) {
  return unit === "cm" ? `${(mm / 10).toFixed(2)}\u00a0cm` : `${mm.toFixed(1)}\u00a0mm`;
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
