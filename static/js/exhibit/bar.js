/** The bar under a clip: play, loop, single frames, speed, and every frame on a line. */

import { label, make } from "../dom.js";
import { canFill, fillsScreen, onFill, toggleFill } from "../fullscreen.js";
import { keyed } from "../shortcuts.js";

const SPEEDS = [0.25, 0.5, 1];

/**
 * @param {import("./cine.js").Cine} cine
 * @param {HTMLElement} heading where the number of the frame is told
 * @returns {HTMLElement[]}
 */
export function makeBar(cine, heading) {
  const row = make(
    "div",
    { class: "control-row" },
    playButton(cine),
    stepButton(cine, -1),
    stepButton(cine, 1),
    loopButton(cine),
    make("span", { class: "spacer" }),
    speedSelect(cine),
    fillButton(),
  );
  return [frameLine(cine, heading), row];
}

/** @param {import("./cine.js").Cine} cine */
function playButton(cine) {
  const button = make("button", { type: "button", class: "control main", ...keyed("K"), click: () => cine.toggle() });
  const show = () => label(button, cine.playing ? "Pause clip" : "Play clip", cine.playing ? "pause" : "play");
  cine.addEventListener("change", show);
  show();
  return button;
}

/**
 * @param {import("./cine.js").Cine} cine
 * @param {1 | -1} by
 */
function stepButton(cine, by) {
  const key = by > 0 ? "." : ",";
  const button = make("button", { type: "button", class: "control", ...keyed(key), click: () => cine.step(by) });
  label(button, by > 0 ? "Next frame" : "Frame before", by > 0 ? "frame-next" : "frame-before");
  return button;
}

/** @param {import("./cine.js").Cine} cine */
function loopButton(cine) {
  const toggle = () => {
    cine.video.loop = !cine.video.loop;
    button.setAttribute("aria-pressed", String(cine.video.loop));
  };
  const button = make("button", { type: "button", class: "control", "aria-pressed": "true", click: toggle });
  label(button, "Loop", "loop");
  return button;
}

/** @param {import("./cine.js").Cine} cine */
function speedSelect(cine) {
  const options = SPEEDS.map((speed) => make("option", { value: speed, selected: speed === 1 }, `${speed}×`));
  const select = make("select", { class: "control", "aria-label": "Speed of the clip", title: "Speed of the clip" }, ...options);
  select.addEventListener("change", () => (cine.video.playbackRate = Number(select.value)));
  return select;
}

function fillButton() {
  const button = make("button", { type: "button", class: "control", ...keyed("F"), click: toggleFill, hidden: !canFill() });
  onFill(() => label(button, fillsScreen() ? "Leave full screen" : "Full screen", fillsScreen() ? "shrink" : "expand"));
  return button;
}

/**
 * @param {import("./cine.js").Cine} cine
 * @param {HTMLElement} heading
 */
function frameLine(cine, heading) {
  const last = cine.frames - 1;
  const slider = make("input", { type: "range", class: "slider", min: 0, max: last, step: 1, value: 0, "aria-label": "Frame" });
  const count = make("p", { class: "time" });
  slider.addEventListener("input", () => cine.go(Number(slider.value)));
  const show = () => {
    slider.value = String(cine.frame);
    slider.style.setProperty("--part", `${last ? (100 * cine.frame) / last : 0}%`);
    slider.setAttribute("aria-valuetext", `Frame ${cine.frame + 1} of ${cine.frames}`);
    count.textContent = `Frame ${cine.frame + 1} / ${cine.frames}`;
  };
  cine.addEventListener("frame", show);
  show();
  heading.append(count);
  return make("div", { class: "track" }, slider);
}
