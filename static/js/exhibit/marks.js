/**
 * What has been set on an image: points, or lines of two ends. Pure: no picture, no screen, no keys.
 *
 * Each mark has its slot. Points move up when one before them is removed, since they are all alike; a line keeps its
 * slot, since its slot is its name.
 *
 * @typedef {import("./geometry.js").Point} Point
 * @typedef {{ ends: Point[], frame: number }} Mark `frame` is 0 on a still
 * @typedef {{ slot: number, end: number }} Grip one end of one mark
 */

import { onImage } from "./geometry.js";

export class Marks {
  /** @type {(Mark | null)[]} */
  slots;
  /** @type {Point} of the image; nothing lies outside of it */
  size = [Infinity, Infinity];

  /**
   * @param {1 | 2} ends of each mark
   * @param {number} limit how many marks there may be
   */
  constructor(ends, limit) {
    this.ends = ends;
    this.slots = Array.from({ length: limit }, () => null);
  }

  /** Those that have all their ends, in their order. */
  get complete() {
    return this.slots.filter((mark) => mark !== null).filter(({ ends }) => ends.length === this.ends);
  }

  /** The slot whose mark has its first end only. */
  get begun() {
    const slot = this.slots.findIndex((mark) => mark !== null && mark.ends.length < this.ends);
    return slot < 0 ? null : slot;
  }

  /** The slot that the next end belongs to; null where all is set. */
  get next() {
    const free = this.slots.indexOf(null);
    return this.begun ?? (free < 0 ? null : free);
  }

  /**
   * Sets the next end.
   *
   * @param {Point} point
   * @param {number} frame
   * @returns {Grip | null} what was set; null where nothing is left to set
   */
  add(point, frame) {
    const slot = this.next;
    if (slot === null) return null;
    const ends = [...(this.slots[slot]?.ends ?? []), onImage(this.size, point)];
    this.slots[slot] = { ends, frame };
    return { slot, end: ends.length - 1 };
  }

  /**
   * @param {Grip} grip
   * @param {Point} point
   */
  move({ slot, end }, point) {
    const mark = this.slots[slot];
    if (mark?.ends[end]) mark.ends[end] = onImage(this.size, point);
  }

  /** @param {Grip} grip @returns {Point | null} */
  at({ slot, end }) {
    return this.slots[slot]?.ends[end] ?? null;
  }

  /** @param {number} slot */
  remove(slot) {
    if (this.ends === 2) this.slots[slot] = null;
    else this.slots = [...this.slots.filter((_, i) => i !== slot), null];
  }

  /** Enters marks that were set before, slot by slot. @param {(Mark | null)[]} marks */
  restore(marks) {
    this.slots = this.slots.map((_, i) => marks[i] ?? null);
  }

  /** Every end there is. @returns {Grip[]} */
  get grips() {
    return this.slots.flatMap((mark, slot) => (mark?.ends ?? []).map((_, end) => ({ slot, end })));
  }
}
