/** Where a candidate is in the recording, kept in this browser, so that a reload goes on from there. */

import { keep, recall } from "../keep.js";

/** Seconds that are heard again after a reload. */
const OVERLAP = 2;
/** Seconds of playing between two notes of the place. */
const EVERY = 2;

export class Place {
  #name;
  #segment = "";
  #time = 0;

  /** @param {string} attempt */
  constructor(attempt) {
    this.#name = `place.${attempt}`;
  }

  /**
   * @param {string} segment
   * @param {number} time seconds from its start
   * @param {boolean} [now] whether even a small step is kept
   */
  keep(segment, time, now = false) {
    if (!now && segment === this.#segment && Math.abs(time - this.#time) < EVERY) return;
    this.#segment = segment;
    this.#time = time;
    keep(this.#name, { segment, time });
  }

  /**
   * Where to go on in a segment, in seconds from its start.
   *
   * @param {string} segment
   */
  resume(segment) {
    const kept = recall(this.#name, { segment: "", time: 0 });
    return kept.segment === segment ? Math.max(0, kept.time - OVERLAP) : 0;
  }
}
