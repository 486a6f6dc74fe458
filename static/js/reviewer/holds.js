/**
 * Holds a scene where a candidate meets its questions: on the last frame before a timepoint, with a line that says what opens
 * there, until it is told to go on. What is played on purpose, from a moment or once more, holds at no timepoint that lies before.
 */

import { announce } from "../announce.js";
import { find } from "../dom.js";
import { keep, recall } from "../keep.js";

/** Seconds before a timepoint at which the frame before it is seen, and that no clock of the page shows. */
const SHORT_OF = 0.0004;
/** Seconds before the end of a medium from which a timepoint is that end itself. */
const END = 0.05;
const KEPT = "review.holds";

export class Holds {
  #medium;
  #room = find("[data-held]", HTMLElement);
  #wanted = find("[data-holds]", HTMLInputElement);
  #points = [...document.querySelectorAll("[data-hold]")].flatMap((line) =>
    line instanceof HTMLElement ? [{ at: Number(line.dataset.hold), line }] : [],
  );
  /** Only timepoints behind this one hold. */
  #from = 0;
  #held = false;

  /** @param {HTMLMediaElement} medium */
  constructor(medium) {
    this.#medium = medium;
    this.#wanted.checked = recall(KEPT, true);
    this.#wanted.addEventListener("change", () => {
      keep(KEPT, this.#wanted.checked);
      this.#from = Math.max(this.#from, medium.currentTime);
    });
    medium.addEventListener("play", () => this.#show(null));
    medium.addEventListener("ended", () => this.watch());
  }

  /** Whether it holds at a timepoint now. */
  get held() {
    return this.#held;
  }

  /** Holds where a timepoint has been reached; to be asked again and again while it plays. */
  watch() {
    const { currentTime, duration, ended } = this.#medium;
    const point = this.#points.find(({ at }) => this.#from < at && (ended || (at <= currentTime && at < duration - END)));
    if (!point || !this.#wanted.checked) return;
    this.#from = point.at;
    this.#medium.pause();
    if (!ended) this.#medium.currentTime = point.at - SHORT_OF;
    this.#show(point.line);
    announce(point.line.textContent ?? "");
  }

  /** Somebody went to another moment. @param {number} time */
  leave(time) {
    this.#from = time;
    this.#show(null);
  }

  /** @param {HTMLElement | null} line */
  #show(line) {
    this.#held = line !== null;
    this.#room.hidden = line === null;
    for (const one of this.#points) one.line.hidden = one.line !== line;
    find('[data-act="onward"]', HTMLElement).hidden = this.#medium.ended;
  }
}
