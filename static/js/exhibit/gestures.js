/**
 * Pointers on the picture: a mouse, a finger, a pen. Two fingers, or the wheel with Ctrl, zoom; one moves a zoomed image,
 * unless what the question draws wants it. Everything here can be done with buttons and keys, too.
 *
 * @typedef {import("./geometry.js").Point} Point
 * @typedef {import("./lens.js").Lens} Lens
 * @typedef {{ move: (at: Point) => void, drop: (at: Point, moved: boolean) => void, cancel: () => void }} Drag
 * @typedef {(at: Point, touch: boolean) => Drag | null} Take what a press at a place on the screen begins, if anything
 */

/** CSS pixels that a press may move and still be no drag. */
const STILL = 4;
/** How much one notch of a wheel zooms: the usual 100 px make a third. */
const WHEEL = 0.003;
/** CSS pixels of a line, for wheels that count in lines. */
const LINE = 33;
const MAIN = 0;
const MIDDLE = 1;

export class Gestures {
  #picture;
  #lens;
  #take;
  /** @type {Map<number, Point>} */
  #down = new Map();
  /** @type {Drag | null} */
  #drag = null;
  /** @type {Point} */
  #from = [0, 0];
  #moved = false;

  /**
   * @param {HTMLElement} picture
   * @param {Lens} lens
   * @param {Take} take
   */
  constructor(picture, lens, take) {
    this.#picture = picture;
    this.#lens = lens;
    this.#take = take;
    picture.addEventListener("pointerdown", (event) => this.#press(event));
    picture.addEventListener("pointermove", (event) => this.#go(event));
    picture.addEventListener("pointerup", (event) => this.#lift(event));
    picture.addEventListener("pointercancel", (event) => this.#lose(event));
    picture.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    // the page would take a picture along
    picture.addEventListener("dragstart", (event) => event.preventDefault());
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (event.button > MIDDLE || (event.target instanceof Element && event.target.closest("button"))) return;
    const at = this.#at(event);
    this.#picture.setPointerCapture(event.pointerId);
    this.#down.set(event.pointerId, at);
    if (this.#down.size > 1) {
      this.#drag?.cancel();
      this.#drag = null;
      return;
    }
    this.#from = at;
    this.#moved = false;
    this.#drag = (event.button === MAIN ? this.#take(at, event.pointerType === "touch") : null) ?? this.#pan(at);
    // no autoscroll of the middle button
    if (event.button === MIDDLE) event.preventDefault();
  }

  /** @param {PointerEvent} event */
  #go(event) {
    if (!this.#down.has(event.pointerId)) return;
    const at = this.#at(event);
    if (this.#down.size === 2) this.#pinch(event.pointerId, at);
    this.#down.set(event.pointerId, at);
    this.#moved ||= apart(at, this.#from) > STILL;
    if (this.#moved) this.#drag?.move(at);
  }

  /** @param {PointerEvent} event */
  #lift(event) {
    if (!this.#down.delete(event.pointerId)) return;
    this.#drag?.drop(this.#at(event), this.#moved);
    this.#drag = null;
  }

  /** @param {PointerEvent} event */
  #lose(event) {
    if (!this.#down.delete(event.pointerId)) return;
    this.#drag?.cancel();
    this.#drag = null;
  }

  /** @param {Point} from @returns {Drag} */
  #pan(from) {
    let last = from;
    const move = (/** @type {Point} */ at) => {
      this.#lens.move([at[0] - last[0], at[1] - last[1]]);
      last = at;
    };
    return { move, drop: () => {}, cancel: () => {} };
  }

  /**
   * Two fingers: what is between them stays between them.
   *
   * @param {number} id of the one that has moved
   * @param {Point} at
   */
  #pinch(id, at) {
    const before = /** @type {Point} */ (this.#down.get(id));
    const other = [...this.#down].find(([one]) => one !== id)?.[1] ?? before;
    const [was, is] = [between(before, other), between(at, other)];
    this.#lens.zoomTo(this.#lens.zoom * (apart(at, other) / Math.max(apart(before, other), 1)), was);
    this.#lens.move([is[0] - was[0], is[1] - was[1]]);
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const notch = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * LINE;
    this.#lens.zoomTo(this.#lens.zoom * Math.exp(-notch * WHEEL), this.#at(event));
  }

  /** @param {MouseEvent} event @returns {Point} */
  #at({ clientX, clientY }) {
    const { left, top } = this.#picture.getBoundingClientRect();
    return [clientX - left - this.#picture.clientLeft, clientY - top - this.#picture.clientTop];
  }
}

/**
 * @param {Point} a
 * @param {Point} b
 */
function apart(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/**
 * @param {Point} a
 * @param {Point} b
 * @returns {Point}
 */
function between(a, b) {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}
