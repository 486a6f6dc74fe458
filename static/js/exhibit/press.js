/**
 * What a press on the picture begins while marks are set: a new end, or moving one that is there.
 *
 * A clip that runs is held first, so that nothing is set on a frame that nobody has looked at; and when everything is
 * set, a mark of another frame leads to its frame before it can be moved.
 *
 * @typedef {import("./geometry.js").Point} Point
 * @typedef {import("./gestures.js").Drag} Drag
 * @typedef {import("./marks.js").Grip} Grip
 * @typedef {import("./marking.js").Marking} Marking
 */

import { announce } from "../announce.js";
import { REACH } from "./drawing.js";
import { onImage, toImage, toScreen } from "./geometry.js";
import { isAway } from "./legend.js";
import { frameWords } from "./words.js";

/** CSS pixels around an end that a finger may miss it by. */
const FINGER = 24;
/** CSS pixels within which two presses mean the same place. */
const SAME = 5;
/** @type {Drag} */
const NOTHING = { move: () => {}, drop: () => {}, cancel: () => {} };

/**
 * @param {Marking} marking
 * @param {Point} at on the screen
 * @param {boolean} touch
 * @returns {Drag | null} null where the press is free to move the image
 */
export function press(marking, at, touch) {
  const { marks, viewer } = marking;
  const found = nearest(marking, at, touch ? FINGER : REACH);
  const away = found !== null && isAway(marking.scene, found.slot);
  if (away && leads(marking, found)) return lead(marking, found);
  const grip = away ? null : found;
  const point = toImage(viewer.lens.place, at);
  if (!grip && (!isInside(point, marks.size) || (marks.next === null && !isSingle(marking)))) return null;
  if (!grip && marking.leadsBack()) return NOTHING;
  if (viewer.cine?.playing) return holdFirst(viewer.cine);
  if (grip) return drag(marking, grip, at, touch);
  return marks.next === null ? replace(marking, point) : begin(marking, point, touch);
}

/**
 * Whether an end of another frame leads to that frame: not while the next mark may belong just there, as where one
 * vessel is measured twice.
 *
 * @param {Marking} marking
 * @param {Grip} grip
 */
function leads({ marks }, { slot }) {
  return marks.next === null || marks.begun === slot;
}

/** A single point that is set follows a press elsewhere. @param {Marking} marking */
function isSingle({ marks, viewer }) {
  return marks.ends === 1 && marks.slots.length === 1 && viewer.lens.zoom === 1;
}

/**
 * @param {Marking} marking
 * @param {Grip} grip
 * @returns {Drag}
 */
function lead({ marks, viewer }, { slot }) {
  viewer.cine?.go(marks.slots[slot]?.frame ?? 0);
  return NOTHING;
}

/** @param {import("./cine.js").Cine} cine @returns {Drag} */
function holdFirst(cine) {
  cine.hold();
  announce(`The clip is held at ${frameWords(cine.frame)}. Press again to set.`);
  return NOTHING;
}

/**
 * Sets the next end under the pointer; drawn on, a line gets its other end, and a point its last place.
 *
 * @param {Marking} marking
 * @param {Point} point
 * @param {boolean} touch
 * @returns {Drag}
 */
function begin(marking, point, touch) {
  const { marks, viewer } = marking;
  const before = structuredClone(marks.slots);
  let grip = marks.add(point, marking.frame);
  show(marking, point, touch);
  const move = (/** @type {Point} */ at) => {
    const next = toImage(viewer.lens.place, at);
    if (grip?.end === 0 && marks.ends === 2) grip = marks.add(next, marking.frame);
    if (grip) marks.move(grip, next);
    show(marking, next, touch);
  };
  return { move, drop: () => marking.commit(grip), cancel: () => marking.undo(before) };
}

/**
 * Moves an end by as much as the pointer moves, so that it never jumps under it. Where a line has only begun, a press
 * beside its end that moves nothing sets the other end: short lines have both ends within a finger's width.
 *
 * @param {Marking} marking
 * @param {Grip} grip
 * @param {Point} from
 * @param {boolean} touch
 * @returns {Drag}
 */
function drag(marking, grip, from, touch) {
  const { marks, viewer } = marking;
  const before = structuredClone(marks.slots);
  const [x, y] = toScreen(viewer.lens.place, marks.at(grip) ?? [0, 0]);
  const move = (/** @type {Point} */ at) => {
    const next = toImage(viewer.lens.place, [at[0] + x - from[0], at[1] + y - from[1]]);
    marks.move(grip, next);
    show(marking, next, touch);
  };
  const beside = Math.hypot(x - from[0], y - from[1]) > SAME;
  const drop = (/** @type {Point} */ _, /** @type {boolean} */ moved) => {
    if (moved) return marking.commit(grip);
    marking.undo(before);
    if (beside && marks.begun === grip.slot) marking.commit(marks.add(toImage(viewer.lens.place, from), marking.frame));
  };
  return { move, drop, cancel: () => marking.undo(before) };
}

/**
 * @param {Marking} marking
 * @param {Point} point
 * @returns {Drag}
 */
function replace(marking, point) {
  const drop = (/** @type {Point} */ _, /** @type {boolean} */ moved) => {
    if (moved) return;
    marking.marks.restore([{ ends: [onImage(marking.marks.size, point)], frame: marking.frame }]);
    marking.commit({ slot: 0, end: 0 });
  };
  return { ...NOTHING, drop };
}

/**
 * @param {Marking} marking
 * @param {Point} point
 * @param {boolean} touch
 */
function show(marking, point, touch) {
  if (touch) marking.viewer.loupe.show(point);
  marking.draw();
}

/**
 * The end under a pointer; one of the frame that is seen goes before one of another.
 *
 * @param {Marking} marking
 * @param {Point} at
 * @param {number} reach CSS pixels
 * @returns {Grip | null}
 */
function nearest({ marks, scene, viewer }, at, reach) {
  const far = (/** @type {Grip} */ grip) => {
    const [x, y] = toScreen(viewer.lens.place, marks.at(grip) ?? [0, 0]);
    return Math.hypot(x - at[0], y - at[1]) + (isAway(scene, grip.slot) ? reach / 2 : 0);
  };
  const [closest] = [...marks.grips].sort((a, b) => far(a) - far(b));
  return closest && far(closest) <= reach ? closest : null;
}

/**
 * @param {Point} point
 * @param {Point} size
 */
function isInside([x, y], [width, height]) {
  return x >= 0 && y >= 0 && x <= width && y <= height;
}
