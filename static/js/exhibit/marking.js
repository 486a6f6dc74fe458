/**
 * The tool with which a question has points or lines set on an image. It belongs to its question, and lives as long:
 * what was set stays while the viewer that it is attached to comes and goes. Tells `change` when what can be said of
 * the marks is another.
 *
 * Every mark belongs to its frame. On other frames it is seen weakly, and pressing it leads back to where it was set.
 *
 * @typedef {import("./geometry.js").Point} Point
 * @typedef {import("./marks.js").Mark} Mark
 * @typedef {import("./marks.js").Grip} Grip
 * @typedef {import("./viewer.js").Viewer} Viewer
 *
 * @typedef {object} Purpose what is to be set
 * @property {string} exhibit
 * @property {1 | 2} ends 1 for points, 2 for lines
 * @property {number} limit how many
 * @property {string[]} names of each
 * @property {string} unit in which lengths are told
 * @property {[number, number] | null} frames the first and the last frame on which it may be set
 * @property {() => void} changed called when anything has been set, moved or removed
 * @property {() => boolean} locked whether nothing may be changed now
 * @property {() => import("./drawing.js").Shape[]} [under] what is drawn under the marks
 */

import { announce } from "../announce.js";
import { CrossHair, KEYS } from "./crosshair.js";
import { onImage, toImage } from "./geometry.js";
import { handlesOf, idOf, isAway, shapesOf, tellOf } from "./legend.js";
import { Marks } from "./marks.js";
import { press } from "./press.js";
import { frameWords } from "./words.js";

export class Marking extends EventTarget {
  purpose;
  marks;
  /** @type {Viewer | null} */
  #viewer = null;
  /** @type {CrossHair | null} */
  #cross = null;
  /** @type {() => unknown} */
  #front = () => undefined;
  #ended = new AbortController();
  /** @type {Point | null} where the other end of a begun line would be */
  #reached = null;

  /** @param {Purpose} purpose */
  constructor(purpose) {
    super();
    this.purpose = purpose;
    this.marks = new Marks(purpose.ends, purpose.limit);
  }

  /** The viewer that it draws in. */
  get viewer() {
    if (!this.#viewer) throw new TypeError("there is no image to draw on");
    return this.#viewer;
  }

  /** The frame that is seen. */
  get frame() {
    return this.viewer.cine?.frame ?? 0;
  }

  get locked() {
    return this.purpose.locked();
  }

  /** What the marks are seen with. @returns {import("./legend.js").Scene} */
  get scene() {
    const { names, unit } = this.purpose;
    const { exhibit, cine } = this.viewer;
    return { marks: this.marks, names, unit, frame: this.frame, still: !cine, mmPerPx: exhibit.mm_per_px };
  }

  /**
   * Begins to draw in a viewer.
   *
   * @param {Viewer} viewer
   * @param {() => unknown} front brings the viewer to the front
   */
  attach(viewer, front) {
    this.#viewer = viewer;
    this.#front = front;
    this.#ended = new AbortController();
    const { picture, cine, exhibit } = viewer;
    const { signal } = this.#ended;
    this.marks.size = exhibit.size;
    if (this.purpose.frames) cine?.keepTo(...this.purpose.frames);
    cine?.addEventListener("frame", () => this.draw(), { signal });
    picture.addEventListener("pointermove", (event) => this.#follow(event), { signal });
    this.#cross = new CrossHair(this, signal);
    viewer.describe("application", `${exhibit.view}: set ${this.purpose.ends === 1 ? "points" : "lines"} on the image`, KEYS);
    this.draw();
    // lengths are known from now on
    this.#tell();
  }

  /** Leaves the viewer as it was. */
  detach() {
    const { picture, drawing, cine } = this.viewer;
    this.#ended.abort();
    delete picture.dataset.wants;
    if (this.purpose.frames && cine) cine.keepTo(0, cine.frames - 1);
    drawing.cross(null);
    drawing.show([]);
    this.viewer.describe();
    this.#viewer = null;
  }

  /** Enters marks that were set before. @param {(Mark | null)[]} marks */
  restore(marks) {
    this.marks.restore(marks);
    this.refresh();
    this.#tell();
  }

  /** @param {number} slot */
  remove(slot) {
    if (this.locked || !this.marks.slots[slot]) return;
    this.marks.remove(slot);
    this.#settle(`${this.purpose.names[slot]}: removed.`);
  }

  /** Removes what was set last: a line that has only begun, or the last mark. */
  removeLast() {
    this.remove(this.marks.begun ?? this.marks.slots.findLastIndex((mark) => mark !== null));
  }

  /** Goes to the picture, to set something by keys. */
  focus() {
    this.#front();
    this.#viewer?.picture.focus();
    this.#cross?.show();
  }

  /** Goes to where a mark is. @param {number} slot */
  goTo(slot) {
    this.#front();
    this.viewer.cine?.go(this.marks.slots[slot]?.frame ?? 0);
    this.viewer.drawing.focus(idOf({ slot, end: 0 }));
  }

  /**
   * What a press begins; see `press.js`.
   *
   * @param {Point} at on the screen
   * @param {boolean} touch
   */
  take(at, touch) {
    return this.locked ? null : press(this, at, touch);
  }

  /**
   * Both ends of a line belong to one frame, as on a machine that is frozen: leads back to where it was begun.
   *
   * @returns {boolean} whether that is another frame than the one that is seen
   */
  leadsBack() {
    const { begun, slots } = this.marks;
    if (begun === null || !isAway(this.scene, begun)) return false;
    const frame = slots[begun]?.frame ?? 0;
    this.viewer.cine?.go(frame);
    announce(`The line was begun on ${frameWords(frame)}. Set its other end there.`);
    return true;
  }

  /** An end is where it should be. @param {Grip | null} grip */
  commit(grip) {
    this.viewer.loupe.hide();
    if (grip) this.#settle(tellOf(this.scene, grip));
  }

  /** Puts everything back. @param {(Mark | null)[]} before */
  undo(before) {
    this.viewer.loupe.hide();
    this.restore(before);
  }

  /** A begun line reaches to a point, or to none. @param {Point | null} point */
  reach(point) {
    this.#reached = point;
    this.draw();
  }

  /** What is set is another than before. */
  change() {
    this.#tell();
    this.purpose.changed();
  }

  /** Draws anew where there is an image: what lies under the marks is another. */
  refresh() {
    if (this.#viewer) this.draw();
  }

  draw() {
    const { drawing, picture } = this.viewer;
    picture.dataset.wants = String(this.marks.next !== null && !this.locked);
    drawing.show([...(this.purpose.under?.() ?? []), ...shapesOf(this.scene, this.#reached)], handlesOf(this.scene));
  }

  /** @param {PointerEvent} event */
  #follow({ clientX, clientY, buttons, pointerType }) {
    if (buttons || pointerType === "touch" || this.marks.begun === null) return;
    const { picture, lens } = this.viewer;
    const { left, top } = picture.getBoundingClientRect();
    this.reach(onImage(lens.size, toImage(lens.place, [clientX - left, clientY - top])));
  }

  /** @param {string} words */
  #settle(words) {
    this.#reached = null;
    this.draw();
    announce(words);
    this.change();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}
