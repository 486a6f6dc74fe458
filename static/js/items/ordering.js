/**
 * Putting things into an order: drag them, press the arrows beside them, or use the arrow keys on their grips.
 *
 * @typedef {import("../types.js").Question} Question
 * @typedef {import("../types.js").Response} Response
 * @typedef {import("../items.js").ItemType} ItemType
 */

import { announce } from "../announce.js";
import { fill, icon, make } from "../dom.js";

/** @type {ItemType} */
export const ordering = { render, summarise, explain };

const WAYS = /** @type {Record<string, (at: number, last: number) => number>} */ ({
  ArrowUp: (at) => at - 1,
  ArrowDown: (at) => at + 1,
  Home: () => 0,
  End: (_, last) => last,
});

/** What an order is scored by; the page of the result says it in the same words. */
const RULES = /** @type {Record<string, string>} */ ({
  exact: "What counts is the whole order: all of it right, or nothing.",
  absolute: "What counts is that each stands in its place.",
  adjacent: "What counts is which step follows which.",
});

/** @type {ItemType["render"]} */
function render(question, changed) {
  const list = new Order(question, changed);
  let warned = false;
  return {
    element: list.element,
    read: () => ({ order: list.order }),
    restore: (response) => list.restore(ids(response)),
    problem: () => {
      const untouched = !list.touched && !warned;
      warned = true;
      return untouched ? "Nothing has been moved yet. If this order is your answer, submit it once more." : "";
    },
    focus: () => list.focus(),
  };
}

/** @type {ItemType["summarise"]} */
function summarise(question, response) {
  return ids(response).map((id, i) => `${i + 1}. ${textOf(question, id)}`);
}

/** @type {ItemType["explain"]} */
function explain(question, response, explanation) {
  const [own, right] = [response ? ids(response) : [], ids(explanation)];
  const rows = right.map((id, i) => {
    const place = own.indexOf(id);
    const fits = place === i;
    const said = place < 0 ? "" : fits ? "You: here too" : `You: place ${place + 1}`;
    return make(
      "li",
      { class: `verdict ${fits ? "right" : place < 0 ? "" : "wrong"}`, "data-chosen": String(place >= 0) },
      icon(fits ? "check" : "cross"),
      make("span", { class: "tag" }, said),
      make("span", {}, `${i + 1}. ${textOf(question, id)}`),
    );
  });
  const rule = RULES[/** @type {string} */ (explanation.scoring)];
  return make("div", { class: "explained" }, make("p", { class: "hint" }, `The right order. ${rule}`), make("ol", { class: "verdicts" }, ...rows));
}

/** The list that is put into an order. */
class Order {
  element;
  touched = false;
  #changed;
  #question;
  #list = make("ol", { class: "order" });
  /** @type {Map<string, HTMLLIElement>} */
  #rows = new Map();
  /** @type {string | null} what is dragged */
  #dragged = null;

  /**
   * @param {Question} question
   * @param {() => void} changed
   */
  constructor(question, changed) {
    this.#changed = changed;
    this.#question = question;
    for (const { id, text } of question.choices ?? []) this.#rows.set(id, this.#row(id, text));
    this.#list.append(...this.#rows.values());
    const task = "Put these into order, the first on top. Drag them by their grips, or use the arrows.";
    this.element = make(
      "fieldset",
      { class: "answer ordering", "aria-labelledby": "question-title question-task" },
      make("p", { class: "task", id: "question-task" }, task),
      this.#list,
    );
    this.#name();
  }

