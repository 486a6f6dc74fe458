/**
 * Two players that take turns: the next recording is made ready behind the one that is seen, so that a held frame
 * stays on the screen until the first frame of what follows can be shown.
 *
 * What happens to the one in front is told under the media element's own event names; `swap` when the next one has
 * come to the front, and `blocked` where the browser wants a click before it plays.
 *
 * @typedef {import("../types.js").Source} Source
 */

import { make } from "../dom.js";

const TOLD = ["playing", "pause", "ended", "waiting", "seeked", "error"];
/** What may show that the first picture is there. */
const READY = ["loadeddata", "seeked", "canplay"];
/** Milliseconds after which a recording comes to the front without a picture: some browsers wait for a click to load one. */
const PATIENCE = 600;
/** Seconds by which a browser may miss the place that it was sent to. */
const NEAR = 0.05;

/** @typedef {{ at: number, playing: boolean, stop: AbortController }} Loading where it will begin, and whether it plays then */

export class Deck extends EventTarget {
  /** @type {HTMLVideoElement} */
  front;
  /** @type {HTMLVideoElement} */
  #back;
  /** @type {Loading | null} */
  #loading = null;

  /** @param {HTMLElement} host where the pictures are shown */
  constructor(host) {
    super();
    this.front = this.#player();
    this.#back = this.#player();
    this.front.classList.add("front");
    host.prepend(this.#back, this.front);
  }

  /** Whether a recording is on its way to the front. */
  get loading() {
    return this.#loading !== null;
  }

  /** Seconds from the start of the recording that is in front, or of the one that is on its way there. */
  get time() {
    return this.#loading?.at ?? this.front.currentTime;
  }

  set time(seconds) {
    this.front.currentTime = seconds;
  }

  /** Whether the picture moves, or would if the network were faster. */
  get running() {
    return !this.loading && !this.front.paused && !this.front.ended;
  }

  /**
   * Brings a recording to the front as soon as its picture is there.
   *
   * @param {Source[]} sources encodings of it, the best first
   * @param {number} at seconds
   * @param {boolean} playing whether it begins to play then
   */
  load(sources, at, playing) {
    this.#loading?.stop.abort();
    const next = this.#back;
    const source = sources.find(({ type }) => next.canPlayType(type)) ?? sources[0];
    if (!source) return;
    const loading = { at, playing, stop: new AbortController() };
    this.#loading = loading;
    this.#await(next, loading);
    next.src = source.src;
    next.load();
  }

  /** Plays; where the browser refuses without a click, `blocked` is told. */
  async play() {
    if (this.#loading) this.#loading.playing = true;
    else {
      try {
        await this.front.play();
      } catch (error) {
        if (error instanceof DOMException && error.name === "NotAllowedError") this.#tell("blocked");
      }
    }
  }

  pause() {
    if (this.#loading) this.#loading.playing = false;
    this.front.pause();
  }

  /** Shows and plays nothing any more. */
  empty() {
    this.#loading?.stop.abort();
    this.#loading = null;
    for (const player of [this.front, this.#back]) unload(player);
  }

  /**
   * @param {number} speed
   * @param {number} volume 0 to 1
   * @param {boolean} muted
   */
  tune(speed, volume, muted) {
    for (const player of [this.front, this.#back]) {
      player.defaultPlaybackRate = player.playbackRate = speed;
      player.volume = volume;
      player.muted = muted;
    }
  }

  /**
   * @param {HTMLVideoElement} next
   * @param {Loading} loading
   */
  #await(next, loading) {
    const { at, stop } = loading;
    const on = (/** @type {string} */ name, /** @type {() => void} */ listener) =>
      next.addEventListener(name, listener, { signal: stop.signal });
    const show = () => stop.signal.aborted || this.#swap(loading);
    const ready = () => next.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && Math.abs(next.currentTime - at) < NEAR;
    for (const name of READY) on(name, () => ready() && show());
    on("suspend", () => setTimeout(show, PATIENCE));
    on("error", () => this.#tell("error"));
    on("loadedmetadata", () => at > 0 && (next.currentTime = at));
  }

  /** @param {Loading} loading */
  #swap(loading) {
    loading.stop.abort();
    this.#loading = null;
    const past = this.front;
    this.front = this.#back;
    this.#back = past;
    this.front.classList.add("front");
    past.classList.remove("front");
    unload(past);
    this.#tell("swap");
    if (loading.playing) this.play();
  }

  #player() {
    const player = make("video", { playsinline: true, preload: "auto", disablepictureinpicture: true, tabindex: -1 });
    for (const name of TOLD) player.addEventListener(name, () => player === this.front && !this.loading && this.#tell(name));
    return player;
  }

  /** @param {string} name */
  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}

/** @param {HTMLVideoElement} player */
function unload(player) {
  player.pause();
  player.removeAttribute("src");
  player.load();
}
