/**
 * A clip, frame by frame: which frame is seen is read from the picture itself, not from the clock.
 */

/** Within which part of a frame's time it is asked for: the middle, so that rounding never shows a neighbour. */
const MIDDLE = 0.5;
/** Milliseconds after a seek in which the picture may still come; a picture that was there already does not come again. */
const PATIENCE = 300;
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
    return !this.video.paused && !this.video.ended;
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
    if (next) this.video.playbackRate = next;
  }

  /**
   * Keeps to a part of the clip.
   *
   * @param {number} first
   * @param {number} last
   */
  keepTo(first, last) {
    this.first = Math.max(0, first);
    this.last = Math.min(last, this.frames - 1);
    if (this.frame < this.first || this.frame > this.last) this.#ask(this.first);
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
    this.video.pause();
    this.#ask(this.video.loop ? this.first + ((past + count) % count) : Math.min(Math.max(this.first, frame), this.last));
  }

  /** @param {number} count frames forward, or back where negative */
  step(count) {
    this.go(this.frame + count);
  }

  #play() {
    if (!this.video.loop && this.frame >= this.last) this.#ask(this.first);
    this.video.play().catch(() => this.#tell("change"));
  }

  /** @param {number} frame */
  #ask(frame) {
    this.#wanted = frame;
    this.#drawn = null;
    clearTimeout(this.#late);
    this.#show(frame);
    this.video.currentTime = (frame + MIDDLE) / this.rate;
  }

  /** The browser has found the frame, and draws it in a moment. */
  #wait() {
    clearTimeout(this.#late);
    this.#late = setTimeout(() => this.#arrive(), TELLS_FRAMES ? PATIENCE : 0);
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
    if (this.playing && frame >= this.last && this.#isPart && !this.video.seeking) this.#turn();
  }

  get #isPart() {
    return this.first > 0 || this.last < this.frames - 1;
  }

  /** The end of a part: what the browser does by itself at the end of a whole clip. */
  #turn() {
    if (this.video.loop && this.last > this.first) this.video.currentTime = (this.first + MIDDLE) / this.rate;
    else this.go(this.last);
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
