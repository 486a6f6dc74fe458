/**
 * What an author needs to write of an image, from points that are set on it with the mouse, a finger or the keys: shapes for
 * a key, spots for a question, a range of frames, and the mask and the scale of an import.
 *
 * @typedef {import("../types.js").Exhibit} Exhibit
 * @typedef {import("../types.js").Question} Question
 * @typedef {import("../exhibit/marks.js").Mark} Mark
 * @typedef {import("../exhibit/geometry.js").Point} Point
 */

import { announce } from "../announce.js";
import { fill, make } from "../dom.js";
import { placeWords } from "../exhibit/words.js";
import { markFrame, renderPlaced } from "../items/placed.js";

/** Points that can be set: a polygon of a key has as many corners at most. */
const MOST = 40;
const LETTERS = "abcdefghijkl";

/**
 * @param {Exhibit} exhibit
 * @returns {{ parts: HTMLElement[], tool: import("../exhibit/marking.js").Marking | null }}
 */
export function measure(exhibit) {
  const question = /** @type {Question} */ ({
    item: "", type: "point", stem: "", exhibits: [exhibit.id], exhibit: exhibit.id, confidence: false,
    frames: null, image: { frames: exhibit.frames, mm_per_px: exhibit.mm_per_px },
  });
  const given = make("dl", { class: "given" });
  const length = make("input", { type: "text", class: "number", inputmode: "decimal", value: "10", id: "given-length", input: () => show() });
  /** @type {() => (Mark | null)[]} */
  let slots = () => [];
  const show = () => {
    const marks = slots().filter((mark) => mark !== null);
    fill(given, ...written(marks, exhibit, length.value).flatMap(row));
  };
  const view = renderPlaced(question, show, {
    ends: 1,
    names: Array.from({ length: MOST }, (_, i) => `Point ${i + 1}`),
    unit: "mm",
    task: "Set points on the image, and copy what they give.",
    read: (set) => ({ points: set }),
    parse: () => [],
    problem: () => "",
    words: (mark) => [mark.ends[0] ? placeWords(mark.ends[0]) : "", markFrame(question, mark)].filter(Boolean).join(", "),
  });
  slots = () => /** @type {(Mark | null)[]} */ (view.read().points);
  const scale = make("p", { class: "given-length" }, make("label", { for: "given-length" }, "Millimetres between the first two points, for a scale: "), length);
  return { parts: [view.element, scale, given], tool: /** @type {any} */ (view.tool ?? null) };
}

/**
 * Everything that the points can mean, each with what it is for.
 *
 * @param {Mark[]} marks
 * @param {Exhibit} exhibit
 * @param {string} length millimetres
 * @returns {[string, string][]}
 */
export function written(marks, exhibit, length) {
  const points = marks.flatMap(({ ends: [at] }) => (at ? [at] : []));
  const [first, second] = points;
  /** @type {[string, string][]} */
  const made = [];
  if (first && points.length <= LETTERS.length) made.push(["Spots to be labelled", `spots: {${points.map((at, i) => `${LETTERS[i]}: ${pair(at)}`).join(", ")}}`]);
  if (first && second && points.length === 2) made.push(...ofTwo(first, second, length));
  if (points.length > 2) {
    made.push(["A polygon, for a key", `polygon: [${points.map(pair).join(", ")}]`]);
    made.push(["A mask, for an import", `--keep-polygon '${points.map(([x, y]) => `${Math.round(x)},${Math.round(y)}`).join(" ")}'`]);
  }
  if (exhibit.kind === "cine" && marks.length) {
    const frames = marks.map(({ frame }) => frame);
    made.push(["The frames, counted from 0", `frames: [${Math.min(...frames)}, ${Math.max(...frames)}]`]);
  }
  return made;
}

/**
 * @param {Point} first
 * @param {Point} second
 * @param {string} length
 * @returns {[string, string][]}
 */
function ofTwo(first, second, length) {
  const radius = tenth(Math.hypot(second[0] - first[0], second[1] - first[1]));
  const corners = [Math.min(first[0], second[0]), Math.min(first[1], second[1]), Math.max(first[0], second[0]), Math.max(first[1], second[1])];
  const mm = Number(length.replace(",", "."));
  return [
    ["A circle around the first point, for a key", `circle: [${tenth(first[0])}, ${tenth(first[1])}, ${radius}]`],
    ["A rectangle, for a key", `rectangle: [${corners.map(tenth).join(", ")}]`],
    ...(mm > 0 ? [/** @type {[string, string]} */ (["A scale, for an import", `--scale ${[...first, ...second].map(tenth).join(",")}=${mm}`])] : []),
  ];
}

/** @param {[string, string]} line */
function row([what, text]) {
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    announce("Copied.");
  };
  const button = make("button", { type: "button", class: "button small", "aria-label": `Copy: ${what}`, click: () => void copy() }, "Copy");
  return [make("dt", {}, what), make("dd", {}, make("code", {}, text), button)];
}

/** @param {Point} point */
function pair([x, y]) {
  return `[${tenth(x)}, ${tenth(y)}]`;
}

/** @param {number} value pixels, to a tenth */
function tenth(value) {
  return Math.round(value * 10) / 10;
}
