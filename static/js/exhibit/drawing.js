/**
 * What is drawn over an image: points, lines, regions, labelled spots, the handles that move them, and a cross-hair.
 *
 * Everything is told in pixels of the image and drawn at the same size on the screen at any zoom. Each stroke is drawn
 * twice, a dark halo under a light core, so that it is seen on black, on white and on any grey, in every theme. The
 * drawing takes no pointer; only its handles take the focus, and the names of handles are what a screen reader hears.
 *
 * @typedef {import("./geometry.js").Point} Point
 * @typedef {import("./lens.js").Lens} Lens
 * @typedef {"own" | "away" | "right" | "wrong"} Tone `away`: of another frame than the one that is seen
 * @typedef {{ shape: "point", at: Point, tone: Tone, text?: string }
 *   | { shape: "spot", at: Point, tone: Tone, text: string, words?: string } `words` beside its number
 *   | { shape: "line", from: Point, to: Point, tone: Tone, text?: string }
 *   | { shape: "circle", at: Point, radius: number, tone: Tone, text?: string }
 *   | { shape: "rectangle", from: Point, to: Point, tone: Tone, text?: string }
 *   | { shape: "polygon", corners: Point[], tone: Tone, text?: string }} Shape
 * @typedef {{ id: string, at: Point, name: string, tone: Tone }} Handle
 * @typedef {{ left: number, right: number, y: number }} Laid words that are there already
 */

import { toScreen } from "./geometry.js";
import { draw } from "./strokes.js";

/** CSS pixels from the middle of a handle to its edge: targets are 28 px wide (WCAG 2.5.8 wants 24). */
export const REACH = 14;
/** CSS pixels of the free middle of the cross-hair, so that it never hides what it is on. */
const GAP = 5;
/** CSS pixels from the middle of a line to its words, and for each letter of them. */
const BESIDE = 13;
const TEXT_WIDTH = 9;
/** CSS pixels from the words of one line to those of another below them. */
const TEXT_HEIGHT = 20;

export class Drawing {
  element = draw("svg", { class: "drawing", role: "none" });
  #shapes = draw("g", { "aria-hidden": "true" });
  #handles = draw("g");
  #cross = draw("g", { class: "cross", "aria-hidden": "true" });
  #lens;
  /** @type {Shape[]} */
  #shown = [];
  /** @type {Handle[]} */
  #grips = [];
  /** @type {Point | null} */
  #cursor = null;

