/**
 * What lies over the picture, and only when it has to: why nothing is seen, and the button that makes it go on.
 *
 * @typedef {import("./stage.js").Stage} Stage
 */

import { icon, make } from "../dom.js";

/** Milliseconds of waiting before anybody is told: most waits are shorter than a blink. */
const BLINK = 400;

/**
 * @param {Stage} stage
 * @param {HTMLElement} host
 */
export function mountOverlay(stage, host) {
  const notice = make("p", { class: "notice" });
  const start = make("button", { type: "button", class: "start", click: () => stage.play() }, icon("play"), make("span", {}, "Play"));
  host.append(notice, start);
  // what everyone tries with a mouse; the button below does the same for all
  host.addEventListener("click", (event) => event.target instanceof HTMLVideoElement && stage.toggle());
  mountWaiting(stage, notice);
  stage.addEventListener("change", () => showStart(stage, start));
}

/**
 * @param {Stage} stage
 * @param {HTMLElement} start
 */
function showStart(stage, start) {
  const wasHidden = start.hidden;
  start.hidden = !stage.blocked;
  if (wasHidden && stage.blocked && document.activeElement === document.body) start.focus();
}

/**
 * @param {Stage} stage
 * @param {HTMLElement} notice
 */
function mountWaiting(stage, notice) {
  let timer = 0;
  stage.addEventListener("change", () => {
    clearTimeout(timer);
    const text = trouble(stage);
    if (text) show(notice, text);
    else if (stage.waiting) timer = setTimeout(() => show(notice, "Loading…"), BLINK);
    else show(notice, "");
  });
}

/** @param {Stage} stage */
function trouble(stage) {
  if (stage.failed) return "The recording cannot be loaded. Press Play to try again.";
  if (stage.segment && !stage.playable) return "This part of the recording cannot be played again. Its script can be read.";
  return "";
}

/**
 * @param {HTMLElement} notice
 * @param {string} text
 */
function show(notice, text) {
  notice.textContent = text;
  notice.hidden = !text;
}
