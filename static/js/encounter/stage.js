/**
 * The encounter as it is played: the released segments of a scene, one after the other, each to its very end.
 *
 * The stage knows no buttons. It tells `change` when anything that a control shows has changed, and `tick` with every
 * frame that is played. The end of the last released segment is told to the server, which releases what follows.
 *
 * @typedef {import("../types.js").Segment} Segment
 * @typedef {import("../types.js").State} State
 * @typedef {import("./playlist.js").Part} Part
 */

import { onFrames } from "./frames.js";
import { lay, lengthOf, locate } from "./playlist.js";
import { Place } from "./place.js";

/** Seconds before the end of a segment at which its last frame is surely shown (frames last 1/60 to 1/15 s). */
const LAST_FRAME = 0.015;
/** Seconds before the end at which to play means to play again. */
const AT_END = 0.1;

export class Stage extends EventTarget {
  /** @type {Part[]} the scene that is shown */
  parts = [];
  /** Whether the browser wants a click before it plays. */
  blocked = false;
  /** Whether the recording could not be loaded. */
  failed = false;
  /** Whether it waits for the network. */
  waiting = false;
  #deck;
  #sitting;
  #kept;
  /** @type {State | null} */
  #state = null;
  #place = 0;
  #live = "";
  #liveTime = 0;
  #wants = false;

