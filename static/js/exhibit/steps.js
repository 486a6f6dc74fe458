/**
 * Plays a part of a clip, frame by frame. A browser that plays by itself stops a frame or two too late on a busy machine;
 * steps never leave the part. Where a frame takes too long to come, the next ones are left out, and the pace stays.
 */
export class Steps {
  #cine;
  #began = 0;
  #base = 0;
  #next = 0;

  /** @param {import("./cine.js").Cine} cine */
  constructor(cine) {
    this.#cine = cine;
  }

  get running() {
    return this.#next > 0;
  }

  /** Begins at the frame that is seen, at the clip's speed. */
  start() {
    this.stop();
    this.#began = performance.now();
    this.#base = this.#cine.frame;
    this.#next = requestAnimationFrame(() => this.#step());
  }

  stop() {
    cancelAnimationFrame(this.#next);
    this.#next = 0;
  }

  #step() {
    const { first, last, rate, video, settled, frame } = this.#cine;
    const passed = ((performance.now() - this.#began) / 1000) * rate * video.playbackRate;
    const due = this.#base + Math.floor(passed);
    if (due > last && !video.loop) return this.#cine.go(last);
    const wanted = first + ((due - first) % (last - first + 1));
    if (settled && wanted !== frame) this.#cine.seek(wanted);
    this.#next = requestAnimationFrame(() => this.#step());
  }
}
