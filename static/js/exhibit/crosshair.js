/**
 * Marks by keys alone. While the picture has the focus, arrows move a cross-hair by one pixel of the image, with Shift by
 * ten; Enter sets, Delete removes what was set last, Escape drops a line that has only begun. On a handle, arrows
 * move its end, Delete removes its mark, Escape leads back to the picture.
 *
 * @typedef {import("./geometry.js").Point} Point
 * @typedef {import("./marks.js").Grip} Grip
 * @typedef {import("./marking.js").Marking} Marking
 */

import { announce } from "../announce.js";
import { onImage, toImage } from "./geometry.js";
import { gripOf, isAway, tellOf, tellOfCross } from "./legend.js";
import { frameWords } from "./words.js";

/** What the picture says of its keys. */
export const KEYS = "Arrow keys move the cross-hair by one pixel, with Shift by ten. Enter sets, Delete removes.";
const ARROWS = /** @type {Record<string, Point>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] });
const REMOVES = new Set(["Delete", "Backspace"]);
/** Pixels of the image for an arrow key with Shift. */
const STRIDE = 10;
/** Milliseconds of rest after which a screen reader is told where things are. */
const REST = 400;

export class CrossHair {
  #marking;
  /** @type {Point | null} where it was last; it comes back there */
  #at = null;
  #rest = 0;

  /**
   * @param {Marking} marking attached to its viewer
   * @param {AbortSignal} signal ends it
   */
  constructor(marking, signal) {
    this.#marking = marking;
    const { picture } = marking.viewer;
    picture.addEventListener("keydown", (event) => this.#key(event), { signal });
    picture.addEventListener("focus", () => picture.matches(":focus-visible") && this.show(), { signal });
    picture.addEventListener("blur", () => this.#hide(), { signal });
    picture.addEventListener("focusin", ({ target }) => this.#reveal(target), { signal });
    signal.addEventListener("abort", () => clearTimeout(this.#rest));
  }

  /** Shows it where it was, or in the middle of what is seen. */
  show() {
    this.#aim(this.#at ?? this.#middle);
  }

  #hide() {
    this.#marking.viewer.drawing.cross(null);
    this.#marking.reach(null);
  }

  /** @returns {Point} */
  get #middle() {
    const { lens } = this.#marking.viewer;
    const [x, y] = toImage(lens.place, [lens.box[0] / 2, lens.box[1] / 2]);
    return onImage(lens.size, [Math.round(x), Math.round(y)]);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || this.#marking.locked) return;
    const handle = event.target instanceof Element ? event.target.closest("[data-handle]") : null;
    const done = handle ? this.#onHandle(event, gripOf(handle)) : this.#onPicture(event);
    if (done) event.preventDefault();
  }

  /** @param {KeyboardEvent} event */
  #onPicture({ key, shiftKey }) {
    const { marks } = this.#marking;
    const way = ARROWS[key];
    if (way) this.#go(way, shiftKey);
    else if (key === "Enter") this.#set();
    else if (REMOVES.has(key)) this.#marking.removeLast();
    else if (key === "Escape" && marks.begun !== null) this.#marking.remove(marks.begun);
    else return false;
    return true;
  }

  /**
   * @param {KeyboardEvent} event
   * @param {Grip} grip
   */
  #onHandle({ key, shiftKey }, grip) {
    const { picture } = this.#marking.viewer;
    const way = ARROWS[key];
    if (way) this.#push(grip, way, shiftKey);
    else if (key !== "Escape" && !REMOVES.has(key)) return false;
    else picture.focus();
    if (REMOVES.has(key)) this.#marking.remove(grip.slot);
    return true;
  }

  /**
   * @param {Point} way
   * @param {boolean} far
   */
  #go(way, far) {
    const at = step(this.#at ?? this.#middle, way, far, this.#marking.marks.size);
    this.#aim(at);
    this.#tell(() => tellOfCross(this.#marking.scene, at));
  }

  #set() {
    const { marks, viewer, frame } = this.#marking;
    if (marks.next === null) return announce("Everything is set. Remove something first, or move it.");
    if (this.#marking.leadsBack()) return;
    if (viewer.cine?.playing) {
      viewer.cine.hold();
      return announce(`The clip is held at ${frameWords(viewer.cine.frame)}. Press Enter again to set.`);
    }
    const at = this.#at ?? this.#middle;
    const first = marks.begun === null ? undefined : marks.slots[marks.begun]?.ends[0];
    if (first && first[0] === at[0] && first[1] === at[1]) return announce("Move the cross-hair to the other end first.");
    this.#marking.commit(marks.add(at, frame));
  }

  /**
   * Moves an end.
   *
   * @param {Grip} grip
   * @param {Point} way
   * @param {boolean} far
   */
  #push(grip, way, far) {
    const { marks, viewer } = this.#marking;
    this.#goToFrame(grip);
    viewer.cine?.hold();
    marks.move(grip, step(marks.at(grip) ?? [0, 0], way, far, marks.size));
    viewer.lens.reveal(marks.at(grip) ?? [0, 0]);
    this.#marking.draw();
    this.#tell(() => tellOf(this.#marking.scene, grip));
    this.#marking.change();
  }

  /** @param {Grip} grip */
  #goToFrame({ slot }) {
    const { marks, viewer, scene } = this.#marking;
    if (isAway(scene, slot)) viewer.cine?.go(marks.slots[slot]?.frame ?? 0);
  }

  /** @param {Point} at */
  #aim(at) {
    const { viewer } = this.#marking;
    this.#at = at;
    viewer.lens.reveal(at);
    viewer.drawing.cross(at);
    this.#marking.reach(at);
  }

  /** A handle that takes the focus is brought into sight, with the frame that it belongs to. @param {EventTarget | null} target */
  #reveal(target) {
    if (!(target instanceof Element) || !target.matches("[data-handle]:focus-visible")) return;
    const grip = gripOf(target);
    this.#goToFrame(grip);
    this.#marking.viewer.lens.reveal(this.#marking.marks.at(grip) ?? [0, 0]);
  }

  /** Tells when the keys rest, so that not every pixel is spoken. @param {() => string} words */
  #tell(words) {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => announce(words()), REST);
  }
}

/**
 * @param {Point} from
 * @param {Point} way
 * @param {boolean} far
 * @param {Point} size
 * @returns {Point}
 */
function step([x, y], [dx, dy], far, size) {
  const by = far ? STRIDE : 1;
  return onImage(size, [x + dx * by, y + dy * by]);
}
