/**
 * The released segments of a scene as one line of time.
 *
 * @typedef {import("../types.js").Segment} Segment
 * @typedef {{ segment: Segment, offset: number }} Part a segment, and how many seconds of its scene come before it
 */

/**
 * @param {Segment[]} segments
 * @param {string} scene
 * @returns {Part[]} the parts of that scene
 */
export function lay(segments, scene) {
  let offset = 0;
  return segments
    .filter((segment) => segment.scene === scene)
    .map((segment) => {
      const part = { segment, offset };
      offset += segment.duration;
      return part;
    });
}

/**
 * @param {Part[]} parts
 * @returns {number} seconds from the start of the first part to the end of the last one
 */
export function lengthOf(parts) {
  const last = parts.at(-1);
  return last ? last.offset + last.segment.duration : 0;
}

/**
 * @param {Part[]} parts
 * @param {number} position seconds from the start of the first part
 * @returns {{ place: number, time: number }} which part lies there, and the seconds from its start
 */
export function locate(parts, position) {
  const wanted = Math.min(Math.max(0, position), lengthOf(parts));
  const place = Math.max(0, parts.filter(({ offset }) => offset <= wanted).length - 1);
  return { place, time: wanted - (parts[place]?.offset ?? 0) };
}
