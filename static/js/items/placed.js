/**
 * What points and calipers have in common: a tool on the image, and in the question the list of what has been set there.
 *
 * @typedef {import("../types.js").Question} Question
 * @typedef {import("../types.js").Response} Response
 * @typedef {import("../items.js").ItemView} ItemView
 * @typedef {import("../exhibit/marks.js").Mark} Mark
 * @typedef {import("../exhibit/drawing.js").Shape} Shape
 *
 * @typedef {object} Placing how a type of question is put on an image
 * @property {1 | 2} ends
 * @property {string[]} names of the marks that can be set
 * @property {string} unit in which lengths are told
 * @property {string} task
 * @property {(slots: (Mark | null)[]) => Response} read
 * @property {(response: Response) => (Mark | null)[]} parse
 * @property {(slots: (Mark | null)[]) => string} problem
 * @property {(mark: Mark) => string} words of a mark
 * @property {() => Shape[]} [under] what is drawn under the marks
 */

import { fill, icon, make } from "../dom.js";
import { Marking } from "../exhibit/marking.js";
import { frameWords } from "../exhibit/words.js";

/**
 * @param {Question} question
 * @param {() => void} changed
 * @param {Placing} placing
 * @returns {ItemView}
 */
export function renderPlaced(question, changed, placing) {
  const list = make("ol", { class: "placed-list" });
  const keys = make("button", { type: "button", class: "button small", click: () => tool.focus() }, icon("aim"), "Set with the keys");
  const element = make(
    "fieldset",
    { class: "answer placed", "aria-labelledby": "question-title question-task" },
    make("p", { class: "task", id: "question-task" }, [placing.task, rangeWords(question)].filter(Boolean).join(" ")),
    list,
    make("div", { class: "placed-keys" }, keys, make("p", { class: "hint" }, "Or press on the image. Arrow keys move, Enter sets, Delete removes.")),
  );
  const { ends, names, unit } = placing;
  const purpose = { ends, names, unit, limit: names.length, exhibit: question.exhibit ?? "", frames: question.frames ?? null };
  const tool = new Marking({ ...purpose, changed, locked: () => element.disabled, under: placing.under });
  const slots = () => tool.marks.slots;
  const show = () => {
    const held = document.activeElement instanceof Element && list.contains(document.activeElement);
    fill(list, ...slots().flatMap((mark, slot) => row(tool, placing, mark, slot)));
    if (held) keys.focus();
  };
  tool.addEventListener("change", show);
  show();
  return {
    element,
    tool,
    read: () => placing.read(slots()),
    restore: (response) => tool.restore(placing.parse(response)),
    problem: () => placing.problem(slots()),
    focus: () => tool.focus(),
  };
}

/**
 * One mark: its name, where or how long it is, and what can be done with it. Lines that are to come are listed, too,
 * since each has its own name; points are not.
 *
 * @param {Marking} tool
 * @param {Placing} placing
 * @param {Mark | null} mark
 * @param {number} slot
 */
function row(tool, { names, words }, mark, slot) {
  const name = names[slot] ?? "";
  if (!mark && tool.purpose.ends === 1) return [];
  const told = !mark ? "not set yet" : mark.ends.length < tool.purpose.ends ? "one end is set" : words(mark);
  const act = (/** @type {string} */ what, /** @type {string} */ picture, /** @type {() => void} */ run) =>
    make("button", { type: "button", class: "button small quiet square", "aria-label": `${what} ${name}`, title: what, click: run }, icon(picture));
  const buttons = mark ? [act("Show", "show", () => tool.goTo(slot)), act("Remove", "remove", () => tool.remove(slot))] : [];
  const shown = names.length > 1 && tool.purpose.ends === 2 ? `${slot + 1}. ${name}` : name;
  const line = make("span", { class: "mark-told" }, make("span", { class: "mark-name" }, shown), make("span", { class: "mark-words" }, told));
  return [make("li", { "data-set": String(mark !== null) }, line, make("span", { class: "mark-acts" }, ...buttons))];
}

/** @param {Question} question */
function rangeWords({ frames }) {
  if (!frames) return "";
  return frames[0] === frames[1] ? `On frame ${frames[0] + 1} of the clip.` : `On one of the frames ${frames[0] + 1} to ${frames[1] + 1} of the clip.`;
}

/**
 * Which frame a mark belongs to; nothing on a still.
 *
 * @param {Question} question
 * @param {Mark} mark
 */
export function markFrame({ image }, { frame }) {
  return frameWords(frame, image?.frames === 1);
}

/**
 * The objects of a list in a response; nothing else, since a draft may hold anything.
 *
 * @param {unknown} list
 * @returns {(Record<string, number> | null)[]}
 */
export function objectsOf(list) {
  return Array.isArray(list) ? list.map((one) => (one && typeof one === "object" ? one : null)) : [];
}

/**
 * A region of a key as a shape to be drawn.
 *
 * @param {{ kind: string, at: any }} region
 * @param {string} text
 * @returns {Shape}
 */
export function regionShape({ kind, at }, text) {
  const tone = "right";
  if (kind === "circle") return { shape: "circle", at: [at[0], at[1]], radius: at[2], tone, text };
  if (kind === "rectangle") return { shape: "rectangle", from: [at[0], at[1]], to: [at[2], at[3]], tone, text };
  return { shape: "polygon", corners: at, tone, text };
}
