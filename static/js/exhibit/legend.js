/**
 * How marks are drawn, and what is said of them. Pure: from what is set to shapes, handles and words.
 *
 * @typedef {import("./geometry.js").Point} Point
 * @typedef {import("./marks.js").Marks} Marks
 * @typedef {import("./marks.js").Mark} Mark
 * @typedef {import("./marks.js").Grip} Grip
 * @typedef {import("./drawing.js").Shape} Shape
 * @typedef {import("./drawing.js").Handle} Handle
 *
 * @typedef {object} Scene what marks are seen with
 * @property {Marks} marks
 * @property {string[]} names of the marks, slot by slot
 * @property {string} unit in which lengths are told
 * @property {number} frame that is seen
 * @property {boolean} still
 * @property {Point | null} mmPerPx
 */

import { millimetres } from "./geometry.js";
import { frameWords, lengthWords, placeWords } from "./words.js";

/**
 * Whether a mark belongs to another frame than the one that is seen.
 *
 * @param {Scene} scene
 * @param {number} slot
 */
export function isAway({ marks, frame }, slot) {
  const mark = marks.slots[slot];
  return !!mark && mark.frame !== frame;
}

/**
 * A length between two ends in words; empty where there is no calibration.
 *
 * @param {Scene} scene
 * @param {Point | undefined} from
 * @param {Point | undefined} to
 */
export function measure({ mmPerPx, unit }, from, to) {
  return from && to && mmPerPx ? lengthWords(millimetres(from, to, mmPerPx), unit) : "";
}

/**
 * What is drawn of all marks, and of the line that has only begun.
 *
 * @param {Scene} scene
 * @param {Point | null} open where the other end of a begun line would be
 * @returns {Shape[]}
 */
export function shapesOf(scene, open) {
  const begun = begunEnd(scene);
  const drawn = scene.marks.slots.flatMap((mark, slot) => (mark ? [shapeOf(scene, mark, slot)] : []));
  if (!begun || !open) return drawn;
  return [...drawn, { shape: "line", from: begun, to: open, tone: "own", text: measure(scene, begun, open) }];
}

/**
 * @param {Scene} scene
 * @param {Mark} mark
 * @param {number} slot
 * @returns {Shape}
 */
function shapeOf(scene, mark, slot) {
  const away = isAway(scene, slot);
  const [from, to] = /** @type {[Point, Point | undefined]} */ (mark.ends);
  const tone = away ? "away" : "own";
  const text = joined([captionOf(scene, slot), measure(scene, from, to), away ? frameWords(mark.frame, scene.still) : ""], " ");
  if (to) return { shape: "line", from, to, tone, text };
  return { shape: "point", at: from, tone, text: scene.marks.ends === 1 ? text : "" };
}

/** What stands beside a mark: its number, as on a machine; nothing where there is only one. @param {Scene} scene @param {number} slot */
function captionOf({ marks }, slot) {
  return marks.slots.length === 1 ? "" : `${slot + 1}${marks.ends === 2 ? ":" : ""}`;
}

/**
 * A handle for each end.
 *
 * @param {Scene} scene
 * @returns {Handle[]}
 */
export function handlesOf(scene) {
  return scene.marks.grips.map((grip) => {
    const mark = /** @type {Mark} */ (scene.marks.slots[grip.slot]);
    const at = /** @type {Point} */ (mark.ends[grip.end]);
    const end = scene.marks.ends === 1 ? "" : grip.end ? "second end" : "first end";
    const parts = [scene.names[grip.slot] ?? "", end, placeWords(at), measure(scene, ...pair(mark)), frameWords(mark.frame, scene.still)];
    return { id: idOf(grip), at, name: joined(parts, ", "), tone: isAway(scene, grip.slot) ? "away" : "own" };
  });
}

/**
 * What is said of an end that has been set or moved.
 *
 * @param {Scene} scene
 * @param {Grip} grip
 */
export function tellOf(scene, { slot, end }) {
  const mark = scene.marks.slots[slot];
  const at = mark?.ends[end];
  if (!mark || !at) return "";
  const name = scene.names[slot] ?? "";
  if (scene.marks.ends === 1) return `${name}: ${placeWords(at)}`;
  return mark.ends.length === 1 ? `${name}: one end at ${placeWords(at)}. Now the other end.` : `${name}: ${measure(scene, ...pair(mark))}`;
}

/**
 * What is said of the cross-hair: where it is, and how long a begun line would be.
 *
 * @param {Scene} scene
 * @param {Point} at
 */
export function tellOfCross(scene, at) {
  return joined([placeWords(at), measure(scene, begunEnd(scene), at)], ", ");
}

/** The end of a line that has only begun, where its frame is the one that is seen. @param {Scene} scene */
function begunEnd(scene) {
  const { begun, slots } = scene.marks;
  return begun === null || isAway(scene, begun) ? undefined : slots[begun]?.ends[0];
}

/** The name of a handle's element. @param {Grip} grip */
export function idOf({ slot, end }) {
  return `${slot}-${end}`;
}

/** The end that a handle's element stands for. @param {Element} handle @returns {Grip} */
export function gripOf(handle) {
  const [slot, end] = (handle.getAttribute("data-handle") ?? "").split("-").map(Number);
  return { slot: slot ?? 0, end: end ?? 0 };
}

/** @param {Mark} mark @returns {[Point | undefined, Point | undefined]} */
function pair({ ends }) {
  return [ends[0], ends[1]];
}

/**
 * @param {string[]} parts
 * @param {string} glue
 */
function joined(parts, glue) {
  return parts.filter(Boolean).join(glue);
}
