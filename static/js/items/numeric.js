/**
 * A number with its unit. A comma or a point separates the decimals, and how the number is read stands beside it.
 * Where there are several units none is chosen beforehand: the wrong one is too easily overlooked.
 *
 * @typedef {import("../types.js").Question} Question
 * @typedef {import("../types.js").Response} Response
 * @typedef {import("../items.js").ItemType} ItemType
 * @typedef {import("./target.js").Target} Target
 */

import { announce } from "../announce.js";
import { make } from "../dom.js";
import { decimal, rightWords, withUnit } from "./target.js";

/** @type {ItemType} */
export const numeric = { render, summarise, explain };

/** The largest number that the server takes. */
const MOST = 1e15;
const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/;

/** @type {ItemType["render"]} */
function render(question, changed) {
  const field = make("input", { id: "answer-value", inputmode: "decimal", autocomplete: "off", class: "number", "aria-describedby": "answer-reading" });
  const unit = unitControl(question);
  const reading = make("p", { class: "hint", id: "answer-reading" });
  const show = () => (reading.textContent = readBack(field.value, unit.read()));
  const enter = () => (show(), changed());
  // who only hears the page is told, too, once the number is whole
  const tell = () => field.value.trim() && announce(reading.textContent ?? "");
  show();
  const element = make(
    "fieldset",
    { class: "answer numeric", "aria-labelledby": "question-title", input: enter, change: tell },
    make("label", { for: "answer-value" }, "Your answer"),
    make("div", { class: "number-row" }, field, unit.element),
    reading,
  );
  return {
    element,
    read: () => response(field.value, unit.read()),
    restore: (given) => {
      field.value = "value" in given ? decimal(Number(given.value)) : String(given.text ?? "");
      unit.restore(String(given.unit ?? ""));
      show();
    },
    problem: () => problem(field.value, unit.read()),
    focus: () => (parse(field.value) === null ? field : unit.control ?? field).focus(),
  };
}

/** @type {ItemType["summarise"]} */
function summarise(_, given) {
  return "value" in given ? [withUnit(Number(given.value), String(given.unit ?? ""))] : given.text ? [String(given.text)] : [];
}

/** @type {ItemType["explain"]} */
function explain(question, given, explanation) {
  const own = given ? summarise(question, given).join() : "No answer";
  const target = /** @type {Target} */ (/** @type {unknown} */ (explanation));
  return make(
    "dl",
    { class: "numbers" },
    make("dt", {}, "Your answer"),
    make("dd", {}, own),
    make("dt", {}, "Right answer"),
    make("dd", {}, rightWords(target, String(explanation.unit ?? ""))),
  );
}

/** @param {Question} question */
function unitControl({ units = [] }) {
  const only = units.length === 1 ? String(units[0]) : null;
  if (only !== null) {
    const element = make("span", { class: "unit" }, only);
    return { element, control: null, read: () => only, restore: () => {} };
  }
  const options = units.map((unit) => make("option", { value: unit }, unit));
  const control = make("select", { "aria-label": "Unit", class: "unit" }, make("option", { value: "" }, "Unit"), ...options);
  return {
    element: control,
    control,
    read: () => (control.selectedIndex > 0 ? control.value : null),
    restore: (/** @type {string} */ unit) => (control.value = units.includes(unit) ? unit : ""),
  };
}

/**
 * @param {string} text
 * @returns {number | null} the number that is meant; null where none is
 */
function parse(text) {
  const clean = narrow(text).replace(/[\s\p{Cf}]/gu, "").replace(/^[‐‒–−]/, "-");
  const value = NUMBER.test(clean) ? Number(clean.replace(",", ".")) : NaN;
  return Math.abs(value) <= MOST ? value : null;
}

/** Full-width figures and signs, as East Asian keyboards give them, in their usual width. @param {string} text */
function narrow(text) {
  return text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

/**
 * @param {string} text
 * @param {string | null} unit
 * @returns {Response}
 */
function response(text, unit) {
  const value = parse(text);
  return value !== null && unit !== null ? { value, unit } : { text, unit: unit ?? "" };
}

/**
 * @param {string} text
 * @param {string | null} unit
 */
function problem(text, unit) {
  if (!text.trim()) return "Enter a number first.";
  if (parse(text) === null) return "Enter a number, such as 12.5.";
  return unit === null ? "Choose a unit." : "";
}

/**
 * @param {string} text
 * @param {string | null} unit
 */
function readBack(text, unit) {
  const value = parse(text);
  if (!text.trim()) return "A comma or a point separates the decimals.";
  return value === null ? "This is not read as a number yet." : `Read as ${withUnit(value, unit ?? "")}`;
}
