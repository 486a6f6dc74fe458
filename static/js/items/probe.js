/**
 * Placing a transducer: where on the body, which way its marker points, and which transducer.
 *
 * On the picture a press or the arrow keys place it, and pulling its tip turns it; a slider turns it by keys.
 *
 * @typedef {import("../types.js").Question} Question
 * @typedef {import("../types.js").Response} Response
 * @typedef {import("../types.js").Explanation} Explanation
 * @typedef {import("../items.js").ItemType} ItemType
 * @typedef {import("./body.js").Place} Place
 * @typedef {{ at: Place | null, direction: number | null, transducer: string | null }} Placement
 */

import { announce } from "../announce.js";
import { make } from "../dom.js";
import { draw } from "../exhibit/strokes.js";
import { directionWords, HEIGHT, makeBody, positionWords, WIDTH } from "./body.js";

/** @type {ItemType} */
export const probe = { render, summarise, explain };

const ARROWS = /** @type {Record<string, Place>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] });
/** Units for an arrow key, and with Shift. */
const STEP = 5;
const STRIDE = 25;
/** Degrees of a step of the slider. */
const TURN = 5;
/** Units around the tip of the marker within which a press turns it. */
const TIP = 42;
const ARM = 78;
/** Milliseconds of rest after which a screen reader is told where it is. */
const REST = 400;
const KEYS = "Arrow keys move the transducer, with Shift further.";
/** The feet of the transducers, as they are seen from below. */
const FEET = /** @type {Record<string, string>} */ ({
  linear: "M4 9h24v8h-24z",
  curvilinear: "M3 19q13-14 26 0l-3 3q-10-9-20 0z",
  phased: "M10 8h12v10h-12z",
  endocavitary: "M13 4h6v17a3 3 0 0 1-6 0z",
});

/** @type {ItemType["render"]} */
function render(question, changed) {
  const placing = new Placing(question, changed);
  return {
    element: placing.element,
    read: () => placing.response,
    restore: (response) => placing.restore(placementOf(response)),
    problem: () => placing.problem,
    focus: () => placing.focus(),
  };
}

/** @type {ItemType["summarise"]} */
function summarise(question, response) {
  const { at, direction, transducer } = placementOf(response);
  const outline = question.outline ?? "";
  return [
    at && `Position: ${positionWords(outline, at)}`,
    direction === null ? "" : `Marker: ${directionWords(outline, direction)}`,
    transducer && `Transducer: ${nameOf(question, transducer)}`,
  ].filter((part) => typeof part === "string" && part !== "");
}

/** @type {ItemType["explain"]} */
function explain(question, response, explanation) {
  const outline = question.outline ?? "";
  const { at, direction, transducer } = placementOf(response ?? {});
  const right = rightOf(explanation);
  const body = makeBody(outline);
  const middle = middleOf(right.position[0]);
  const target = right.direction && middle ? [{ at: middle, direction: right.direction.degrees, tone: /** @type {const} */ ("right") }] : [];
  body.show([...target, ...(at ? [{ at, direction, tone: /** @type {const} */ ("own") }] : [])], right.position);
  const turned = right.direction && `${directionWords(outline, right.direction.degrees)} (within ${right.direction.tolerance}° of it)`;
  const rows = [
    ["Position", at && positionWords(outline, at), right.position.length ? "Inside the region that is drawn" : ""],
    ["Marker", direction !== null && directionWords(outline, direction), turned],
    ["Transducer", transducer && nameOf(question, transducer), right.transducer.map((name) => nameOf(question, name)).join(" or ")],
  ];
  const list = rows.flatMap(([name, own, wanted]) => {
    if (!wanted) return [];
    return [make("dt", {}, String(name)), make("dd", {}, `Your answer: ${own || "none"}`), make("dd", {}, `Right answer: ${wanted}`)];
  });
  return make("div", { class: "explained-body" }, body.element, make("dl", { class: "numbers" }, ...list));
}

/** The widget: what is placed, and the controls that place it. */
class Placing {
  element;
  #question;
  #changed;
  #outline;
  #body;
  /** @type {Placement} */
  #placement = { at: null, direction: null, transducer: null };
  #told = make("p", { class: "hint", id: "answer-place" });
  #slider = make("input", { type: "range", id: "answer-direction", min: 0, max: 355, step: TURN, value: 0, class: "turn" });
  #turned = make("output", { for: "answer-direction", class: "turned" });
  /** @type {HTMLInputElement[]} */
  #radios;
  #turning = false;
  #rest = 0;

