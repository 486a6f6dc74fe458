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
    { keys: ["<", ">"], does: "Slower or faster: what is in front", run: ({ key }) => pace(key === ">" ? 1 : -1) },
    { keys: [",", "."], does: "Clip: frame before or next frame", run: ({ key }) => tabs.cine?.step(key === "." ? 1 : -1) },
    { keys: ["O"], does: "Clip: loop on or off", run: () => tabs.cine?.toggleLoop() },
    { keys: ["+", "-"], does: "Image: larger or smaller; arrow keys on a larger one move it", run: ({ key }) => tabs.viewer?.lens.step(key === "-" ? -1 : 1) },
    { keys: ["0"], does: "Image: show all of it", run: () => tabs.viewer?.lens.showAll() },
    { keys: ["B", "D"], does: "Image: brighter or darker", run: ({ key }) => tune("brightness", key.toUpperCase() === "B" ? 1 : -1) },
    { keys: ["X", "Z"], does: "Image: more or less contrast", run: ({ key }) => tune("contrast", key.toUpperCase() === "X" ? 1 : -1) },
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
