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
import { toggleFill } from "./fullscreen.js";
import { wish, wishes } from "./settings.js";

const STEP = 5;
const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/**
 * @param {{ stage: Stage, tabs: Tabs, question: QuestionCard }} parts
 * @returns {Shortcut[]}
 */
export function keysOf({ stage, tabs, question }) {
  const play = () => (tabs.cine ? tabs.cine.toggle() : stage.toggle());
  return [
    { keys: ["K", "Space"], does: "Play or pause what is in front", run: play },
    { keys: ["J", "ArrowLeft"], does: `Back ${STEP} seconds`, run: () => stage.seek(stage.position - STEP) },
    { keys: ["L", "ArrowRight"], does: `Forward ${STEP} seconds, within what has been released`, run: () => stage.seek(stage.position + STEP) },
    { keys: [","], does: "Frame before, in a clip", run: () => tabs.cine?.step(-1) },
    { keys: ["."], does: "Next frame, in a clip", run: () => tabs.cine?.step(1) },
    { keys: ["<"], does: "Encounter slower", run: () => changeSpeed(-1) },
    { keys: [">"], does: "Encounter faster", run: () => changeSpeed(1) },
    { keys: ["M"], does: "Sound on or off", run: () => wish({ muted: !wishes().muted }) },
    { keys: ["C"], does: "Captions on or off", run: () => wish({ captions: !wishes().captions }) },
    { keys: ["F"], does: "Full screen", run: () => void toggleFill() },
    { keys: ["Q"], does: "Go to the question", run: () => question.focus() },
    { keys: DIGITS, does: "Choose the answer with this number", run: ({ key }) => question.digit(Number(key)) },
    { keys: ["?"], does: "Show this list", run: () => openDialog("keys") },
  ];
}