  /**
   * @param {Question} question
   * @param {() => void} changed
   */
  constructor(question, changed) {
    this.#question = question;
    this.#changed = changed;
    this.#outline = question.outline ?? "";
    this.#body = makeBody(this.#outline);
    this.#radios = (question.transducers ?? []).map(({ id }) => make("input", { type: "radio", name: "transducer", value: id, change: () => this.#set({ transducer: id }) }));
    this.#equip(this.#body.element);
    this.#slider.addEventListener("input", () => this.#set({ direction: Number(this.#slider.value) }));
    this.element = make(
      "fieldset",
      { class: "answer probe", "aria-labelledby": "question-title question-task" },
      make("p", { class: "task", id: "question-task" }, task(question)),
      ...this.#choice(),
      make("div", { class: "probe-place" }, this.#body.element, make("div", { class: "probe-words" }, this.#told, ...this.#turn())),
    );
    this.#show();
  }

  /** @returns {Response} what is placed so far; parts that are not asked are null */
  get response() {
    const { at, direction, transducer } = this.#placement;
    return { at, direction: this.#question.direction ? direction : null, transducer };
  }

  /** @param {Placement} placement */
  restore(placement) {
    this.#placement = placement;
    this.#show();
  }

  get problem() {
    const { at, direction, transducer } = this.#placement;
    if (this.#radios.length && !transducer) return "Choose a transducer first.";
    if (!at) return "Place the transducer on the body first.";
    return this.#question.direction && direction === null ? "Turn the marker first." : "";
  }

  focus() {
    const { at, transducer } = this.#placement;
    if (this.#radios.length && !transducer) this.#radios[0]?.focus();
    else (at ? this.#slider : this.#body.element).focus();
  }

  #choice() {
    if (!this.#radios.length) return [];
    const pills = (this.#question.transducers ?? []).map(({ id, text }, i) => make("label", { class: "pill" }, /** @type {HTMLInputElement} */ (this.#radios[i]), foot(id), make("span", {}, text)));
    return [make("fieldset", { class: "probe-choice" }, make("legend", {}, "Transducer"), make("div", { class: "pills" }, ...pills))];
  }

  #turn() {
    if (!this.#question.direction) return [];
    return [make("label", { for: "answer-direction" }, "Marker points"), this.#slider, this.#turned];
  }

  /** @param {HTMLElement} body */
  #equip(body) {
    const facts = { role: "application", "aria-label": "Body outline: place the transducer", "aria-description": KEYS, "aria-describedby": "answer-place", tabindex: "0" };
    for (const [name, value] of Object.entries(facts)) body.setAttribute(name, value);
    body.addEventListener("keydown", (event) => this.#key(event));
    body.addEventListener("pointerdown", (event) => this.#press(event));
    body.addEventListener("pointermove", (event) => body.hasPointerCapture(event.pointerId) && this.#point(event));
    body.addEventListener("pointerup", () => this.#tell());
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (event.button || this.element.disabled) return;
    this.#body.element.setPointerCapture(event.pointerId);
    this.#turning = this.#onTip(this.#at(event));
    this.#point(event);
    event.preventDefault();
    this.#body.element.focus({ preventScroll: true });
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const to = this.#at(event);
    const { at } = this.#placement;
    if (this.#turning && at) this.#set({ direction: angle(at, to) });
    else this.#set({ at: inside(to) });
  }

  /** @param {Place} to */
  #onTip(to) {
    const { at, direction } = this.#placement;
    if (!at || direction === null || !this.#question.direction) return false;
    const turn = (direction * Math.PI) / 180;
    return Math.hypot(to[0] - at[0] - ARM * Math.sin(turn), to[1] - at[1] + ARM * Math.cos(turn)) <= TIP;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const way = ARROWS[event.key];
    if (!way || event.ctrlKey || event.altKey || event.metaKey || this.element.disabled) return;
    event.preventDefault();
    const by = event.shiftKey ? STRIDE : STEP;
    const [x, y] = this.#placement.at ?? [WIDTH / 2, HEIGHT / 2];
    this.#set({ at: this.#placement.at ? inside([x + way[0] * by, y + way[1] * by]) : [x, y] });
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#tell(), REST);
  }

  #tell() {
    announce(this.#told.textContent ?? "");
  }

  /** @param {Partial<Placement>} part */
  #set(part) {
    Object.assign(this.#placement, part);
    this.#show();
    this.#changed();
  }

  #show() {
    const { at, direction, transducer } = this.#placement;
    const pointed = this.#question.direction ? direction : null;
    this.#body.show(at ? [{ at, direction: pointed, tone: "own" }] : []);
    this.#told.textContent = at ? `The transducer stands ${positionWords(this.#outline, at)}.` : `Press on the body to place the transducer. ${KEYS}`;
    this.#slider.value = String(Math.round((direction ?? 0) / TURN) * TURN);
    const words = direction === null ? "not turned yet" : directionWords(this.#outline, direction);
    this.#turned.textContent = words;
    this.#slider.setAttribute("aria-valuetext", words);
    for (const radio of this.#radios) radio.checked = radio.value === transducer;
  }

  /** Where a pointer is, in units of the outline. @param {PointerEvent} event @returns {Place} */
  #at({ clientX, clientY }) {
    const { left, top, width, height } = this.#body.element.getBoundingClientRect();
    return [((clientX - left) * WIDTH) / width, ((clientY - top) * HEIGHT) / height];
  }
}

/** @param {Record<string, unknown>} response @returns {Placement} */
function placementOf({ at, direction, transducer }) {
  const place = Array.isArray(at) && at.length === 2 ? /** @type {Place} */ ([Number(at[0]), Number(at[1])]) : null;
  return { at: place, direction: typeof direction === "number" ? direction : null, transducer: typeof transducer === "string" ? transducer : null };
}

/** @param {Explanation} explanation */
function rightOf({ position, direction, transducer }) {
  return {
    position: /** @type {{ kind: string, at: any }[]} */ (Array.isArray(position) ? position : []),
    direction: /** @type {{ degrees: number, tolerance: number } | null} */ (direction ?? null),
    transducer: Array.isArray(transducer) ? transducer.map(String) : [],
  };
}

/**
 * About the middle of a shape, for the arrow that shows the right direction.
 *
 * @param {{ kind: string, at: any } | undefined} shape
 * @returns {Place | null}
 */
function middleOf(shape) {
  if (!shape) return null;
  const { kind, at } = shape;
  if (kind === "circle") return [at[0], at[1]];
  const corners = kind === "rectangle" ? [[at[0], at[1]], [at[2], at[3]]] : at;
  const mean = (/** @type {0 | 1} */ axis) => corners.reduce((/** @type {number} */ sum, /** @type {number[]} */ corner) => sum + (corner[axis] ?? 0), 0) / corners.length;
  return [mean(0), mean(1)];
}

/** @param {string} id */
function foot(id) {
  return draw("svg", { viewBox: "0 0 32 26", class: "foot-icon", "aria-hidden": "true" }, draw("path", { d: FEET[id] ?? FEET.linear ?? "" }));
}

/**
 * Degrees clockwise from the top of the picture, in whole ones.
 *
 * @param {Place} from
 * @param {Place} to
 */
function angle(from, to) {
  const degrees = Math.round((Math.atan2(to[0] - from[0], from[1] - to[1]) * 180) / Math.PI);
  return (degrees + 360) % 360;
}

/** @param {Place} place @returns {Place} */
function inside([x, y]) {
  const within = (/** @type {number} */ value, /** @type {number} */ most) => Math.round(Math.min(Math.max(value, 0), most));
  return [within(x, WIDTH), within(y, HEIGHT)];
}

/** @param {Question} question @param {string} id */
function nameOf({ transducers }, id) {
  return transducers?.find((one) => one.id === id)?.text ?? id;
}

/** @param {Question} question */
function task({ transducers, direction }) {
  const parts = [transducers?.length ? "Choose a transducer" : "", "place it on the body", direction ? "turn its marker" : ""].filter(Boolean);
  const words = parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}.` : `${parts[0]}.`;
  return words[0]?.toUpperCase() + words.slice(1).replace("place it", transducers?.length ? "place it" : "place the transducer");
}
