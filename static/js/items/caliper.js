/**
 * Distances on an image, measured as with the calipers of a machine and told by the image's own calibration.
 *
 * @typedef {import("../types.js").Question} Question
 * @typedef {import("../types.js").Response} Response
 * @typedef {import("../items.js").ItemType} ItemType
 * @typedef {import("../exhibit/marks.js").Mark} Mark
 * @typedef {import("../exhibit/geometry.js").Point} Point
 * @typedef {import("./target.js").Target} Target
 * @typedef {Target & { ends?: { kind: string, at: any }[] }} LineTarget
 */

import { make } from "../dom.js";
import { millimetres } from "../exhibit/geometry.js";
import { lengthWords } from "../exhibit/words.js";
import { markFrame, objectsOf, regionShape, renderPlaced } from "./placed.js";
import { rightWords, withUnit } from "./target.js";

/** @type {ItemType} */
export const caliper = { render, summarise, explain, draw };

/** @type {ItemType["render"]} */
function render(question, changed) {
  return renderPlaced(question, changed, {
    ends: 2,
    names: namesOf(question),
    unit: question.unit ?? "mm",
    task: task(question),
    read: (slots) => ({ lines: slots.map((mark) => (mark?.ends.length === 2 ? plain(mark) : null)) }),
    parse: marksOf,
    problem: (slots) => problem(question, slots),
    words: (mark) => wordsOf(question, mark),
  });
}

/** @type {ItemType["summarise"]} */
function summarise(question, response) {
  return marksOf(response).flatMap((mark, i) => (mark ? [`${namesOf(question)[i]}: ${wordsOf(question, mark)}`] : []));
}

/** @type {ItemType["explain"]} */
function explain(question, response, explanation) {
  const [own, targets] = [response ? marksOf(response) : [], targetsOf(explanation)];
  const rows = namesOf(question).flatMap((name, i) => {
    const [mark, target] = [own[i], targets[i]];
    return [
      make("dt", {}, name),
      make("dd", {}, mark ? `Your answer: ${wordsOf(question, mark)}` : "No answer"),
      ...(target ? [make("dd", {}, `Right answer: ${rightWords(target, question.unit ?? "mm")}`)] : []),
    ];
  });
  return make("dl", { class: "numbers" }, ...rows, ...ratioRows(explanation));
}

/** @type {NonNullable<ItemType["draw"]>} */
function draw(question, response, explanation) {
  const own = response ? marksOf(response) : [];
  const frame = own.find(Boolean)?.frame ?? question.frames?.[0] ?? 0;
  const regions = targetsOf(explanation).flatMap(({ ends }) => (ends ?? []).map((end) => regionShape(end, "")));
  /** @type {import("../exhibit/drawing.js").Shape[]} */
  const lines = own.flatMap((mark, i) => {
    const [from, to] = mark?.ends ?? [];
    if (!mark || !from || !to) return [];
    const name = own.length > 1 ? namesOf(question)[i] : "Yours";
    return [{ shape: "line", from, to, tone: mark.frame === frame ? "own" : "away", text: `${name} ${wordsOf(question, mark)}` }];
  });
  return { shapes: [...regions, ...lines], frame };
}

/**
 * What is asked of two distances together.
 *
 * @param {import("../types.js").Explanation} explanation
 */
function ratioRows({ ratio, calculated }) {
  if (!ratio) return [];
  const { of, ...target } = /** @type {Target & { of: "quotient" | "collapse" }} */ (ratio);
  const unit = of === "quotient" ? "" : "%";
  return [
    make("dt", {}, of === "quotient" ? "The first by the second" : "Collapse"),
    make("dd", {}, typeof calculated === "number" ? `Your answer: ${withUnit(calculated, unit)}` : "No answer"),
    make("dd", {}, `Right answer: ${rightWords(target, unit)}`),
  ];
}

/** @param {Response} response @returns {(Mark | null)[]} */
function marksOf(response) {
  return objectsOf(response.lines).map((one) => {
    if (!one) return null;
    const ends = /** @type {Point[]} */ ([[Number(one.x1), Number(one.y1)], [Number(one.x2), Number(one.y2)]]);
    return { ends, frame: one.frame ?? 0 };
  });
}

/** @param {Mark} mark */
function plain({ ends: [from, to], frame }) {
  return { x1: from?.[0], y1: from?.[1], x2: to?.[0], y2: to?.[1], frame };
}

/** @param {import("../types.js").Explanation} explanation @returns {LineTarget[]} */
function targetsOf({ lines }) {
  return Array.isArray(lines) ? lines : [];
}

/**
 * @param {Question} question
 * @param {Mark} mark
 */
function wordsOf(question, mark) {
  const { image, unit = "mm" } = question;
  const [from, to] = mark.ends;
  const length = image?.mm_per_px && from && to ? lengthWords(millimetres(from, to, image.mm_per_px), unit) : "";
  return [length, markFrame(question, mark)].filter(Boolean).join(", ");
}

/** @param {Question} question */
function namesOf({ names = [], lines = 1 }) {
  return Array.from({ length: lines }, (_, i) => names[i] ?? "Distance");
}

/** @param {Question} question */
function task(question) {
  const names = namesOf(question);
  return names.length === 1 ? "Measure on the image: set both ends of the line." : `Measure on the image, in this order: ${names.join(", ")}.`;
}

/**
 * @param {Question} question
 * @param {(Mark | null)[]} slots
 */
function problem(question, slots) {
  const open = slots.findIndex((mark) => mark?.ends.length !== 2);
  if (open < 0) return "";
  const what = slots.length === 1 ? "the line" : `“${namesOf(question)[open]}”`;
  return slots[open] ? `Set the other end of ${what} first.` : `Measure ${what} on the image first.`;
}
