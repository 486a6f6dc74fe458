/**
 * The keys of the player page.
 *
 * @typedef {import("./encounter/stage.js").Stage} Stage
 * @typedef {import("./exhibit/tabs.js").Tabs} Tabs
 * @typedef {import("./question.js").QuestionCard} QuestionCard
 * @typedef {import("./shortcuts.js").Shortcut} Shortcut
 */

import { openDialog } from "./dialogs.js";
import { changeSpeed } from "./encounter/controls.js";
import { TUNE } from "./exhibit/lens.js";
import { toggleFill } from "./fullscreen.js";
import { wish, wishes } from "./settings.js";

const STEP = 5;
const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/**
 * @param {{ stage: Stage, tabs: Tabs, question: QuestionCard }} parts
 * @returns {Shortcut[]}
 */
export function keysOf({ stage, tabs, question }) {
  const play = () => (tabs.viewer ? tabs.cine?.toggle() : stage.toggle());
  const seek = (/** @type {number} */ by) => tabs.viewer || stage.seek(stage.position + by);
  const pace = (/** @type {1 | -1} */ by) => (tabs.viewer ? tabs.cine?.changeSpeed(by) : changeSpeed(by));
  const tune = (/** @type {"brightness" | "contrast"} */ what, /** @type {1 | -1} */ by) => {
    const { lens } = tabs.viewer ?? {};
    lens?.tune(what, lens[what] + by * TUNE.step);
  };
  return [
    { keys: ["K", "Space"], does: "Play or pause what is in front", run: play },
    { keys: ["J", "ArrowLeft"], does: `Encounter: back ${STEP} seconds`, run: () => seek(-STEP) },
    { keys: ["L", "ArrowRight"], does: `Encounter: forward ${STEP} seconds, within what has been released`, run: () => seek(STEP) },
    { keys: ["<"], does: "Slower: what is in front", run: () => pace(-1) },
    { keys: [">"], does: "Faster: what is in front", run: () => pace(1) },
    { keys: [","], does: "Clip: frame before", run: () => tabs.cine?.step(-1) },
    { keys: ["."], does: "Clip: next frame", run: () => tabs.cine?.step(1) },
    { keys: ["O"], does: "Clip: loop on or off", run: () => tabs.cine?.toggleLoop() },
    { keys: ["+", "="], does: "Image: zoom in; then arrow keys on it move it", run: () => tabs.viewer?.lens.step(1) },
    { keys: ["-"], does: "Image: zoom out", run: () => tabs.viewer?.lens.step(-1) },
    { keys: ["0"], does: "Image: show all of it", run: () => tabs.viewer?.lens.showAll() },
    { keys: ["B"], does: "Image: brighter", run: () => tune("brightness", 1) },
    { keys: ["D"], does: "Image: darker", run: () => tune("brightness", -1) },
    { keys: ["X"], does: "Image: more contrast", run: () => tune("contrast", 1) },
    { keys: ["Z"], does: "Image: less contrast", run: () => tune("contrast", -1) },
    { keys: ["R"], does: "Image: back to how it was recorded", run: () => tabs.viewer?.lens.reset() },
    { keys: ["I"], does: "Image: open or close its settings", run: () => tabs.viewer?.togglePanel() },
    { keys: ["M"], does: "Sound on or off", run: () => wish({ muted: !wishes().muted }) },
    { keys: ["C"], does: "Captions on or off", run: () => wish({ captions: !wishes().captions }) },
    { keys: ["F"], does: "Full screen", run: () => void toggleFill() },
    { keys: ["Q"], does: "Go to the question", run: () => question.focus() },
    { keys: DIGITS, does: "Choose the answer with this number", run: ({ key }) => question.digit(Number(key)) },
    { keys: ["?"], does: "Show this list", run: () => openDialog("keys") },
  ];
}
