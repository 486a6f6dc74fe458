/**
 * Points on an image.
 *
 * @typedef {import("../types.js").Question} Question
 * @typedef {import("../types.js").Response} Response
 * @typedef {import("../items.js").ItemType} ItemType
 * @typedef {import("../exhibit/marks.js").Mark} Mark
 * @typedef {{ kind: string, at: any, name: string, frames: [number, number] | null }} Region
 */

import { make } from "../dom.js";
import { placeWords } from "../exhibit/words.js";
import { markFrame, objectsOf, regionShape, renderPlaced } from "./placed.js";

/** @type {ItemType} */
export const point = { render, summarise, explain, draw };

/** @type {ItemType["render"]} */
function render(question, changed) {
  return renderPlaced(question, changed, {
    ends: 1,
    names: namesOf(question),
    unit: "mm",
    task: task(question),
    read: (slots) => ({ points: slots.flatMap((mark) => (mark?.ends[0] ? [plain(mark)] : [])) }),
    parse: marksOf,
    problem: (slots) => problem(question, slots.filter(Boolean).length),
    words: (mark) => wordsOf(question, mark),
  });
}

/** @type {ItemType["summarise"]} */
function summarise(question, response) {
  return marksOf(response).map((mark, i) => `${namesOf(question)[i]}: ${wordsOf(question, mark)}`);
}

/** @type {ItemType["explain"]} */
function explain(question, response, explanation) {
  const own = response ? summarise(question, response) : [];
  const right = regionsOf(explanation).map(({ name, frames }) => [name, frames && `frames ${frames[0] + 1} to ${frames[1] + 1}`].filter(Boolean).join(", "));
  return make(
    "dl",
    { class: "numbers" },
    make("dt", {}, "Your answer"),
    ...(own.length ? own : ["No answer"]).map((words) => make("dd", {}, words)),
    make("dt", {}, "Right answer"),
    ...right.map((words) => make("dd", {}, words || "The region that is drawn on the image")),
  );
}

/** @type {NonNullable<ItemType["draw"]>} */
function draw(question, response, explanation) {
  const [marks, regions] = [response ? marksOf(response) : [], regionsOf(explanation)];
  const frame = marks[0]?.frame ?? regions.find(({ frames }) => frames)?.frames?.[0] ?? question.frames?.[0] ?? 0;
  /** @type {import("../exhibit/drawing.js").Shape[]} */
  const own = marks.flatMap(({ ends: [at] }, i) => (at ? [{ shape: "point", at, tone: "own", text: marks.length > 1 ? `Yours ${i + 1}` : "Yours" }] : []));
  return { shapes: [...regions.map((region) => regionShape(region, region.name)), ...own], frame };
}

/** @param {Response} response @returns {Mark[]} */
function marksOf(response) {
  return objectsOf(response.points).flatMap((one) => (one ? [{ ends: [[Number(one.x), Number(one.y)]], frame: one.frame ?? 0 }] : []));
}

/** @param {Mark} mark */
function plain({ ends: [at], frame }) {
  return { x: at?.[0], y: at?.[1], frame };
}

/** @param {import("../types.js").Explanation} explanation @returns {Region[]} */
function regionsOf({ regions }) {
  return Array.isArray(regions) ? regions : [];
}

/**
 * @param {Question} question
 * @param {Mark} mark
 */
function wordsOf(question, mark) {
  const [at] = mark.ends;
  return [at ? placeWords(at) : "", markFrame(question, mark)].filter(Boolean).join(", ");
}

/** @param {Question} question */
function namesOf({ max = 1 }) {
  return Array.from({ length: max }, (_, i) => (max === 1 ? "Point" : `Point ${i + 1}`));
}

/** @param {Question} question */
function task({ min = 1, max = 1 }) {
  if (max === 1) return "Set a point on the image.";
  return min === max ? `Set ${max} points on the image.` : `Set ${min} to ${max} points on the image.`;
}

/**
 * @param {Question} question
 * @param {number} count
 */
function problem({ min = 1 }, count) {
  if (count >= min) return "";
  return min === 1 ? "Set a point on the image first." : `Set at least ${min} points on the image.`;
}
