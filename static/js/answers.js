/**
 * The questions of this case that have been answered, to be looked at again.
 *
 * @typedef {import("./types.js").Answer} Answer
 */

import { fill, make } from "./dom.js";
import { inShort } from "./items.js";

/**
 * @param {HTMLElement} host
 * @param {Answer[]} answers
 */
export function showAnswers(host, answers) {
  host.hidden = answers.length === 0;
  const open = host.querySelector("details")?.open ?? false;
  fill(
    host,
    make(
      "details",
      { class: "answered", open },
      make("summary", {}, `Answered questions (${answers.length})`),
      make("ol", {}, ...answers.map(answerItem)),
    ),
  );
}

/** @param {Answer} answer */
function answerItem({ question, response, expired }) {
  const own = expired && !response ? "The time was over before an answer was saved." : inShort(question, response);
  return make(
    "li",
    {},
    make("p", { class: "answered-stem" }, question.stem),
    make("p", { class: "answered-own" }, make("b", {}, "Your answer: "), own),
    expired && response && make("p", { class: "hint" }, "The time was over; what was saved until then counts."),
  );
}
