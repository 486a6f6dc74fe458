/**
 * Labels to numbered spots on an image. The list beside the image is the whole of it; on the image the spots carry their
 * numbers and labels, and a press on a spot leads to its place in the list.
 *
 * @typedef {import("../types.js").Question} Question
 * @typedef {import("../items.js").ItemType} ItemType
 * @typedef {import("../exhibit/drawing.js").Shape} Shape
 */

import { SpotMarks } from "../exhibit/spots.js";
import { Pairs, pairsOf, textsAt, toldBy } from "./pairs.js";

/** @type {ItemType} */
export const labelling = { render, ...toldBy(targetsOf), draw };

/** @type {ItemType["render"]} */
function render(question, changed) {
  const pairs = new Pairs(question, targetsOf(question), task(question), changed);
  const spots = spotsOf(question).map(({ id, at }) => ({ id, at, words: () => pairs.labelsAt(id).join(", ") }));
  const tool = new SpotMarks({ exhibit: question.exhibit ?? "", frame: question.frame ?? null, spots, go: (id) => pairs.focus(id) });
  pairs.addEventListener("change", () => tool.draw());
  pairs.addEventListener("visit", (event) => tool.visit(/** @type {CustomEvent<string>} */ (event).detail));
  return {
    element: pairs.element,
    tool,
    read: () => ({ pairs: pairs.pairs }),
    restore: (response) => {
      pairs.restore(pairsOf(response));
      tool.draw();
    },
    problem: () => pairs.problem,
    focus: () => pairs.focus(),
  };
}

/** @type {NonNullable<ItemType["draw"]>} */
function draw(question, _, explanation) {
  const right = pairsOf(explanation);
  /** @type {Shape[]} */
  const shapes = spotsOf(question).map(({ id, at }, i) => ({
    shape: "spot", at, tone: "right", text: String(i + 1), words: textsAt(question, right, id).join(", "),
  }));
  return { shapes, frame: question.frame ?? 0 };
}

/** @param {Question} question @returns {{ id: string, at: [number, number] }[]} */
function spotsOf({ targets = [] }) {
  return targets.map(({ id, at = [0, 0] }) => ({ id, at }));
}

/** @param {Question} question */
function targetsOf(question) {
  return spotsOf(question).map(({ id }, i) => ({ id, name: `Spot ${i + 1}`, badge: String(i + 1) }));
}

/** @param {Question} question */
function task({ frame }) {
  const held = frame === null || frame === undefined ? "" : ` The clip is held at frame ${frame + 1}.`;
  return `Choose what lies at each numbered spot on the image.${held}`;
}
