/**
 * How an image is looked at: how large, which part of it, how bright. Nothing of this changes the image, and nothing
 * here is scored. Tells `change` whenever any of it is another.
 *
 * @typedef {import("./geometry.js").Point} Point
 */

import { hold, lie, moveBy, nextZoom, toScreen, whole, zoomAt } from "./geometry.js";

/** Bounds and steps of brightness and contrast, as factors. */
export const TUNE = { least: 0.4, most: 2.5, step: 0.1 };
/** The part of the box, at each edge, out of which a point is brought further in. */
const MARGIN = 0.12;

export class Lens extends EventTarget {
  brightness = 1;
  contrast = 1;
  /** @type {Point} width and height of the box in CSS pixels */
  box = [1, 1];
  #view;

  /** @param {Point} size of the image in pixels */
  constructor(size) {
    super();
    this.size = size;
    this.#view = whole(size);
  }

  get zoom() {
    return this.#view.zoom;
  }

  /** How the image lies in its box now. */
  get place() {
    return lie(this.size, this.box, this.#view);
  }

  /**
   * The box has another size.
   *
   * @param {Point} box
   */
  fit(box) {
    this.box = box;
    this.#look(this.#view);
  }

  /**
   * @param {number} zoom
   * @param {Point} [anchor] the place on the screen that keeps its point
   */
  zoomTo(zoom, anchor = [this.box[0] / 2, this.box[1] / 2]) {
    this.#look(zoomAt(this.size, this.box, this.#view, zoom, anchor));
  }

  /** One step nearer or further. @param {1 | -1} by */
  step(by) {
    this.zoomTo(nextZoom(this.zoom, by));
  }

  /** Moves the image on the screen. @param {Point} by CSS pixels */
  move(by) {
    this.#look(moveBy(this.size, this.box, this.#view, by));
  }

  /** Brings a point of the image well into sight. @param {Point} point */
  reveal(point) {
    const at = toScreen(this.place, point);
    const short = (/** @type {0 | 1} */ axis) => {
      const [near, far] = [this.box[axis] * MARGIN, this.box[axis] * (1 - MARGIN)];
      return at[axis] < near ? near - at[axis] : at[axis] > far ? far - at[axis] : 0;
    };
    const by = /** @type {Point} */ ([short(0), short(1)]);
    if (this.zoom > 1 && (by[0] || by[1])) this.move(by);
  }

  /**
   * Changes brightness or contrast by steps.
   *
   * @param {"brightness" | "contrast"} what
   * @param {number} value a factor
   */
  tune(what, value) {
    this[what] = Math.round(Math.min(Math.max(value, TUNE.least), TUNE.most) * 10) / 10;
    this.#tell();
  }

  /** The whole image. */
  showAll() {
    this.#look(whole(this.size));
  }

  /** The whole image, as it was recorded. */
  reset() {
    this.brightness = this.contrast = 1;
    this.showAll();
  }

  /** Whether it is brighter or darker, harder or softer than it was recorded. */
  get tuned() {
    return this.brightness !== 1 || this.contrast !== 1;
  }

  /** Whether anything is other than at first. */
  get changed() {
    return this.zoom > 1 || this.tuned;
  }

  /** @param {import("./geometry.js").View} view */
  #look(view) {
    this.#view = hold(this.size, this.box, view);
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}
