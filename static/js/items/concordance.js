/**
 * Script concordance: how a new finding changes a hypothesis, on a scale that a panel has answered before.
 *
 * @typedef {import("../types.js").Question} Question
 * @typedef {import("../items.js").ItemType} ItemType
 */

import { make } from "../dom.js";

/** @type {ItemType} */
export const concordance = { render, summarise, explain };

/** @type {ItemType["render"]} */
function render(question, changed) {
  const inputs = scale(question).map(({ id }) => make("input", { type: "radio", name: "answer", value: id }));
  const chosen = () => inputs.find(({ checked }) => checked);
  const options = scale(question).map(({ text }, i) => {
    const key = make("kbd", { "aria-hidden": "true" }, String(i + 1));
    return make("label", { class: "option" }, /** @type {HTMLInputElement} */ (inputs[i]), make("span", { class: "option-text" }, text), key);
  });
  const element = make(
    "fieldset",
    { class: "answer choices concordance", "aria-labelledby": "question-title question-task", change: changed },
    make("dl", { class: "thought" }, ...line("You are thinking of", question.hypothesis), ...line("Then you find", question.finding)),
    make("p", { class: "task", id: "question-task" }, "Choose one answer."),
    ...options,
  );
  return {
    element,
    read: () => (chosen() ? { value: Number(chosen()?.value) } : {}),
    restore: ({ value }) => inputs.forEach((one) => (one.checked = one.value === String(value))),
    problem: () => (chosen() ? "" : "Choose an answer first."),
    focus: () => (chosen() ?? inputs[0])?.focus(),
    digit: (digit) => inputs[digit - 1]?.click(),
  };
}

/** @type {ItemType["summarise"]} */
function summarise(question, { value }) {
  return scale(question).flatMap(({ id, text }) => (id === String(value) ? [text] : []));
}

/** @type {ItemType["explain"]} */
function explain(question, response, { panel }) {
  /** @type {{ value: number, count: number, credit: number }[]} */
  const votes = Array.isArray(panel) ? panel : [];
  const most = Math.max(1, ...votes.map(({ count }) => count));
  const rows = scale(question).map(({ id, text }) => {
    const { count = 0, credit = 0 } = votes.find(({ value }) => String(value) === id) ?? {};
    const mine = response !== null && String(response.value) === id;
    const bar = make("span", { class: "votes", "aria-hidden": "true" });
    bar.style.setProperty("--part", `${(100 * count) / most}%`);
    return make(
      "tr",
      { "data-chosen": String(mine) },
      make("th", { scope: "row" }, text, mine ? make("span", { class: "tag" }, " Your answer") : null),
      make("td", {}, bar, String(count)),
      make("td", {}, `${Math.round(100 * credit)}%`),
    );
  });
  const head = make("tr", {}, ...["Answer", "Of the panel", "Credit"].map((name) => make("th", { scope: "col" }, name)));
  return make("table", { class: "panel-votes" }, make("caption", {}, "What a panel of experts answered"), make("thead", {}, head), make("tbody", {}, ...rows));
}

/** @param {Question} question */
function scale({ scale: places = [] }) {
  return places;
}

/**
 * @param {string} term
 * @param {string} [words]
 */
function line(term, words = "") {
  return [make("dt", {}, term), make("dd", {}, words)];
}
