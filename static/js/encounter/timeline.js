/**
 * The line of time of a scene: how much of it has been released, where the candidate is, and the timepoints that have
 * been passed. What is still to come is not on it: nobody here knows it.
 *
 * @typedef {import("./stage.js").Stage} Stage
 */

import { fill, make } from "../dom.js";
import { inWords } from "../time.js";

const STEP = 5;
/** Seconds by which a key moves. */
const KEYS = { ArrowLeft: -STEP, ArrowDown: -STEP, ArrowRight: STEP, ArrowUp: STEP, PageDown: -3 * STEP, PageUp: 3 * STEP };

/**
 * @param {Stage} stage
 * @returns {HTMLElement}
 */
export function makeTimeline(stage) {
  const slider = make("input", { type: "range", min: 0, step: "any", "aria-label": "Place in this scene", class: "slider" });
  const marks = make("div", { class: "marks", "aria-hidden": "true" });
  slider.addEventListener("input", () => stage.seek(Number(slider.value)));
  slider.addEventListener("keydown", (event) => move(stage, event));
  const place = () => showPlace(stage, slider);
  stage.addEventListener("tick", place);
  stage.addEventListener("change", () => {
    place();
    slider.disabled = !stage.seekable;
    fill(marks, ...markers(stage));
  });
  return make("div", { class: "track" }, slider, marks);
}

/**
 * @param {Stage} stage
 * @param {HTMLInputElement} slider
 */
function showPlace(stage, slider) {
  const { position, length } = stage;
  slider.max = String(length);
  slider.value = String(position);
  slider.style.setProperty("--part", `${length ? (100 * position) / length : 0}%`);
  const words = `${inWords(position)} of ${inWords(length)}`;
  if (slider.getAttribute("aria-valuetext") !== words) slider.setAttribute("aria-valuetext", words);
}

/** @param {Stage} stage */
function markers(stage) {
  return stage.parts
    .filter(({ segment }) => segment.asks > 0)
    .filter(({ segment }) => segment.id !== stage.latest?.id || !stage.isRunning)
    .map(({ segment, offset }) => {
      const now = segment.id === stage.latest?.id && stage.isHeld;
      const mark = make("span", { class: now ? "timepoint now" : "timepoint" });
      mark.style.setProperty("--at", `${(100 * (offset + segment.duration)) / stage.length}%`);
      return mark;
    });
}

/**
 * @param {Stage} stage
 * @param {KeyboardEvent} event
 */
function move(stage, event) {
  const by = KEYS[/** @type {keyof typeof KEYS} */ (event.key)];
  if (event.key === "Home") stage.seek(0);
  else if (event.key === "End") stage.seek(stage.length);
  else if (by) stage.seek(stage.position + by);
  else return;
  event.preventDefault();
}