  /** @param {Lens} lens */
  constructor(lens) {
    this.#lens = lens;
    this.element.append(this.#shapes, this.#cross, this.#handles);
    lens.addEventListener("change", () => this.#draw());
  }

  /**
   * Draws this and nothing else.
   *
   * @param {Shape[]} shapes
   * @param {Handle[]} [handles] in the order of the Tab key
   */
  show(shapes, handles = []) {
    this.#shown = shapes;
    this.#grips = handles;
    this.#draw();
  }

  /** Shows the cross-hair, or none. @param {Point | null} point */
  cross(point) {
    this.#cursor = point;
    this.#draw();
  }

  /** Goes to a handle. @param {string} id */
  focus(id) {
    this.#find(id)?.focus();
  }

  #draw() {
    const at = (/** @type {Point} */ point) => toScreen(this.#lens.place, point);
    /** @type {Laid[]} */
    const laid = [];
    this.#shapes.replaceChildren(...this.#shown.map((shape) => SHAPES[shape.shape](shape, at, this.#lens, laid)));
    this.#cross.replaceChildren(...(this.#cursor ? crossHair(at(this.#cursor), this.#lens.box) : []));
    this.#drawHandles(at);
  }

  /**
   * Handles stay the same elements as long as they are there: one of them may have the focus.
   *
   * @param {(point: Point) => Point} at
   */
  #drawHandles(at) {
    for (const element of [...this.#handles.children]) {
      if (!this.#grips.some(({ id }) => id === element.getAttribute("data-handle"))) element.remove();
    }
    for (const { id, at: point, name, tone } of this.#grips) {
      const element = this.#find(id) ?? this.#handles.appendChild(handle(id));
      const [x, y] = at(point);
      element.setAttribute("transform", `translate(${x} ${y})`);
      element.setAttribute("class", `handle ${tone}`);
      if (element.getAttribute("aria-label") !== name) element.setAttribute("aria-label", name);
    }
  }

  /** @param {string} id @returns {SVGGElement | null} */
  #find(id) {
    return this.#handles.querySelector(`[data-handle="${id}"]`);
  }
}

/** @param {string} id */
function handle(id) {
  const ring = draw("circle", { class: "ring", r: REACH - 2 });
  return /** @type {SVGGElement} */ (
    draw("g", { "data-handle": id, tabindex: 0, role: "button" }, draw("circle", { class: "reach", r: REACH }), ring)
  );
}

/**
 * A stroke with its halo.
 *
 * @param {string} path
 * @param {string} look its tone, and whether it is dashed
 */
function stroke(path, look) {
  return draw("g", { class: `stroke ${look}` }, draw("path", { class: "halo", d: path }), draw("path", { class: "core", d: path }));
}

/**
 * @param {Point} at
 * @param {Tone} tone
 * @param {string | undefined} text
 */
function words([x, y], tone, text) {
  return text ? [draw("text", { x, y, class: tone }, text)] : [];
}

/** A small cross whose middle stays free. @param {Point} at @returns {string} */
function plus([x, y]) {
  const arm = (/** @type {number} */ dx, /** @type {number} */ dy) => `M${x + 2 * dx} ${y + 2 * dy}L${x + 8 * dx} ${y + 8 * dy}`;
  return arm(-1, 0) + arm(1, 0) + arm(0, -1) + arm(0, 1);
}

/** @param {Point[]} points */
function polyline(points) {
  return `M${points.map(([x, y]) => `${x} ${y}`).join("L")}`;
}

/**
 * The words of a line: to the right of a steep one, above a flat one, on the side from which it falls away; lower where
 * they would lie on those of another line, as beside two diameters of one vessel.
 *
 * @param {Point} from
 * @param {Point} to
 * @param {Tone} tone
 * @param {string | undefined} text
 * @param {number} width of the box
 * @param {Laid[]} laid
 */
function lengthOf(from, to, tone, text, width, laid) {
  if (!text) return [];
  const [left, right] = from[0] <= to[0] ? [from, to] : [to, from];
  const slope = (right[1] - left[1]) / Math.max(right[0] - left[0], 0.001);
  const [x, y] = [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2];
  const steep = Math.abs(slope) >= 1;
  const room = width - x > TEXT_WIDTH * text.length;
  const anchor = !room ? "end" : steep || slope > 0.15 ? "start" : slope < -0.15 ? "end" : "middle";
  const aside = steep ? (room ? BESIDE : -BESIDE) : 0;
  const low = below(laid, x + aside, steep ? y + 5 : y - BESIDE, anchor, TEXT_WIDTH * text.length);
  return [draw("text", { x: x + aside, y: low, class: tone, "text-anchor": anchor }, text)];
}

/**
 * How far down words have to go so that they lie on none that are there; they count as laid from then on.
 *
 * @param {Laid[]} laid
 * @param {number} x
 * @param {number} y
 * @param {string} anchor
 * @param {number} width
 */
function below(laid, x, y, anchor, width) {
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  const right = left + width;
  let low = y;
  for (const other of [...laid].sort((one, next) => one.y - next.y)) {
    if (left < other.right && other.left < right && Math.abs(low - other.y) < TEXT_HEIGHT) low = other.y + TEXT_HEIGHT;
  }
  laid.push({ left, right, y: low });
  return low;
}

/** @type {Record<Shape["shape"], (shape: any, at: (point: Point) => Point, lens: Lens, laid: Laid[]) => SVGElement>} */
const SHAPES = {
  point: ({ at: point, tone, text }, at) => {
    const [x, y] = at(point);
    return draw("g", {}, stroke(plus([x, y]), tone), ...words([x + 13, y - 9], tone, text));
  },
  spot: ({ at: point, tone, text, words: label }, at, lens) => {
    const [x, y] = at(point);
    const room = lens.box[0] - x > TEXT_WIDTH * (label?.length ?? 0) + 20;
    const beside = label ? [draw("text", { x: room ? x + 18 : x - 18, y: y + 5, class: tone, "text-anchor": room ? "start" : "end" }, label)] : [];
    return draw("g", { class: `spot ${tone}` }, draw("circle", { cx: x, cy: y, r: 12 }), draw("text", { x, y, class: "spot-text" }, text), ...beside);
  },
  line: ({ from, to, tone, text }, at, lens, laid) => {
    const [a, b] = [at(from), at(to)];
    return draw("g", {}, stroke(polyline([a, b]), `${tone} dashed`), stroke(plus(a) + plus(b), tone), ...lengthOf(a, b, tone, text, lens.box[0], laid));
  },
  circle: ({ at: point, radius, tone, text }, at, lens) => {
    const [x, y] = at(point);
    const r = radius * lens.place.scale;
    return draw("g", {}, stroke(`M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`, tone), ...words([x + r * 0.7 + 6, y - r * 0.7 - 4], tone, text));
  },
  rectangle: ({ from, to, tone, text }, at) => outline([from, [to[0], from[1]], to, [from[0], to[1]]], at, tone, text),
  polygon: ({ corners, tone, text }, at) => outline(corners, at, tone, text),
};

/**
 * An outline; its words stand below its rightmost corner, clear of a point that may be set there.
 *
 * @param {Point[]} corners
 * @param {(point: Point) => Point} at
 * @param {Tone} tone
 * @param {string | undefined} text
 */
function outline(corners, at, tone, text) {
  const points = corners.map(at);
  const right = points.reduce((most, point) => (point[0] > most[0] ? point : most));
  return draw("g", {}, stroke(`${polyline(points)}Z`, tone), ...words([right[0] + 10, right[1] + 20], tone, text));
}

/**
 * Lines over the whole box, broken where they cross.
 *
 * @param {Point} at
 * @param {Point} box
 */
function crossHair([x, y], [width, height]) {
  const lines = `M0 ${y}H${x - GAP}M${x + GAP} ${y}H${width}M${x} 0V${y - GAP}M${x} ${y + GAP}V${height}`;
  return [stroke(lines, "own")];
}
