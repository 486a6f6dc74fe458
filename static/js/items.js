/**
 * The types of questions. Each is one module of `items/`, and this table is the only place that knows them all.
 *
 * @typedef {import("./types.js").Question} Question
 * @typedef {import("./types.js").Response} Response
 * @typedef {import("./types.js").Explanation} Explanation
 *
 * @typedef {import("./exhibit/marking.js").Marking | import("./exhibit/spots.js").SpotMarks} Tool
 * @typedef {{ shapes: import("./exhibit/drawing.js").Shape[], frame: number }} Drawn
 *
 * @typedef {object} ItemView a question on the screen
 * @property {HTMLElement} element
 * @property {() => Response} read what is entered now, finished or not
 * @property {(response: Response) => void} restore enters an answer, finished or not
 * @property {() => string} problem what is missing before it can be submitted; empty where nothing is
 * @property {() => void} focus goes to where the problem is
 * @property {(digit: number) => void} [digit] what a number key does
 * @property {Tool} [tool] what draws on an image for it
 *
 * @typedef {object} ItemType
 * @property {(question: Question, changed: () => void) => ItemView} render
 * @property {(question: Question, response: Response) => string[]} summarise an answer in words, part by part
 * @property {(question: Question, response: Response | null, explanation: Explanation) => HTMLElement} explain
 *   an answer beside what is right
 * @property {(question: Question, response: Response | null, explanation: Explanation) => Drawn} [draw]
 *   the same on the image that the question is about
 */

import { caliper } from "./items/caliper.js";
import { choice } from "./items/choice.js";
import { concordance } from "./items/concordance.js";
import { labelling } from "./items/labelling.js";
import { matching } from "./items/matching.js";
import { numeric } from "./items/numeric.js";
import { ordering } from "./items/ordering.js";
import { point } from "./items/point.js";
import { probe } from "./items/probe.js";
import { text } from "./items/text.js";

/** @type {Record<string, ItemType>} */
const TYPES = { choice, ordering, matching, labelling, numeric, text, point, caliper, probe, concordance };

/**
 * The module that shows a question.
 *
 * @param {Question} question
 */
export function typeOf(question) {
  const type = TYPES[question.type];
  if (!type) throw new TypeError(`this page cannot show a question of the type ${question.type}`);
  return type;
}

/**
 * An answer in words; what there is to say where there is none.
 *
 * @param {Question} question
 * @param {Response | null} response
 */
export function inShort(question, response) {
  const parts = response ? typeOf(question).summarise(question, response) : [];
  return parts.join("; ") || "No answer";
}
