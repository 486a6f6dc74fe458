/**
 * The bar under the picture: plain, large buttons, each named by what it will do.
 *
 * @typedef {import("./stage.js").Stage} Stage
 * @typedef {import("./deck.js").Deck} Deck
 */

import { label, make } from "../dom.js";
import { canFill, fillsScreen, onFill, toggleFill } from "../fullscreen.js";
import { onWishes, wish, wishes } from "../settings.js";
import { keyed } from "../shortcuts.js";
import { makeHeading } from "./heading.js";
import { makeTimeline } from "./timeline.js";

export const SPEEDS = [0.75, 1, 1.25, 1.5];
const BACK = 5;

/**
 * @param {Stage} stage
 * @param {Deck} deck
 * @returns {HTMLElement}
 */
export function makeControls(stage, deck) {
  onWishes(({ speed, volume, muted }) => deck.tune(speed, volume, muted));
  const row = make(
    "div",
    { class: "control-row" },
    playButton(stage),
    backButton(stage),
    make("span", { class: "spacer" }),
    speedSelect(),
    captionsButton(),
    volumeControl(),
    fillButton(),
  );
  return make("div", { class: "controls" }, makeHeading(stage), makeTimeline(stage), row);
}

/**
 * Makes playing faster or slower by one step.
 *
 * @param {1 | -1} step
 */
export function changeSpeed(step) {
  const next = SPEEDS[SPEEDS.indexOf(wishes().speed) + step];
  if (next) wish({ speed: next });
}

/** @param {Stage} stage */
function playButton(stage) {
  const button = make("button", { type: "button", class: "control main", id: "play", ...keyed("K"), click: () => stage.toggle() });
  stage.addEventListener("change", () => {
    label(button, stage.playing ? "Pause" : "Play", stage.playing ? "pause" : "play");
    button.disabled = !stage.playable;
  });
  return button;
}

/** @param {Stage} stage */
function backButton(stage) {
  const back = () => stage.seek(stage.position - BACK);
  const button = make("button", { type: "button", class: "control", ...keyed("J"), click: back });
  label(button, `Back ${BACK} seconds`, "back");
  stage.addEventListener("change", () => (button.disabled = !stage.seekable));
  return button;
}

function speedSelect() {
  const options = SPEEDS.map((speed) => make("option", { value: speed }, `${speed}×`));
  const select = make("select", { class: "control", "aria-label": "Speed", title: "Speed" }, ...options);
  select.addEventListener("change", () => wish({ speed: Number(select.value) }));
  onWishes(({ speed }) => (select.value = String(speed)));
  return select;
}

function captionsButton() {
  const toggle = () => wish({ captions: !wishes().captions });
  const button = make("button", { type: "button", class: "control", ...keyed("C"), click: toggle });
  onWishes(({ captions }) => {
    button.setAttribute("aria-pressed", String(captions));
    label(button, "Captions", captions ? "captions" : "captions-off");
  });
  return button;
}

function volumeControl() {
  const toggle = () => wish({ muted: !wishes().muted });
  const button = make("button", { type: "button", class: "control", ...keyed("M"), click: toggle });
  const slider = make("input", { type: "range", class: "slider volume", min: 0, max: 1, step: 0.05, "aria-label": "Volume" });
  slider.addEventListener("input", () => wish({ volume: Number(slider.value), muted: false }));
  onWishes(({ volume, muted }) => {
    const silent = muted || volume === 0;
    label(button, silent ? "Sound on" : "Mute", silent ? "muted" : "sound");
    slider.value = String(muted ? 0 : volume);
    slider.style.setProperty("--part", `${100 * Number(slider.value)}%`);
    slider.setAttribute("aria-valuetext", `${Math.round(100 * Number(slider.value))} per cent`);
  });
  return make("span", { class: "volume-control" }, button, slider);
}

function fillButton() {
  const button = make("button", { type: "button", class: "control", ...keyed("F"), click: toggleFill, hidden: !canFill() });
  onFill(() => label(button, fillsScreen() ? "Leave full screen" : "Full screen", fillsScreen() ? "shrink" : "expand"));
  return button;
}
