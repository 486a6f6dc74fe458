/**
 * A clip, frame by frame: which frame is seen is read from the picture itself, not from the clock.
 */

import { Steps } from "./steps.js";

/** Within which part of a frame's time it is asked for: the middle, so that rounding never shows a neighbour. */
const MIDDLE = 0.5;
/** Milliseconds after a seek in which its picture is told; then it is asked for again, a few times. */
const PATIENCE = 200;
const TRIES = 4;
const TELLS_FRAMES = "requestVideoFrameCallback" in HTMLVideoElement.prototype;
/** How fast a clip may run; 1 is as it was recorded. */
export const SPEEDS = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2];

export class Cine extends EventTarget {
  /** The frame that is seen, counted from 0. */
  frame = 0;
  /** The frames that it keeps to. */
  first = 0;
  last;
  /** @type {number | null} the frame that has been asked for and is not there yet */
  #wanted = null;
  /** @type {number | null} the frame that was drawn last since then */
  #drawn = null;
  #late = 0;
  #tries = 0;
  #steps = new Steps(this);
  /** How often it was played and which frames were seen: for the record. */
  use = { plays: 0, seen: /** @type {Set<number>} */ (new Set()) };

  /**
   * @param {HTMLVideoElement} video
   * @param {number} frames
   * @param {number} rate frames a second
   */
  constructor(video, frames, rate) {
    super();
    this.video = video;
    this.frames = frames;
    this.last = frames - 1;
    this.rate = rate;
    video.addEventListener("play", () => (this.use.plays += 1));
    video.addEventListener("seeked", () => this.#wait());
    for (const name of ["play", "pause", "ratechange", "error"]) video.addEventListener(name, () => this.#tell("change"));
    this.#watch();
  }

  get playing() {
    return this.#steps.running || (!this.video.paused && !this.video.ended);
  }

  /** Whether the frame that was asked for is the one that is seen. */
  get settled() {
    return this.#wanted === null;
  }

  toggle() {
    if (this.playing) this.hold();
    else this.#play();
  }

  /** Holds the frame that is seen. */
  hold() {
    if (this.playing) this.go(this.frame);
  }

  /** Lets the clip go round, or end. */
  toggleLoop() {
    this.video.loop = !this.video.loop;
    this.#tell("change");
  }

  /** One step faster or slower. @param {1 | -1} by */
  changeSpeed(by) {
    const next = SPEEDS[SPEEDS.indexOf(this.video.playbackRate) + by];
    if (next) this.setSpeed(next);
  }

  /** @param {number} speed 1 is as it was recorded */
  setSpeed(speed) {
    this.video.playbackRate = speed;
    if (this.#steps.running) this.#steps.start();
  }

  /**
   * Keeps to a part of the clip.
   *
   * @param {number} first
   * @param {number} last
   */
  keepTo(first, last) {
    const plays = this.playing;
    this.pause();
    this.first = Math.max(0, first);
    this.last = Math.min(last, this.frames - 1);
    if (this.frame < this.first || this.frame > this.last) this.seek(this.first);
    if (plays) this.#play();
    this.#tell("change");
  }

  /**
   * Shows one frame and holds it; a clip has no first and no last frame when it goes round.
   *
   * @param {number} frame
   */
  go(frame) {
    const count = this.last - this.first + 1;
    const past = (frame - this.first) % count;
    this.pause();
    this.seek(this.video.loop ? this.first + ((past + count) % count) : Math.min(Math.max(this.first, frame), this.last));
  }

  /** @param {number} count frames forward, or back where negative */
  step(count) {
    this.go(this.frame + count);
  }

  /** Stops where it is. */
  pause() {
    const steps = this.#steps.running;
    this.#steps.stop();
    this.video.pause();
    if (steps) this.#tell("change");
  }

  #play() {
    if (!this.video.loop && this.frame >= this.last) this.seek(this.first);
    if (this.first === 0 && this.last === this.frames - 1) {
      this.video.play().catch(() => this.#tell("change"));
      return;
    }
    this.use.plays += 1;
    this.#steps.start();
    this.#tell("change");
  }

  /**
   * Shows one frame, whatever else goes on.
   *
   * @param {number} frame
   */
  seek(frame) {
    this.#wanted = frame;
    this.#tries = 0;
    this.#show(frame);
    this.#ask(frame);
  }

  /** @param {number} frame */
  #ask(frame) {
    clearTimeout(this.#late);
    this.#drawn = null;
    this.#tries += 1;
    this.video.currentTime = (frame + MIDDLE) / this.rate;
  }

  /**
   * The browser has found the frame, and draws it in a moment. On a busy machine it may draw it while the callback of an
   * older one still runs, and tells nobody; then it is asked to draw it again.
   */
  #wait() {
    clearTimeout(this.#late);
    const wanted = this.#wanted;
    if (wanted === null) return;
    const again = TELLS_FRAMES && this.#tries < TRIES;
    this.#late = setTimeout(() => (again ? this.#ask(wanted) : this.#arrive()), TELLS_FRAMES ? PATIENCE : 0);
  }

  /** What was asked for is there; if the picture says otherwise, the picture is right. */
  #arrive() {
    clearTimeout(this.#late);
    if (this.#wanted === null) return;
    const seen = this.#drawn ?? this.#wanted;
    this.#wanted = null;
    this.use.seen.add(seen);
    this.#show(seen);
  }

  #watch() {
    const { video } = this;
    if (TELLS_FRAMES) {
      const seen = (/** @type {number} */ _, /** @type {{ mediaTime: number }} */ { mediaTime }) => {
        this.#see(Math.round(mediaTime * this.rate));
        video.requestVideoFrameCallback(seen);
      };
      video.requestVideoFrameCallback(seen);
    } else video.addEventListener("timeupdate", () => this.#see(Math.floor(video.currentTime * this.rate)));
  }

  /** @param {number} drawn */
  #see(drawn) {
    const frame = Math.min(drawn, this.frames - 1);
    this.#drawn = frame;
    if (frame === this.#wanted) return this.#arrive();
    // other pictures that are still on their way are older than what was asked for
    if (this.#wanted !== null) return;
    this.use.seen.add(frame);
    this.#show(frame);
  }

  /** @param {number} frame */
  #show(frame) {
    this.frame = frame;
    this.#tell("frame");
  }

  /** @param {string} name */
  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}
