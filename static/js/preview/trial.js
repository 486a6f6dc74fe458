/**
 * A question to be tried, and an exhibit to be looked at: with the widgets and the viewer that candidates have. What an
 * answer earns, the server says, by the rules by which it scores candidates.
 *
 * @typedef {import("../types.js").Question} Question
 * @typedef {import("../types.js").Exhibit} Exhibit
 * @typedef {import("../types.js").Explanation} Explanation
 * @typedef {import("../types.js").Response} Response
 * @typedef {import("./kept.js").Kept} Kept
 * @typedef {{ question: Question, points: number, domain: string, exhibits: Exhibit[], unbuilt: string[], explanation: Explanation | null }} Trial
 * @typedef {{ fraction: number, points: number, provisional: boolean, response: Response, explanation: Explanation, problem?: string }} Scored
 */

import { announce } from "../announce.js";
import { fill, find, icon, make } from "../dom.js";
import { Viewer } from "../exhibit/viewer.js";
import { typeOf } from "../items.js";
import { wishes } from "../settings.js";
import { read, send } from "./ask.js";
import { forget, kept } from "./kept.js";
import { Measuring } from "./measure.js";
import { Writing } from "./writing.js";

/** @type {Viewer[]} */
let viewers = [];

/**
 * @param {string} address of the item
 * @param {string} name
 */
export async function showItem(address, name) {
  const trial = /** @type {Trial | null} */ (await read(address));
  if (!trial) return;
  forget();
  const { question } = trial;
  const view = typeOf(question).render(question, () => fill(problem));
  const title = make("h2", { tabindex: -1, id: "trial-title" }, make("span", { class: "kicker" }, name), make("span", { class: "stem" }, question.stem));
  const problem = make("p", { class: "problem", role: "alert" });
  const result = make("div", { class: "trial-result" });
  const media = look(trial.exhibits);
  const score = async () => {
    const missing = view.problem();
    fill(problem, missing);
    if (missing) return view.focus();
    const scored = /** @type {Scored | null} */ (await send(address, view.read()));
    if (scored?.problem) fill(problem, scored.problem);
    else if (scored) fill(result, ...told(trial, scored));
  };
  const button = make("button", { type: "button", class: "button primary", click: () => void score() }, "Score this answer");
  const card = make(
    "section",
    { class: "card question", "aria-labelledby": "trial-title" },
    title,
    ...trial.unbuilt.map((exhibit) => make("p", { class: "tag warn" }, `The exhibit ${exhibit} is not built yet`)),
    view.element,
    problem,
    make("div", { class: "submit-row" }, trial.explanation ? button : make("p", { class: "hint" }, "It has no key yet that can score it.")),
    result,
    trial.explanation && right(trial, trial.explanation),
  );
  const form = make("form", { novalidate: true, submit: (/** @type {Event} */ event) => event.preventDefault() }, card);
  form.addEventListener("keydown", (event) => chooseByKey(view, event));
  show(media, form);
  const tool = view.tool;
  if (tool) viewers.find(({ exhibit }) => exhibit.id === tool.purpose.exhibit)?.equip(tool);
  title.focus();
}

/**
 * The number keys that stand beside choices.
 *
 * @param {import("../items.js").ItemView} view
 * @param {KeyboardEvent} event
 */
function chooseByKey(view, { key, target, ctrlKey, altKey, metaKey }) {
  const written = target instanceof HTMLInputElement && target.type === "text";
  if (wishes().shortcuts && !written && !ctrlKey && !altKey && !metaKey && /^[1-9]$/.test(key)) view.digit?.(Number(key));
}

/**
 * @param {Pick<Kept, "look" | "places"> & Partial<Kept>} of the exhibit, and what was set on it before
 */
export async function showExhibit(of) {
  const [exhibit, writing] = await Promise.all([/** @type {Promise<Exhibit | null>} */ (read(of.look)), Writing.at(of.places)]);
  if (!exhibit) return;
  const title = make("h2", { tabindex: -1, id: "trial-title" }, exhibit.view);
  const drawn = new Measuring(exhibit, writing, { form: "circle", slots: [], length: "10", chosen: {}, told: null, ...of });
  const card = make("section", { class: "card question", "aria-labelledby": "trial-title" }, title, ...drawn.parts);
  show(look([exhibit]), make("form", { novalidate: true, submit: (/** @type {Event} */ event) => event.preventDefault() }, card));
  viewers[0]?.equip(drawn.tool);
  const last = of.slots?.findLast((mark) => mark !== null);
  if (last) viewers[0]?.cine?.go(last.frame);
  // a page that was read anew leaves its reader where they are
  if (!drawn.focus() && !of.slots) title.focus();
}

/** Shows the exhibit again that was shown before the page was read anew. */
export async function restoreExhibit() {
  const before = kept();
  if (before) await showExhibit(before);
}

/**
 * @param {Trial} trial
 * @param {Scored} scored
 */
function told({ question }, { fraction, points, provisional, response, explanation }) {
  const outcome = fraction === 1 ? "right" : fraction ? "partly" : "wrong";
  const words = `${{ right: "Right", partly: "Partly right", wrong: "Not right" }[outcome]}: ${plain(fraction * points)} of ${plain(points)}`;
  announce(words);
  draw(question, response, explanation);
  return [
    make("p", { class: `score ${outcome}` }, icon(fraction === 1 ? "check" : fraction ? "part" : "cross"), words),
    provisional ? make("p", { class: "hint" }, "The key does not know these words: a marker would decide.") : null,
    typeOf(question).explain(question, response, explanation),
    make("p", { class: "rationale" }, explanation.rationale),
  ];
}

/**
 * What is right, for who wants to know without answering.
 *
 * @param {Trial} trial
 * @param {Explanation} explanation
 */
function right({ question }, explanation) {
  const toggled = (/** @type {Event} */ event) => event.target instanceof HTMLDetailsElement && event.target.open && draw(question, null, explanation);
  return make(
    "details",
    { class: "trial-key", toggle: toggled },
    make("summary", {}, "What is right, and why"),
    typeOf(question).explain(question, null, explanation),
    make("p", { class: "rationale" }, explanation.rationale),
  );
}

/**
 * @param {Question} question
 * @param {Response | null} response
 * @param {Explanation} explanation
 */
function draw(question, response, explanation) {
  const drawn = typeOf(question).draw?.(question, response, explanation);
  const viewer = viewers.find(({ exhibit }) => exhibit.id === question.exhibit);
  if (drawn && viewer) viewer.draw(drawn.shapes, drawn.frame);
}

/** @param {Exhibit[]} exhibits */
function look(exhibits) {
  viewers.forEach((viewer) => viewer.close());
  viewers = exhibits.map((exhibit) => new Viewer(exhibit));
  return viewers.map((viewer) => make("div", { class: "trial-exhibit" }, viewer.element));
}

/**
 * @param {HTMLElement[]} media
 * @param {HTMLElement} content
 */
function show(media, content) {
  fill(find("#question", HTMLElement), ...media, content);
  viewers.forEach((viewer) => viewer.start());
}

/** @param {number} value */
function plain(value) {
  return String(Math.round(value * 100) / 100);
}
