/**
 * The line above the line of time: which scene it is, why it stands still, and where in it the candidate is.
 *
 * @typedef {import("./stage.js").Stage} Stage
 */

import { make } from "../dom.js";
import { asTime } from "../time.js";

/**
 * @param {Stage} stage
 * @returns {HTMLElement}
 */
export function makeHeading(stage) {
  const scene = make("p", { class: "scene-title" });
  const live = make("button", { type: "button", class: "button small", click: () => stage.goLive() }, "Back to where you were");
  const time = make("p", { class: "time" });
  stage.addEventListener("tick", () => set(time, timeText(stage)));
  stage.addEventListener("change", () => {
    set(scene, sceneText(stage));
    set(time, timeText(stage));
    live.hidden = stage.segment?.scene === stage.latest?.scene;
  });
  return make("div", { class: "stage-heading" }, scene, live, time);
}

/** @param {Stage} stage */
function sceneText(stage) {
  const title = stage.segment?.title ?? "";
  if (stage.segment?.scene !== stage.latest?.scene) return `Played again: ${title || "an earlier scene"}`;
  if (stage.isHeld && stage.isLive && !stage.playing) return [title, "held at the question"].filter(Boolean).join(", ");
  return title;
}

/** @param {Stage} stage */
function timeText({ position, length }) {
  return `${asTime(position)} / ${asTime(length)}`;
}

/**
 * @param {HTMLElement} element
 * @param {string} text
 */
function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
