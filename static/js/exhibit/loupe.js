/**
 * A round magnifier for what is under a finger, in the corner that is away from it.
 *
 * @typedef {import("./geometry.js").Point} Point
 * @typedef {import("./lens.js").Lens} Lens
 */

import { make } from "../dom.js";
import { toScreen } from "./geometry.js";

/** CSS pixels of its width, and how much larger than the picture it shows things. */
const WIDTH = 112;
const LARGER = 2;

export class Loupe {
  #lens;
  #source;
  element;

  /**
   * @param {Lens} lens
   * @param {HTMLVideoElement | HTMLImageElement} source
   */
  constructor(lens, source) {
    this.#lens = lens;
    this.#source = source;
    const pixels = WIDTH * devicePixelRatio;
    this.element = make("canvas", { class: "loupe", width: pixels, height: pixels, "aria-hidden": "true", hidden: true });
  }

  /** Shows what is around a point of the image. @param {Point} point */
  show(point) {
    const { scale } = this.#lens.place;
    const [x, y] = toScreen(this.#lens.place, point);
    const [width, height] = this.#lens.box;
    this.element.dataset.corner = x < width / 2 && y < height / 2 ? "right" : "left";
    this.element.hidden = false;
    this.#paint(point, WIDTH / (scale * LARGER));
  }

  hide() {
    this.element.hidden = true;
  }

  /**
   * @param {Point} point
   * @param {number} span pixels of the image from edge to edge
   */
  #paint([x, y], span) {
    const context = this.element.getContext("2d");
    if (!context) return;
    const { width } = this.element;
    const natural = "videoWidth" in this.#source ? this.#source.videoWidth : this.#source.naturalWidth;
    const ratio = natural / this.#lens.size[0];
    context.fillStyle = "#000";
    context.fillRect(0, 0, width, width);
    context.drawImage(this.#source, (x - span / 2) * ratio, (y - span / 2) * ratio, span * ratio, span * ratio, 0, 0, width, width);
    this.#paintCross(context, width / 2);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {number} middle
   */
  #paintCross(context, middle) {
    const [near, far] = [middle * 0.1, middle * 0.5];
    for (const [colour, weight] of /** @type {[string, number][]} */ ([["#000", 5], ["#fff", 2]])) {
      context.strokeStyle = colour;
      context.lineWidth = weight;
      context.beginPath();
      for (const [dx, dy] of /** @type {Point[]} */ ([[1, 0], [-1, 0], [0, 1], [0, -1]])) {
        context.moveTo(middle + dx * near, middle + dy * near);
        context.lineTo(middle + dx * far, middle + dy * far);
      }
      context.stroke();
    }
  }
}
