/**
 * What a screen reader is told without the focus moving: one polite and one assertive live region for the whole page.
 */

import { find } from "./dom.js";

/** Milliseconds between two announcements of one region; closer ones swallow each other in several screen readers. */
const APART = 250;

/** @type {Record<"polite" | "assertive", string[]>} */
const waiting = { polite: [], assertive: [] };

/**
 * Says something when the screen reader has finished its sentence.
 *
 * @param {string} words
 */
export function announce(words) {
  say("polite", words);
}

/**
 * Says something at once; for what must not be missed.
 *
 * @param {string} words
 */
export function warn(words) {
  say("assertive", words);
}

/**
 * @param {"polite" | "assertive"} manner
 * @param {string} words
 */
function say(manner, words) {
  const queue = waiting[manner];
  queue.push(words);
  if (queue.length === 1) speakNext(manner);
}

/** @param {"polite" | "assertive"} manner */
function speakNext(manner) {
  const [words] = waiting[manner];
  if (words === undefined) return;
  const region = find(`[data-live="${manner}"]`, HTMLElement);
  const line = document.createElement("p");
  line.textContent = words;
  // a new element is announced even if its words are those of the last one
  region.replaceChildren(line);
  setTimeout(() => {
    waiting[manner].shift();
    speakNext(manner);
  }, APART);
}
