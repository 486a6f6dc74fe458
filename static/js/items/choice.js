/**
 * Single choice and multiple response: native radio buttons and check boxes.
 *
 * @typedef {import("../types.js").Question} Question
 * @typedef {import("../types.js").Response} Response
 * @typedef {import("../items.js").ItemType} ItemType
 */

import { icon, make } from "../dom.js";

/** @type {ItemType} */
export const choice = { render, summarise, explain };

/** @type {ItemType["render"]} */
function render(question, changed) {
  const inputs = options(question).map(({ id }) => input(question, id));
  const chosen = () => inputs.filter((one) => one.checked).map((one) => one.value);
  const element = make(
    "fieldset",
    { class: "answer choices", "aria-labelledby": "question-title question-task", change: changed },
    make("p", { class: "task", id: "question-task" }, task(question)),
    ...options(question).map(({ text }, i) => option(/** @type {HTMLInputElement} */ (inputs[i]), text, i)),
  );
  return {
    element,
    read: () => ({ choices: chosen() }),
    restore: (response) => inputs.forEach((one) => (one.checked = ids(response).includes(one.value))),
    problem: () => problem(question, chosen().length),
    focus: () => (inputs.find((one) => one.checked) ?? inputs[0])?.focus(),
    digit: (digit) => inputs[digit - 1]?.click(),
  };
}

/** @type {ItemType["summarise"]} */
function summarise(question, response) {
  return options(question).filter(({ id }) => ids(response).includes(id)).map(({ text }) => text);
}

/** @type {ItemType["explain"]} */
function explain(question, response, explanation) {
  const [correct, partial] = [ids({ choices: explanation.correct }), ids({ choices: explanation.partial })];
  const rows = options(question).map(({ id, text }) => {
    const chosen = response ? ids(response).includes(id) : false;
    const worth = correct.includes(id) ? "right" : partial.includes(id) ? "partly" : "wrong";
    return make("li", { class: `verdict ${worth}`, "data-chosen": String(chosen) }, ...marks(worth, chosen), make("span", {}, text));
  });
  return make("ul", { class: "verdicts" }, ...rows);
}

/**
 * @param {"right" | "partly" | "wrong"} worth
 * @param {boolean} chosen
 */
function marks(worth, chosen) {
  const words = chosen ? { right: "Your answer, right", partly: "Your answer, partly right", wrong: "Your answer" } : { right: "Right answer", partly: "Partly right", wrong: "" };
  const picture = worth === "wrong" ? (chosen ? icon("cross") : make("span", { class: "icon" })) : icon("check");
  return [picture, make("span", { class: "tag" }, words[worth])];
}

/**
 * @param {Question} question
 * @param {string} id
 */
function input(question, id) {
  return make("input", { type: question.max === 1 ? "radio" : "checkbox", name: "answer", value: id });
}

/**
 * @param {HTMLInputElement} control
 * @param {string} text
 * @param {number} index
 */
function option(control, text, index) {
  const key = index < 9 ? make("kbd", { "aria-hidden": "true" }, String(index + 1)) : null;
  return make("label", { class: "option" }, control, make("span", { class: "option-text" }, text), key);
}

/** @param {Question} question */
function options(question) {
  return question.choices ?? [];
}

/** @param {Response} response */
function ids(response) {
  return Array.isArray(response.choices) ? response.choices.map(String) : [];
}

/** @param {Question} question */
function task({ min = 1, max = 1, choices = [] }) {
  if (max === 1) return "Choose one answer.";
  if (min === max) return `Choose ${max} answers.`;
  return max >= choices.length ? "Choose all that apply." : `Choose ${min || "none"} to ${max} answers.`;
}

/**
 * @param {Question} question
 * @param {number} count
 */
function problem({ min = 1, max = 1 }, count) {
  if (count < min) return min === 1 ? "Choose an answer first." : `Choose at least ${min} answers.`;
  return count > max ? `You have chosen ${count} answers; choose ${max} at most.` : "";
}
