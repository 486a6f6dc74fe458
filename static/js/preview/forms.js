/**
 * What points on an image can form: what is drawn of it, and what there is to write of it. Pure: no page, no server.
 *
 * @typedef {import("../types.js").Exhibit} Exhibit
 * @typedef {import("../exhibit/geometry.js").Point} Point
 * @typedef {import("../exhibit/drawing.js").Shape} Shape
 * @typedef {"circle" | "rectangle" | "polygon" | "spots" | "keep" | "scale"} FormName
 * @typedef {Record<string, unknown>} Given a value with its name, as the server takes it: a shape, spots, or frames
 * @typedef {{ what: string, text: string, hint?: string, kinds?: string[], given?: Given }} Row `kinds` of places where it may be written
 * @typedef {{ shapes: Shape[], rows: Row[] }} Formed
 *
 * @typedef {object} Form
 * @property {string} title
 * @property {string} task how it is set
 * @property {(points: Point[], exhibit: Exhibit, length: number) => Formed} of
 */

const LETTERS = "abcdefghijkl";
const PIXELS = "In pixels of this picture: an original that was cut or made smaller on its way in has others.";
const NOTHING = /** @type {Formed} */ ({ shapes: [], rows: [] });

/** @type {Record<FormName, Form>} */
export const FORMS = {
  circle: { title: "Circle", task: "Set its middle, then a point on its edge.", of: circle },
  rectangle: { title: "Rectangle", task: "Set two opposite corners.", of: rectangle },
  polygon: { title: "Polygon", task: "Set its corners in their order, 3 to 40 of them.", of: polygon },
  spots: { title: "Spots", task: "Set a point for each spot, 12 at most.", of: spots },
  keep: { title: "Mask of an import", task: "Set two opposite corners of what is kept, or all its corners in their order.", of: keep },
  scale: { title: "Scale of an import", task: "Set two points whose distance you know.", of: scale },
};

/**
 * The frames that points were set on.
 *
 * @param {number[]} frames
 * @returns {Row[]}
 */
export function framesOf(frames) {
  if (!frames.length) return [];
  const both = [Math.min(...frames), Math.max(...frames)];
  return [{ what: "The frames of the points, counted from 0", text: `frames: [${both.join(", ")}]`, kinds: ["frames", "frame"], given: { frames: both } }];
}

/**
 * What a shape of a key looks like.
 *
 * @param {Record<string, any>} shape by its kind
 * @param {import("../exhibit/drawing.js").Tone} tone
 * @param {string} [text]
 * @returns {Shape[]}
 */
export function drawn({ circle: round, rectangle: box, polygon: corners }, tone, text = "") {
  if (round) return [{ shape: "circle", at: [round[0], round[1]], radius: round[2], tone, text }];
  if (box) return [{ shape: "rectangle", from: [box[0], box[1]], to: [box[2], box[3]], tone, text }];
  return corners ? [{ shape: "polygon", corners, tone, text }] : [];
}

/** @type {Form["of"]} */
function circle([first, second]) {
  if (!first || !second) return NOTHING;
  const radius = tenth(Math.hypot(second[0] - first[0], second[1] - first[1]));
  return shaped("A circle, for a key", "circle", [...first.map(tenth), radius]);
}

/** @type {Form["of"]} */
function rectangle([first, second]) {
  return first && second ? shaped("A rectangle, for a key", "rectangle", corners(first, second).map(tenth)) : NOTHING;
}

/** @type {Form["of"]} */
function polygon(points) {
  return points.length < 3 ? NOTHING : shaped("A polygon, for a key", "polygon", points.map((point) => point.map(tenth)));
}

/** @type {Form["of"]} */
function spots(points) {
  const named = points.slice(0, LETTERS.length).map((at, i) => `${LETTERS[i]}: ${list(at.map(tenth))}`);
  const row = { what: "Spots to be labelled", text: `spots: {${named.join(", ")}}`, kinds: ["spots"], given: { spots: points.slice(0, LETTERS.length) } };
  return { shapes: [], rows: points.length ? [row] : [] };
}

/** @type {Form["of"]} */
function keep(points, { size }) {
  const whole = points.map(([x, y]) => /** @type {Point} */ ([Math.min(Math.round(x), size[0] - 1), Math.min(Math.round(y), size[1] - 1)]));
  const [first, second] = whole;
  if (!first || !second) return NOTHING;
  if (whole.length > 2) {
    const text = `--keep-polygon '${whole.map((point) => point.join(",")).join(" ")}'`;
    return { shapes: drawn({ polygon: whole }, "own"), rows: [{ what: "A mask, for an import", text, hint: PIXELS }] };
  }
  // the last column and the last row belong to what is kept
  const [left = 0, top = 0, right = 0, bottom = 0] = corners(first, second);
  const text = `--keep-rect ${[left, top, right - left + 1, bottom - top + 1].join(",")}`;
  return { shapes: drawn({ rectangle: [left, top, right, bottom] }, "own"), rows: left < right && top < bottom ? [{ what: "A mask, for an import", text, hint: PIXELS }] : [] };
}

/** @type {Form["of"]} */
function scale([first, second], _, length) {
  if (!first || !second) return NOTHING;
  /** @type {Shape} */
  const line = { shape: "line", from: first, to: second, tone: "own", text: length > 0 ? `${length} mm` : "" };
  const row = { what: "A scale, for an import", text: `--scale ${[...first, ...second].map(tenth).join(",")}=${length}`, hint: PIXELS };
  return { shapes: [line], rows: length > 0 ? [row] : [] };
}

/**
 * @param {string} what
 * @param {string} kind
 * @param {any[]} at
 * @returns {Formed}
 */
function shaped(what, kind, at) {
  const shape = { [kind]: at };
  return { shapes: drawn(shape, "own"), rows: [{ what, text: `${kind}: ${list(at)}`, kinds: ["shape", "region"], given: { shape } }] };
}

/**
 * @param {Point} first
 * @param {Point} second
 */
function corners(first, second) {
  return [Math.min(first[0], second[0]), Math.min(first[1], second[1]), Math.max(first[0], second[0]), Math.max(first[1], second[1])];
}

/** @param {any[]} values @returns {string} */
function list(values) {
  return `[${values.map((value) => (Array.isArray(value) ? list(value) : value)).join(", ")}]`;
}

/** @param {number} value pixels, to a tenth */
function tenth(value) {
  return Math.round(value * 10) / 10;
}
