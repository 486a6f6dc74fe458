/**
 * The way through the encounter, phase by phase.
 *
 * @typedef {import("./types.js").Phase} Phase
 */

import { fill, icon, make } from "./dom.js";

const STATE = { done: "done", now: "now", ahead: "to come" };

/**
 * @param {HTMLElement} list
 * @param {Phase[]} phases
 */
export function showPhases(list, phases) {
  fill(list, ...phases.map(phaseItem));
  list.classList.toggle("over", phases.every(({ state }) => state === "done"));
}

/** @param {Phase} phase */
function phaseItem({ title, state }) {
  return make(
    "li",
    { class: `phase ${state}`, "aria-current": state === "now" ? "step" : null },
    make("span", { class: "phase-bar", "aria-hidden": "true" }),
    make("span", { class: "phase-name" }, state === "done" && icon("check"), title),
    make("span", { class: "visually-hidden" }, ` (${STATE[state]})`),
  );
}
