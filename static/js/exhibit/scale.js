/**
 * The depth scale and the sign of the probe's marker, as a machine draws them beside its image.
 *
 * Simulated clips carry both in their picture (`media_tools/phantom/overlay.py`). Over those nothing is drawn twice: the
 * marks come when the zoom has taken the clip's own out of sight, and count as the clip does. Figures stand where it is
 * known at which height the depth is 0; where it is not, a simulated clip has marks alone, and any other counts from
 * the upper edge of its region.
 *
 * @typedef {import("../types.js").Exhibit} Exhibit
 * @typedef {import("./lens.js").Lens} Lens
 */

import { centimetres, toScreen } from "./geometry.js";
import { draw } from "./strokes.js";

/** CSS pixels between two marks below which only every fifth centimetre has one. */
const NARROW = 5;
/** CSS pixels between two figures below which only every fifth centimetre has one. */
const CLOSE = 26;
/** The part of a simulated image, at its right edge, in which it has its own scale; and below its top its own marker. */
const OWN_SCALE = 0.06;
const OWN_MARKER = 24;

/**
 * @param {Exhibit} exhibit
 * @param {Lens} lens
 * @returns {SVGElement}
 */
export function makeScale(exhibit, lens) {
  const element = draw("svg", { class: "scale", "aria-hidden": "true" });
  const show = () => element.replaceChildren(...depthMarks(exhibit, lens), ...markerSign(exhibit, lens));
  lens.addEventListener("change", show);
  return element;
}

/**
 * @param {Exhibit} exhibit
 * @param {Lens} lens
 */
function depthMarks({ mm_per_px, regions, size, simulated, zero_depth }, lens) {
  const edge = toScreen(lens.place, [size[0] * (1 - OWN_SCALE), 0])[0];
  if (!mm_per_px || (simulated && edge < lens.box[0])) return [];
  const region = regions[0] ?? /** @type {[number, number, number, number]} */ ([0, 0, ...size]);
  const apart = (10 / mm_per_px[1]) * lens.place.scale;
  const x = Math.min(lens.box[0], toScreen(lens.place, [size[0], 0])[0]) - 6;
  const marks = centimetres(region, mm_per_px[1], zero_depth)
    .filter(({ centimetre }) => apart >= NARROW || centimetre % 5 === 0)
    .map(({ centimetre, y }) => ({ centimetre, y: toScreen(lens.place, [0, y])[1] }))
    .filter(({ y }) => y >= 0 && y <= lens.box[1]);
  const path = marks.map(({ centimetre, y }) => `M${x} ${y}h${centimetre % 5 ? -5 : -9}`).join("");
  const counted = simulated && zero_depth === null ? [] : marks.filter(({ centimetre }) => apart >= CLOSE || centimetre % 5 === 0);
  const figures = counted.map(({ centimetre, y }, i) => draw("text", { x: x - 13, y: y + 4 }, figure(centimetre, i === 0)));
  return [draw("path", { class: "halo", d: path }), draw("path", { class: "core", d: path }), ...figures];
}

/**
 * What stands beside a mark: the topmost in sight has the unit, whose zero is understood.
 *
 * @param {number} centimetre
 * @param {boolean} topmost
 */
function figure(centimetre, topmost) {
  if (!topmost) return String(centimetre);
  return centimetre ? `${centimetre} cm` : "cm";
}

/**
 * @param {Exhibit} exhibit
 * @param {Lens} lens
 */
function markerSign({ marker, regions, simulated }, lens) {
  const own = toScreen(lens.place, [0, (regions[0]?.[1] ?? 0) + OWN_MARKER])[1];
  if (!marker || (simulated && own >= 0)) return [];
  const left = Math.max(0, toScreen(lens.place, [0, 0])[0]);
  const right = Math.min(lens.box[0], toScreen(lens.place, [lens.size[0], 0])[0]);
  const top = Math.max(0, toScreen(lens.place, [0, 0])[1]);
  return [draw("circle", { class: "marker-sign", cx: marker === "left" ? left + 16 : right - 64, cy: top + 16, r: 6 })];
}
