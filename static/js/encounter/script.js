/**
 * The written script of what has been released, scene by scene, following the recording. Choosing a line goes to it,
 * where it may be played again. Nothing of the future is here: the server has not sent it.
 *
 * The lines are one stop of the Tab key; the arrow keys go from line to line.
 *
 * @typedef {import("../types.js").Segment} Segment
 * @typedef {import("../types.js").ScriptLine} ScriptLine
 * @typedef {import("./stage.js").Stage} Stage
 */

import { fill, make } from "../dom.js";
import { holdsStill } from "../settings.js";

const KIND = { speech: "", sound: "Sound: ", seen: "Seen: " };

/** What shows that somebody reads on by themselves, and for how many milliseconds the script then keeps still. */
const TOUCHES = ["wheel", "touchmove", "keydown", "pointerdown"];
const REST = 6000;

/** @typedef {{ segment: Segment, line: ScriptLine, element: HTMLElement }} Row */

export class Script {
  /** @type {Row[]} */
  #rows = [];
  #laid = "";
  #touched = -Infinity;
  /** @type {Row | undefined} */
  #current;
  #stage;
  #host;
  #language;

  /**
   * @param {Stage} stage
   * @param {HTMLElement} host the box that scrolls
   * @param {() => string} language
   */
  constructor(stage, host, language) {
    this.#stage = stage;
    this.#host = host;
    this.#language = language;
    stage.addEventListener("tick", () => this.#follow());
    host.addEventListener("keydown", (event) => this.#move(event));
    for (const name of TOUCHES) host.addEventListener(name, () => (this.#touched = performance.now()), { passive: true });
  }

  /**
   * Shows the script of all released segments of a case.
   *
   * @param {string} name of the case
   * @param {Segment[]} segments
   */
  show(name, segments) {
    const key = [name, this.#language(), ...segments.map((segment) => `${segment.id} ${this.#stage.mayShow(segment)}`)].join();
    if (key === this.#laid) return;
    this.#laid = key;
    this.#host.lang = this.#language();
    this.#current = undefined;
    this.#rows = segments.flatMap((segment) => this.#rowsOf(segment));
    fill(this.#host, ...scenes(segments).map((scene) => this.#scene(scene)));
    this.#rows.at(-1)?.element.setAttribute("tabindex", "0");
    this.#follow();
    this.#host.scrollTop = this.#host.scrollHeight;
  }

  /** @param {Segment} segment */
  #rowsOf(segment) {
    return (segment.script[this.#language()] ?? []).map((line) => ({ segment, line, element: this.#line(segment, line) }));
  }

  /** @param {{ id: string, title: string | null }} scene */
  #scene({ id, title }) {
    const rows = this.#rows.filter(({ segment }) => segment.scene === id);
    return make(
      "section",
      { class: "script-scene" },
      title && make("h3", {}, title),
      make("ul", {}, ...rows.map(({ element }) => make("li", {}, element))),
    );
  }

  /**
   * @param {Segment} segment
   * @param {ScriptLine} line
   */
  #line(segment, line) {
    const who = line.speaker ? make("b", { class: "script-speaker" }, `${line.speaker}: `) : null;
    const kind = KIND[line.kind] ? make("span", { class: "visually-hidden" }, KIND[line.kind]) : null;
    const content = [who, kind, line.text];
    const name = `script-line ${line.kind}`;
    if (!this.#stage.mayShow(segment)) return make("p", { class: name }, ...content);
    const play = () => this.#stage.show(segment, line.start);
    return make("button", { type: "button", class: name, tabindex: -1, title: "Play from here", click: play }, ...content);
  }

  #follow() {
    const { segment, time } = this.#stage;
    const before = this.#rows.filter((row) => row.segment.id === segment?.id && row.line.start <= time + 0.05);
    const current = before.at(-1);
    if (current === this.#current) return;
    this.#current?.element.removeAttribute("aria-current");
    this.#current = current;
    current?.element.setAttribute("aria-current", "true");
    if (current && performance.now() - this.#touched > REST) this.#reveal(current.element);
  }

  /**
   * Scrolls the script alone, never the page.
   *
   * @param {HTMLElement} element
   */
  #reveal(element) {
    const top = element.offsetTop - this.#host.clientHeight / 2 + element.offsetHeight / 2;
    const far = Math.abs(top - this.#host.scrollTop) > this.#host.clientHeight;
    this.#host.scrollTo({ top, behavior: far || holdsStill() ? "instant" : "smooth" });
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    const buttons = this.#rows.map(({ element }) => element).filter((element) => element instanceof HTMLButtonElement);
    const here = buttons.findIndex((button) => button === document.activeElement);
    const steps = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: buttons.length - 1 };
    const next = buttons[steps[/** @type {keyof typeof steps} */ (event.key)] ?? -1];
    if (here < 0 || !next) return;
    event.preventDefault();
    buttons.forEach((button) => button.setAttribute("tabindex", button === next ? "0" : "-1"));
    next.focus();
  }
}

/** @param {Segment[]} segments */
function scenes(segments) {
  return [...new Map(segments.map(({ scene, title }) => [scene, { id: scene, title }])).values()];
}
