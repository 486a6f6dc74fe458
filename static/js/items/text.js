/**
 * A few words. How many characters are left is said when few are.
 *
 * @typedef {import("../items.js").ItemType} ItemType
 */

import { make } from "../dom.js";

/** @type {ItemType} */
export const text = { render, summarise, explain };

/** Characters left from which on this is said. */
const FEW = 20;
const WORD = /[\p{L}\p{N}]/u;

/** @type {ItemType["render"]} */
function render({ max_length: most = 80 }, changed) {
  const field = make("input", { id: "answer-text", type: "text", autocomplete: "off", spellcheck: "false", maxlength: most, class: "words-field", "aria-describedby": "answer-left" });
  const left = make("p", { class: "hint", id: "answer-left" });
  const show = () => (left.textContent = hint(most, field.value.length));
  show();
  const element = make(
    "fieldset",
    { class: "answer written", "aria-labelledby": "question-title", input: () => (show(), changed()) },
    make("label", { for: "answer-text" }, "Your answer"),
    field,
    left,
  );
  return {
    element,
    read: () => ({ text: field.value }),
    restore: (response) => {
      field.value = wordsOf(response);
      show();
    },
    problem: () => (WORD.test(field.value) ? "" : "Write an answer first."),
    focus: () => field.focus(),
  };
}

/** @type {ItemType["summarise"]} */
function summarise(_, response) {
  const words = wordsOf(response).trim();
  return words ? [words] : [];
}

/** @type {ItemType["explain"]} */
function explain(question, response, { accepted }) {
  const right = Array.isArray(accepted) ? accepted.map(String) : [];
  return make(
    "dl",
    { class: "numbers" },
    make("dt", {}, "Your answer"),
    make("dd", {}, response ? summarise(question, response).join() : "No answer"),
    make("dt", {}, "Right answer"),
    ...right.map((words) => make("dd", {}, words)),
  );
}

/** @param {Record<string, unknown>} response */
function wordsOf({ text: given }) {
  return typeof given === "string" ? given : "";
}

/**
 * @param {number} most
 * @param {number} used
 */
function hint(most, used) {
  const left = most - used;
  if (left > FEW) return "A word or a few. Capitals and accents make no difference.";
  return left === 1 ? "1 character left." : `${left} characters left.`;
}
