/** The bar under an image: every frame on a line, play and single frames, speed, zoom, and the panel for the rest. */

import { label, make } from "../dom.js";
import { canFill, fillsScreen, onFill, toggleFill } from "../fullscreen.js";
import { keyed } from "../shortcuts.js";
import { SPEEDS } from "./cine.js";

/**
 * @typedef {import("./cine.js").Cine} Cine
 * @typedef {import("./lens.js").Lens} Lens
 */

/**
 * @param {{ cine: Cine | null, lens: Lens, heading: HTMLElement, panel: HTMLElement }} parts `heading` tells the number
 *   of the frame; `panel` holds what is used rarely
 * @returns {HTMLElement[]}
 */
export function makeBar({ cine, lens, heading, panel }) {
  const clip = cine ? [playButton(cine), stepButton(cine, -1), stepButton(cine, 1), loopButton(cine, "wide")] : [];
  const row = make(
    "div",
    { class: "control-row" },
    ...clip,
    make("span", { class: "spacer" }),
    cine && speedSelect(cine),
    zoomControls(lens, "wide"),
    panelButton(lens, panel),
    fillButton(),
  );
  return cine ? [frameLine(cine, heading), row] : [row];
}

/**
 * Whether the clip goes round.
 *
 * @param {Cine} cine
 * @param {"wide" | "narrow"} room where it has its place
 */
export function loopButton(cine, room) {
  const button = make("button", { type: "button", class: `control ${room}`, ...keyed("O"), click: () => cine.toggleLoop() });
  label(button, "Loop", "loop");
  cine.addEventListener("change", () => button.setAttribute("aria-pressed", String(cine.video.loop)));
  button.setAttribute("aria-pressed", String(cine.video.loop));
  return button;
}

/**
 * Larger, smaller, and between them how large it is, which leads back to the whole image.
 *
 * @param {Lens} lens
 * @param {"wide" | "narrow"} room
 */
export function zoomControls(lens, room) {
  const out = make("button", { type: "button", class: "control", ...keyed("-"), click: () => lens.step(-1) });
  const level = make("button", { type: "button", class: "control level", ...keyed("0"), click: () => lens.showAll() });
  const nearer = make("button", { type: "button", class: "control", ...keyed("+"), click: () => lens.step(1) });
  label(out, "Zoom out", "zoom-out");
  label(nearer, "Zoom in", "zoom-in");
  const show = () => {
    const per = `${Math.round(100 * lens.zoom)} %`;
    level.textContent = per;
    level.setAttribute("aria-label", `Zoom ${per}, show the whole image`);
    level.title = "Show the whole image";
  };
  lens.addEventListener("change", show);
  show();
  return make("span", { class: `zoom ${room}`, role: "group", "aria-label": "Zoom" }, out, level, nearer);
}

/** @param {Cine} cine */
function playButton(cine) {
  const button = make("button", { type: "button", class: "control main", ...keyed("K"), click: () => cine.toggle() });
  const show = () => label(button, cine.playing ? "Pause clip" : "Play clip", cine.playing ? "pause" : "play");
  cine.addEventListener("change", show);
  show();
  return button;
}

/**
 * @param {Cine} cine
 * @param {1 | -1} by
 */
function stepButton(cine, by) {
  const key = by > 0 ? "." : ",";
  const button = make("button", { type: "button", class: "control", ...keyed(key), click: () => cine.step(by) });
  label(button, by > 0 ? "Next frame" : "Frame before", by > 0 ? "frame-next" : "frame-before");
  return button;
}

/** @param {Cine} cine */
function speedSelect(cine) {
  const options = SPEEDS.map((speed) => make("option", { value: speed, selected: speed === 1 }, `${speed}×`));
  const select = make("select", { class: "control", "aria-label": "Speed of the clip", title: "Speed of the clip" }, ...options);
  select.addEventListener("change", () => cine.setSpeed(Number(select.value)));
  cine.addEventListener("change", () => (select.value = String(cine.video.playbackRate)));
  return select;
}

/**
 * @param {Lens} lens
 * @param {HTMLElement} panel
 */
function panelButton(lens, panel) {
  const button = make("button", { type: "button", class: "control", ...keyed("I"), "aria-controls": panel.id, "aria-expanded": "false" });
  label(button, "Adjust the image", "adjust");
  const open = (/** @type {boolean} */ wanted) => {
    panel.hidden = !wanted;
    button.setAttribute("aria-expanded", String(wanted));
  };
  button.addEventListener("click", () => open(panel.hidden));
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open(false);
    button.focus();
  });
  lens.addEventListener("change", () => (button.dataset.changed = String(lens.tuned)));
  return button;
}

function fillButton() {
  const button = make("button", { type: "button", class: "control", ...keyed("F"), click: toggleFill, hidden: !canFill() });
  onFill(() => label(button, fillsScreen() ? "Leave full screen" : "Full screen", fillsScreen() ? "shrink" : "expand"));
  return button;
}

/**
 * @param {Cine} cine
 * @param {HTMLElement} heading
 */
function frameLine(cine, heading) {
  const slider = make("input", { type: "range", class: "slider", step: 1, value: 0, "aria-label": "Frame" });
  const count = make("p", { class: "time" });
  slider.addEventListener("input", () => cine.go(Number(slider.value)));
  const show = () => {
    const { first, last, frame } = cine;
    Object.assign(slider, { min: String(first), max: String(last), value: String(frame) });
    slider.style.setProperty("--part", `${last > first ? (100 * (frame - first)) / (last - first) : 0}%`);
    slider.setAttribute("aria-valuetext", `Frame ${frame + 1} of ${cine.frames}`);
    count.textContent = `Frame ${frame + 1} / ${cine.frames}${rangeWords(cine)}`;
  };
  cine.addEventListener("frame", show);
  cine.addEventListener("change", show);
  show();
  heading.append(count);
  return make("div", { class: "track" }, slider);
}

/** @param {Cine} cine */
function rangeWords({ first, last, frames }) {
  if (first === 0 && last === frames - 1) return "";
  return first === last ? ", held" : `, held to ${first + 1}–${last + 1}`;
}