  /** The choices as they stand. */
  get order() {
    return [...this.#list.children].map((row) => String(row.getAttribute("data-id")));
  }

  /** @param {string[]} order */
  restore(order) {
    const rows = order.map((id) => this.#rows.get(id));
    if (rows.length !== this.#rows.size || rows.some((row) => !row) || new Set(rows).size !== rows.length) return;
    fill(this.#list, .../** @type {HTMLLIElement[]} */ (rows));
    this.touched = true;
    this.#name();
  }

  focus() {
    this.#list.querySelector("button")?.focus();
  }

  /**
   * @param {string} id
   * @param {string} text
   */
  #row(id, text) {
    const grip = make("button", {
      type: "button", class: "grip", "data-does": "grip",
      keydown: (event) => this.#key(event, id),
      pointerdown: (event) => this.#press(event, id),
      pointermove: (event) => this.#drag(event),
      pointerup: () => this.#drop(),
      lostpointercapture: () => this.#drop(),
    }, icon("grip"));
    const act = (/** @type {string} */ does, /** @type {number} */ by) =>
      make("button", { type: "button", class: "button small quiet square", "data-does": does, click: () => this.#move(id, this.order.indexOf(id) + by, does) }, icon(does));
    const words = make("span", { class: "order-text" }, text);
    return make("li", { "data-id": id }, grip, make("b", { class: "order-place", "aria-hidden": "true" }), words, act("up", -1), act("down", 1));
  }

  /**
   * Brings a row to a place, and the focus with it.
   *
   * @param {string} id
   * @param {number} to
   * @param {string} from which of its buttons has the focus
   */
  #move(id, to, from) {
    const row = this.#rows.get(id);
    const others = this.order.filter((one) => one !== id);
    if (!row || this.element.disabled || to < 0 || to > others.length || this.order.indexOf(id) === to) return;
    const next = others[to];
    this.#list.insertBefore(row, (next && this.#rows.get(next)) || null);
    this.#settle();
    const button = row.querySelector(`[data-does="${from}"]`);
    const other = row.querySelector('[data-does="grip"]');
    const usable = button instanceof HTMLButtonElement && !button.disabled ? button : other;
    if (usable instanceof HTMLElement) usable.focus();
    this.#tell(id);
  }

  /**
   * @param {KeyboardEvent} event
   * @param {string} id
   */
  #key(event, id) {
    const way = WAYS[event.key];
    if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.#move(id, way(this.order.indexOf(id), this.#rows.size - 1), "grip");
  }

  /**
   * @param {PointerEvent} event
   * @param {string} id
   */
  #press(event, id) {
    if (event.button || this.element.disabled) return;
    this.#dragged = id;
    /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
    this.#rows.get(id)?.setAttribute("data-dragged", "");
  }

  /**
   * The others make room: the row that is dragged stays where it is in the page, so that it keeps the pointer.
   *
   * @param {PointerEvent} event
   */
  #drag({ clientY }) {
    const row = this.#dragged ? this.#rows.get(this.#dragged) : null;
    if (!row) return;
    const [before, after] = [row.previousElementSibling, row.nextElementSibling];
    if (before && clientY < middle(before)) row.after(before);
    else if (after && clientY > middle(after)) row.before(after);
    else return;
    this.#settle();
  }

  #drop() {
    const id = this.#dragged;
    this.#dragged = null;
    if (!id) return;
    this.#rows.get(id)?.removeAttribute("data-dragged");
    this.#tell(id);
  }

  #settle() {
    this.touched = true;
    this.#name();
    this.#changed();
  }

  /** @param {string} id */
  #tell(id) {
    announce(`${textOf(this.#question, id)}: place ${this.order.indexOf(id) + 1} of ${this.#rows.size}.`);
  }

  #name() {
    const { order } = this;
    order.forEach((id, i) => {
      const row = this.#rows.get(id);
      const text = textOf(this.#question, id);
      const names = { grip: `${text}: place ${i + 1} of ${order.length}. Arrow keys move it.`, up: `Move up: ${text}`, down: `Move down: ${text}` };
      const place = row?.querySelector(".order-place");
      if (place) place.textContent = String(i + 1);
      for (const [does, name] of Object.entries(names)) {
        const button = row?.querySelector(`[data-does="${does}"]`);
        if (!(button instanceof HTMLButtonElement)) continue;
        button.setAttribute("aria-label", name);
        button.disabled = (does === "up" && i === 0) || (does === "down" && i === order.length - 1);
      }
    });
  }
}

/** @param {Element} row */
function middle(row) {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}

/** @param {Record<string, unknown>} answer */
function ids({ order }) {
  return Array.isArray(order) ? order.map(String) : [];
}

/**
 * @param {Question} question
 * @param {string} id
 */
function textOf({ choices = [] }, id) {
  return choices.find((one) => one.id === id)?.text ?? "";
}
