/**
 * How a reader wants it: text, colours, captions, script, descriptions, keys. Kept in this browser.
 *
 * Every wish stands as a data attribute on the root element, so that style sheets follow it without a script.
 *
 * @typedef {object} Settings
 * @property {number} textSize per cent
 * @property {"system" | "light" | "dark" | "contrast"} theme
 * @property {"system" | "reduce"} motion
 * @property {boolean} captions
 * @property {number} captionSize per cent
 * @property {"white" | "yellow" | "black" | "cyan"} captionColour of the text; its background is chosen to fit
 * @property {"solid" | "soft" | "none"} captionBack
 * @property {"over" | "below"} captionPlace
 * @property {boolean} captionsSpoken also given to the screen reader
 * @property {"beside" | "under" | "hidden"} script
 * @property {"off" | "reader" | "voice"} descriptions
 * @property {boolean} descriptionsPause
 * @property {string} language of captions and script, where there are several
 * @property {boolean} shortcuts
 * @property {boolean} clocks whether what is left of a limit is shown
 * @property {number} speed of the encounter
 * @property {number} volume 0 to 1
 * @property {boolean} muted
 */

import { keep, recall } from "./keep.js";

/** @type {Settings} */
export const STANDARD = {
  textSize: 100,
  theme: "system",
  motion: "system",
  captions: true,
  captionSize: 100,
  captionColour: "white",
  captionBack: "solid",
  captionPlace: "over",
  captionsSpoken: false,
  script: "beside",
  descriptions: "off",
  descriptionsPause: true,
  language: "",
  shortcuts: true,
  clocks: true,
  speed: 1,
  volume: 1,
  muted: false,
};

/** @type {Settings} */
let settings = { ...STANDARD, ...recall("settings", {}) };
/** @type {Set<(now: Settings) => void>} */
const listeners = new Set();

/** What is wished now. */
export function wishes() {
  return settings;
}

/**
 * Changes a wish, keeps it, and tells everyone.
 *
 * @param {Partial<Settings>} patch
 */
export function wish(patch) {
  settings = { ...settings, ...patch };
  keep("settings", settings);
  apply();
}

/**
 * Calls a listener now and with every change.
 *
 * @param {(now: Settings) => void} listener
 */
export function onWishes(listener) {
  listeners.add(listener);
  listener(settings);
}

/** Whether things should hold still: by the reader's wish here, or by the system's. */
export function holdsStill() {
  return settings.motion === "reduce" || matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function apply() {
  for (const [name, value] of Object.entries(settings)) document.documentElement.dataset[name] = String(value);
  for (const listener of listeners) listener(settings);
}

// another window of the same browser has changed them
addEventListener("storage", (event) => {
  if (event.key !== "sonocase.settings") return;
  settings = { ...STANDARD, ...recall("settings", {}) };
  apply();
});

apply();
