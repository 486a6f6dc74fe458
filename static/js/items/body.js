/**
 * A body outline with a transducer on it: the picture of a placement, which can be moved or is only looked at.
 *
 * The outline is drawn by a mask, so that it has the colours of the page. All outlines are 600 units wide and 800 high, with the
 * origin at the top left (`scenarios/model/outline.py`).
 *
 * @typedef {[x: number, y: number]} Place in units of the outline
 * @typedef {{ at: Place, direction: number | null, tone: "own" | "right" }} Placed
 */

import { draw } from "../exhibit/strokes.js";
import { make } from "../dom.js";

export const WIDTH = 600;
export const HEIGHT = 800;
/** Units from the middle of the transducer to the tip of its marker. */
const ARM = 78;
const FOOT = 26;

/** Seen from the front, the patient's right is on the left of the picture; seen from the back, it is on the right. */
const FRONT = ["the head", "the patient's left", "the feet", "the patient's right"];
const BACK = ["the head", "the patient's right", "the feet", "the patient's left"];
const PICTURE = ["the top of the picture", "the right of the picture", "the bottom of the picture", "the left of the picture"];
/** @type {Record<string, string[]>} */
const SIDES = { "torso-front": FRONT, abdomen: FRONT, "legs-front": FRONT, "torso-back": BACK, "legs-back": BACK };
/** Units beside the middle that still count as the midline. */
const MIDLINE = 12;

/**
 * @param {string} outline its name
 * @returns {{ element: HTMLElement, show: (placed: Placed[], shapes?: { kind: string, at: any }[]) => void }}
 */
export function makeBody(outline) {
  const picture = make("div", { class: "body-outline" });
  const address = new URL(`../../outlines/${outline}.svg`, import.meta.url).href;
  picture.style.setProperty("--outline", `url("${address}")`);
  const layer = draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "body-layer", "aria-hidden": "true" });
  const element = make("div", { class: "body" }, picture, layer);
  const show = (/** @type {Placed[]} */ placed, /** @type {{ kind: string, at: any }[]} */ shapes = []) =>
    layer.replaceChildren(...shapes.map(region), ...placed.map(transducer));
  return { element, show };
}

/**
 * Where the marker points, in words; a result page has the same (`player/pages/placement.py`).
 *
 * @param {string} outline
 * @param {number} degrees clockwise from the top of the picture
 */
export function directionWords(outline, degrees) {
  const names = SIDES[outline] ?? PICTURE;
  const eighth = Math.round(degrees / 45) % 8;
  const [first, second] = [names[Math.floor(eighth / 2)], names[Math.ceil(eighth / 2) % 4]];
  const words = eighth % 2 ? `between ${first} and ${second}` : `towards ${first}`;
  return `${words}, ${Math.round(degrees)}°`;
}

/**
 * Where the transducer stands, in words.
 *
 * @param {string} outline
 * @param {Place} at
 */
export function positionWords(outline, [x, y]) {
  const names = SIDES[outline] ?? PICTURE;
  const off = Math.round(Math.abs(x - WIDTH / 2) / (WIDTH / 100));
  const side = Math.abs(x - WIDTH / 2) <= MIDLINE ? "in the middle of the picture" : `${off}\u00a0% of the picture's width from its middle towards ${x < WIDTH / 2 ? names[3] : names[1]}`;
  return `${side}, ${Math.round((100 * y) / HEIGHT)}\u00a0% down`;
}

/** @param {Placed} placed */
function transducer({ at: [x, y], direction, tone }) {
  const foot = draw("circle", { r: FOOT, class: "foot" });
  const middle = draw("circle", { r: 5, class: "middle" });
  const body = draw("g", { class: `placed-probe ${tone}`, transform: `translate(${x} ${y}) rotate(${direction ?? 0})` }, foot, middle);
  if (direction !== null) {
    body.append(
      draw("path", { class: "halo", d: `M0 ${-FOOT}V${-ARM + 14}` }),
      draw("path", { class: "core", d: `M0 ${-FOOT}V${-ARM + 14}` }),
      draw("path", { class: "tip", d: `M0 ${-ARM}l13 20h-26z` }),
    );
  }
  return body;
}

/** @param {{ kind: string, at: any }} shape */
function region({ kind, at }) {
  if (kind === "circle") return draw("circle", { cx: at[0], cy: at[1], r: at[2], class: "body-region" });
  if (kind === "rectangle") return draw("rect", { x: at[0], y: at[1], width: at[2] - at[0], height: at[3] - at[1], class: "body-region" });
  return draw("polygon", { points: at.map((/** @type {Place} */ corner) => corner.join()).join(" "), class: "body-region" });
}
