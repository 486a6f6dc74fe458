/**
 * A clip, frame by frame: which frame is seen is read from the picture itself, not from the clock.
 */

/** Within which part of a frame's time it is asked for: the middle, so that rounding never shows a neighbour. */
const MIDDLE = 0.5;
const TELLS_FRAMES = "requestVideoFrameCallback" in HTMLVideoElement.prototype;

export class Cine extends EventTarget {
  /** The frame that is seen, counted from 0. */
  frame = 0;
  /** @type {number | null} the frame that has been asked for and is not there yet */
  #wanted = null;
  /** How often it was played, which frames were seen, and for how many seconds: for the record. */
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
    this.rate = rate;
    video.addEventListener("play", () => (this.use.plays += 1));
    // from here on the picture tells the truth again
    video.addEventListener("seeked", () => {
      this.#wanted = null;
      this.use.seen.add(this.frame);
    });
    for (const name of ["play", "pause", "ratechange", "error"]) video.addEventListener(name, () => this.#tell("change"));
    this.#watch();
  }

  get playing() {
    return !this.video.paused && !this.video.ended;
  }

  toggle() {
    if (this.playing) this.video.pause();
    else this.video.play().catch(() => this.#tell("change"));
  }

  /**
   * Shows one frame and holds it; a clip has no first and no last frame when it goes round.
   *
   * @param {number} frame
   */
  go(frame) {
    this.video.pause();
    const wanted = this.video.loop ? (frame + this.frames) % this.frames : Math.min(Math.max(0, frame), this.frames - 1);
    this.#wanted = wanted;
    this.#show(wanted);
    this.video.currentTime = (wanted + MIDDLE) / this.rate;
  }

  /** @param {number} count frames forward, or back where negative */
  step(count) {
    this.go(this.frame + count);
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

  /** @param {number} frame */
  #see(frame) {
    // pictures that are still on their way are older than what was asked for
    if (this.#wanted !== null) return;
    this.#show(Math.min(frame, this.frames - 1));
    this.use.seen.add(this.frame);
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
