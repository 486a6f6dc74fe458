/**
 * Where a point of an image is on the screen, and which point of the image a place on the screen is.
 *
 * Image points are in pixels of the exhibit's own size, from the top left corner of its first pixel; places on the
 * screen in CSS pixels from the top left corner of the box that the image is shown in. The image keeps its shape, so
 * that bars stand beside it where the box has another one. This is the only module that knows of those bars.
 *
 * @typedef {[number, number]} Point
 * @typedef {{ zoom: number, middle: Point }} View `middle`: the point of the image in the middle of the box
 * @typedef {{ scale: number, left: number, top: number }} Place how the whole image lies in the box
 */

/** The steps of the zoom buttons; 1 shows the whole image. */
export const ZOOMS = [1, 1.5, 2, 3, 4, 6, 8];
/** Millimetres of one mark of the depth scale. */
const CENTIMETRE = 10;

/**
 * How the whole image lies in its box.
 *
 * @param {Point} size of the image
 * @param {Point} box
 * @param {View} view
 * @returns {Place}
 */
export function lie(size, box, { zoom, middle }) {
  const scale = zoom * Math.min(box[0] / size[0], box[1] / size[1]);
  return { scale, left: box[0] / 2 - middle[0] * scale, top: box[1] / 2 - middle[1] * scale };
}

/**
 * @param {Place} place
 * @param {Point} point of the image
 * @returns {Point} on the screen
 */
export function toScreen({ scale, left, top }, [x, y]) {
  return [left + x * scale, top + y * scale];
}

/**
 * @param {Place} place
 * @param {Point} point on the screen
 * @returns {Point} of the image; outside of it for a point on the bars
 */
export function toImage({ scale, left, top }, [x, y]) {
  return [(x - left) / scale, (y - top) / scale];
}

/** The view of the whole image. @param {Point} size @returns {View} */
export function whole([width, height]) {
  return { zoom: 1, middle: [width / 2, height / 2] };
}

/**
 * The nearest view that leaves no room beside the image that the image could fill.
 *
 * @param {Point} size
 * @param {Point} box
 * @param {View} view
 * @returns {View}
 */
export function hold(size, box, { zoom, middle }) {
  const most = /** @type {number} */ (ZOOMS.at(-1));
  const held = { zoom: clamp(zoom, 1, most), middle };
  const { scale } = lie(size, box, held);
  const along = (/** @type {0 | 1} */ axis) => {
    const half = Math.min(box[axis] / scale, size[axis]) / 2;
    return clamp(middle[axis], half, size[axis] - half);
  };
  return { zoom: held.zoom, middle: [along(0), along(1)] };
}

/**
 * The view at another zoom in which one place on the screen shows the same point as before.
 *
 * @param {Point} size
 * @param {Point} box
 * @param {View} view
 * @param {number} zoom
 * @param {Point} anchor on the screen
 * @returns {View}
 */
export function zoomAt(size, box, view, zoom, anchor) {
  const most = /** @type {number} */ (ZOOMS.at(-1));
  const next = clamp(zoom, 1, most);
  const point = toImage(lie(size, box, view), anchor);
  const { scale } = lie(size, box, { ...view, zoom: next });
  const middle = /** @type {Point} */ ([0, 1].map((axis) => (point[axis] ?? 0) - ((anchor[axis] ?? 0) - (box[axis] ?? 0) / 2) / scale));
  return hold(size, box, { zoom: next, middle });
}

/**
 * The view after the image has been moved on the screen.
 *
 * @param {Point} size
 * @param {Point} box
 * @param {View} view
 * @param {Point} by CSS pixels
 * @returns {View}
 */
export function moveBy(size, box, view, [dx, dy]) {
  const { scale } = lie(size, box, view);
  return hold(size, box, { ...view, middle: [view.middle[0] - dx / scale, view.middle[1] - dy / scale] });
}

/**
 * The next step of the zoom from any zoom.
 *
 * @param {number} zoom
 * @param {1 | -1} by
 */
export function nextZoom(zoom, by) {
  const further = ZOOMS.filter((step) => (by > 0 ? step > zoom + 0.01 : step < zoom - 0.01));
  return (by > 0 ? further[0] : further.at(-1)) ?? zoom;
}

/**
 * The nearest point of the image itself, to a tenth of a pixel.
 *
 * @param {Point} size
 * @param {Point} point
 * @returns {Point}
 */
export function onImage([width, height], [x, y]) {
  return [tenth(clamp(x, 0, width)), tenth(clamp(y, 0, height))];
}

/**
 * The length of a line on the patient. Pixels may be wider than high, so each axis counts with its own size
 * (DICOM PS3.3 C.8.5.5.1, Physical Delta X and Y).
 *
 * @param {Point} from
 * @param {Point} to
 * @param {Point} mmPerPx millimetres for each pixel, across and down
 */
export function millimetres(from, to, mmPerPx) {
  return Math.hypot((to[0] - from[0]) * mmPerPx[0], (to[1] - from[1]) * mmPerPx[1]);
}

/**
 * The heights at which a calibrated region has its centimetres: counted from where the depth is 0, which on curved
 * transducers lies below the region's upper edge; where that is not known, from the edge.
 *
 * @param {[number, number, number, number]} region left, top, width, height in pixels of the image
 * @param {number} mmPerPx millimetres for each pixel down
 * @param {number | null} [zero] y at which the depth is 0
 * @returns {{ centimetre: number, y: number }[]}
 */
export function centimetres([, top, , height], mmPerPx, zero = null) {
  const from = zero ?? top;
  // the region's edges are whole pixels: a mark may stand half a pixel beyond them
  const count = Math.floor(((top + height + 0.5 - from) * mmPerPx) / CENTIMETRE);
  return Array.from({ length: Math.max(0, count + 1) }, (_, i) => ({ centimetre: i, y: from + (i * CENTIMETRE) / mmPerPx }));
}

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
function clamp(value, least, most) {
  return Math.min(Math.max(value, least), most);
}

/** @param {number} value */
function tenth(value) {
  return Math.round(value * 10) / 10;
}