  /**
   * @param {import("./deck.js").Deck} deck
   * @param {import("../sitting.js").Sitting} sitting
   * @param {string} attempt
   */
  constructor(deck, sitting, attempt) {
    super();
    this.#deck = deck;
    this.#sitting = sitting;
    this.#kept = new Place(attempt);
    this.#listen();
    addEventListener("pagehide", () => this.#keepPlace(true));
    sitting.store.subscribe(({ state, line }, before) => {
      if (state && state !== before.state) this.#update(state);
      if (line === "open" && before.line === "lost" && this.failed && this.#wants) this.play();
    });
  }

  /** The segment that is shown. */
  get segment() {
    return this.parts[this.#place]?.segment ?? null;
  }

  /** Seconds within that segment. */
  get time() {
    return Math.min(this.#deck.time, this.segment?.duration ?? 0);
  }

  /** Seconds within the scene. */
  get position() {
    return (this.parts[this.#place]?.offset ?? 0) + this.time;
  }

  /** Seconds of the scene that have been released. */
  get length() {
    return lengthOf(this.parts);
  }

  /** Whether it plays, or will as soon as it can. */
  get playing() {
    return this.#wants && !this.blocked && !this.failed;
  }

  /** The segment that was released last. */
  get latest() {
    return this.#state?.segments.at(-1) ?? null;
  }

  /** Whether the segment that was released last is the one that is shown. */
  get isLive() {
    return this.segment !== null && this.segment.id === this.latest?.id;
  }

  /** Whether the encounter goes on when the end of this segment is reached. */
  get isRunning() {
    return this.#state?.stage === "playing";
  }

  /** Whether a question holds the encounter. */
  get isHeld() {
    return this.#state?.stage === "asking";
  }

  /** Whether what is shown may be played now. */
  get playable() {
    return (this.segment?.media.length ?? 0) > 0;
  }

  /** Whether the candidate may move within what has been released. */
  get seekable() {
    return this.playable && this.#state?.replay !== "none";
  }

  /** Whether a segment may be shown again now. @param {Segment} segment */
  mayShow(segment) {
    return segment.media.length > 0 && this.#state?.replay !== "none";
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  play() {
    if (!this.playable) return;
    this.#wants = true;
    const atEnd = this.time > (this.segment?.duration ?? 0) - AT_END;
    if (this.failed) this.#go(this.#place, this.time);
    else if (atEnd && !this.#deck.loading) this.#go(this.#place, 0);
    else this.#deck.play();
    this.#changed();
  }

  pause() {
    this.#wants = false;
    this.#deck.pause();
    this.#changed();
  }

  /** Goes to a place in the scene. @param {number} position seconds from its start */
  seek(position) {
    if (!this.seekable) return;
    const { place, time } = locate(this.parts, position);
    this.#jump(place, time);
  }

  /**
   * Goes to a place in any segment that may be shown, of an earlier scene too, and plays from there.
   *
   * @param {Segment} segment
   * @param {number} time seconds from its start
   */
  show(segment, time) {
    if (!this.mayShow(segment)) return;
    this.#wants = true;
    this.#remember();
    this.#lay(segment.scene);
    const place = this.parts.findIndex((part) => part.segment.id === segment.id);
    this.#go(place, time);
  }

  /** Goes back to where the encounter is. */
  goLive() {
    if (!this.latest) return;
    this.#lay(this.latest.scene);
    this.#wants = this.isRunning;
    this.#go(this.parts.length - 1, this.isRunning ? this.#liveTime : this.latest.duration - LAST_FRAME);
  }

  /** Leaves the rest of what has been released, and goes on where it ends. */
  finish() {
    if (!this.latest || !this.isRunning) return;
    this.#lay(this.latest.scene);
    this.#wants = false;
    this.#go(this.parts.length - 1, this.latest.duration - LAST_FRAME);
    this.#reach();
  }

  /** @param {State} state */
  #update(state) {
    const before = this.#state;
    this.#state = state;
    const latest = state.segments.at(-1);
    const live = latest ? `${state.case?.id}/${latest.id}` : "";
    if (!latest) this.#clear();
    else if (live !== this.#live) this.#follow(latest, live, !before?.segments.length);
    else this.#lay(this.segment?.scene ?? latest.scene);
    this.#changed();
  }

  /**
   * Shows a segment that has just been released.
   *
   * @param {Segment} latest
   * @param {string} live
   * @param {boolean} again whether it was released before this page saw it
   */
  #follow(latest, live, again) {
    this.#live = live;
    this.#wants = this.isRunning;
    this.#lay(latest.scene);
    this.#liveTime = again ? this.#kept.resume(live) : 0;
    this.#place = this.parts.length - 1;
    this.#go(this.#place, this.isRunning ? this.#liveTime : latest.duration - LAST_FRAME);
  }

  #clear() {
    this.#keepPlace(true);
    this.#live = "";
    this.parts = [];
    this.#place = 0;
    this.#wants = false;
    this.#deck.empty();
  }

  /** Lays the released segments of a scene, and stays at the one that is shown if it is among them. @param {string} scene */
  #lay(scene) {
    const shown = this.segment?.id;
    this.parts = lay(this.#state?.segments ?? [], scene);
    const place = this.parts.findIndex(({ segment }) => segment.id === shown);
    this.#place = place < 0 ? this.parts.length - 1 : place;
  }

  /** @param {number} place @param {number} time */
  #jump(place, time) {
    if (place !== this.#place || this.#deck.loading || this.failed) this.#go(place, time);
    else {
      this.#deck.time = time;
      if (this.#wants) this.#deck.play();
      this.#changed();
    }
  }

  /** @param {number} place @param {number} time */
  #go(place, time) {
    const part = this.parts[place];
    if (!part) return;
    if (place !== this.#place) this.#remember();
    this.#place = place;
    this.failed = this.blocked = this.waiting = false;
    this.#deck.load(part.segment.media, Math.max(0, time), this.#wants);
    this.#tick();
    this.#changed();
  }

  /** Remembers where the encounter was, before something else is shown. */
  #remember() {
    if (this.isLive && this.isRunning) this.#liveTime = this.#deck.time;
  }

  #listen() {
    const listeners = {
      ended: () => this.#end(),
      playing: () => this.#set({ waiting: false, blocked: false, failed: false }),
      pause: () => this.#changed(),
      seeked: () => this.#tick(),
      swap: () => this.#tick(),
      waiting: () => this.#set({ waiting: true }),
      blocked: () => this.#set({ blocked: true, waiting: false }),
      error: () => this.#set({ failed: true, waiting: false }),
    };
    for (const [name, listener] of Object.entries(listeners)) this.#deck.addEventListener(name, listener);
    onFrames(this.#deck, () => this.#tick());
  }

  /** @param {{ waiting?: boolean, blocked?: boolean, failed?: boolean }} patch */
  #set(patch) {
    Object.assign(this, patch);
    this.#changed();
  }

  #end() {
    this.#tick();
    if (this.#place < this.parts.length - 1) this.#go(this.#place + 1, 0);
    else {
      this.#wants = false;
      if (this.isLive && this.isRunning) this.#reach();
    }
    this.#changed();
  }

  #reach() {
    if (this.latest) this.#sitting.say({ type: "reached", segment: this.latest.id });
  }

  #tick() {
    this.#keepPlace();
    this.dispatchEvent(new Event("tick"));
  }

  #keepPlace(now = false) {
    if (this.isLive) this.#kept.keep(this.#live, this.#deck.time, now);
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
