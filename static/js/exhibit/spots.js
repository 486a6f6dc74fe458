/**
 * Numbered spots on an image, each with the label that was brought to it. They are where the author has put them: a press
 * on one leads to its place in the list of the question, where the label is chosen.
 *
 * @typedef {import("./geometry.js").Point} Point
 * @typedef {import("./viewer.js").Viewer} Viewer
 * @typedef {{ id: string, at: Point, words: () => string }} Spot
 */

import { toScreen } from "./geometry.js";

/** CSS pixels from the middle of a spot within which a press is meant for it. */
const REACH = 22;

export class SpotMarks {
  purpose;
  #spots;
  #go;
  /** @type {Viewer | null} */
  #viewer = null;
  #ended = new AbortController();

  /** @param {{ exhibit: string, frame: number | null, spots: Spot[], go: (id: string) => void }} labels */
  constructor({ exhibit, frame, spots, go }) {
    this.purpose = { exhibit, frame };
    this.#spots = spots;
    this.#go = go;
  }

  /** @param {Viewer} viewer */
  attach(viewer) {
    this.#viewer = viewer;
    this.#ended = new AbortController();
    const { cine } = viewer;
    const { frame } = this.purpose;
    if (cine && frame !== null) {
      cine.keepTo(frame, frame);
      cine.go(frame);
    }
    cine?.addEventListener("frame", () => this.draw(), { signal: this.#ended.signal });
    this.draw();
  }

  /** Leaves the viewer as it was. */
  detach() {
    const { drawing, cine } = this.#viewer ?? {};
    this.#ended.abort();
    if (cine && this.purpose.frame !== null) cine.keepTo(0, cine.frames - 1);
    drawing?.show([]);
    this.#viewer = null;
  }

  /** Brings a spot into sight. @param {string} id */
  visit(id) {
    const spot = this.#spots.find((one) => one.id === id);
    if (spot) this.#viewer?.lens.reveal(spot.at);
  }

  /**
   * A press on a spot leads to its place in the list; any other moves the image.
   *
   * @param {Point} at on the screen
   */
  take(at) {
    const spot = this.#under(at);
    if (!spot) return null;
    return { move: () => {}, cancel: () => {}, drop: (/** @type {Point} */ _, /** @type {boolean} */ moved) => moved || this.#go(spot.id) };
  }

  draw() {
    this.#viewer?.drawing.show(
      this.#spots.map(({ at, words }, i) => ({ shape: "spot", at, tone: "own", text: String(i + 1), words: words() })),
    );
  }

  /** @param {Point} at @returns {Spot | null} */
  #under(at) {
    const far = (/** @type {Spot} */ spot) => {
      const [x, y] = toScreen(this.#viewer?.lens.place ?? { left: 0, top: 0, scale: 1 }, spot.at);
      return Math.hypot(x - at[0], y - at[1]);
    };
    const [closest] = [...this.#spots].sort((a, b) => far(a) - far(b));
    return closest && far(closest) <= REACH ? closest : null;
  }
}
