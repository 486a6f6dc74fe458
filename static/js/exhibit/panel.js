/**
 * What is used rarely: brightness, contrast, moving a zoomed image by buttons, and the way back to how it was. Where the
 * bar is narrow, zoom and loop have their place here, too.
 *
 * @typedef {import("./cine.js").Cine} Cine
 * @typedef {import("./lens.js").Lens} Lens
 * @typedef {import("./geometry.js").Point} Point
 */

import { icon, label, make } from "../dom.js";
import { keyed } from "../shortcuts.js";
import { loopButton, zoomControls } from "./bar.js";
import { TUNE } from "./lens.js";

/** The part of the box by which a button, or a key, moves the image. */
export const MOVE = 0.15;
/** Which way the image goes: what lies to the left comes into sight when it moves to the right. */
const WAYS = /** @type {[string, string, Point][]} */ ([
  ["Left", "left", [1, 0]],
  ["Up", "up", [0, 1]],
  ["Down", "down", [0, -1]],
  ["Right", "right", [-1, 0]],
]);

/**
 * @param {string} id
 * @param {Cine | null} cine
 * @param {Lens} lens
 * @returns {HTMLElement}
 */
export function makePanel(id, cine, lens) {
  const reset = make("button", { type: "button", class: "button small reset", ...keyed("R"), click: () => lens.reset() }, icon("loop"), "Reset");
  lens.addEventListener("change", () => (reset.disabled = !lens.changed));
  reset.disabled = true;
  return make(
    "div",
    { class: "panel", id, role: "group", "aria-label": "Adjust the image", hidden: true },
    tuner(lens, "brightness", "Brightness"),
    tuner(lens, "contrast", "Contrast"),
    make("span", { class: "panel-row" }, zoomControls(lens, "narrow"), cine && loopButton(cine, "narrow"), movers(lens), reset),
  );
}

/**
 * @param {Lens} lens
 * @param {"brightness" | "contrast"} what
 * @param {string} name
 */
function tuner(lens, what, name) {
  const { least, most, step } = TUNE;
  const slider = make("input", { type: "range", class: "slider", min: least, max: most, step, value: 1 });
  const figure = make("output", { class: "time" });
  slider.addEventListener("input", () => lens.tune(what, Number(slider.value)));
  const show = () => {
    const per = `${Math.round(100 * lens[what])} %`;
    slider.value = String(lens[what]);
    slider.style.setProperty("--part", `${(100 * (lens[what] - least)) / (most - least)}%`);
    slider.setAttribute("aria-valuetext", per);
    figure.textContent = per;
  };
  lens.addEventListener("change", show);
  show();
  return make("label", { class: "tuner" }, make("span", {}, name), slider, figure);
}

/** @param {Lens} lens */
function movers(lens) {
  const buttons = WAYS.map(([name, picture, [x, y]]) => {
    const move = () => lens.move([x * lens.box[0] * MOVE, y * lens.box[1] * MOVE]);
    const button = make("button", { type: "button", class: "control", click: move });
    label(button, `Look further ${name.toLowerCase()}`, picture);
    return button;
  });
  const group = make("span", { class: "movers", role: "group", "aria-label": "Move the zoomed image" }, ...buttons);
  const show = () => buttons.forEach((button) => (button.disabled = lens.zoom === 1));
  lens.addEventListener("change", show);
  show();
  return group;
}
