/**
 * Keys for those who like them: one table, from which both the keys and their dialog are made.
 *
 * They can be turned off (WCAG 2.1.4). They never act while something is typed or chosen in a question or a list, nor
 * under a dialog, and never together with Ctrl, Alt or Meta.
 *
 * @typedef {{ keys: string[], does: string, run: (event: KeyboardEvent) => void }} Shortcut
 */

import { make } from "./dom.js";
import { onWishes, wishes } from "./settings.js";

/** Where a key belongs to what has the focus. */
const BUSY = "input:not([type=range]), select, textarea, [contenteditable], [role=tab], [role=slider], form, dialog[open]";
/** Where a few keys mean something of their own. */
const ACTING = "button, a, summary, label, input[type=range]";

/**
 * @param {Shortcut[]} table
 * @param {HTMLElement} list where the table is shown
 */
export function mountShortcuts(table, list) {
  list.replaceChildren(...table.map(row));
  onWishes(tellKeys);
  document.addEventListener("keydown", (event) => {
    const shortcut = wishes().shortcuts && isFree(event) && table.find(({ keys }) => keys.includes(keyOf(event)));
    if (!shortcut) return;
    event.preventDefault();
    shortcut.run(event);
  });
}

/**
 * Attributes that tell a screen reader the key of a button, as long as keys are wished.
 *
 * @param {string} key
 */
export function keyed(key) {
  return { "data-key": key, "aria-keyshortcuts": wishes().shortcuts ? key : null };
}

/** Tells the keys of all buttons that are on the page, or takes them back. */
function tellKeys() {
  for (const button of document.querySelectorAll("[data-key]")) {
    if (wishes().shortcuts) button.setAttribute("aria-keyshortcuts", button.getAttribute("data-key") ?? "");
    else button.removeAttribute("aria-keyshortcuts");
  }
}

/** @param {KeyboardEvent} event */
function keyOf({ key }) {
  // on many keyboards the plus is the equals sign with Shift, and nobody should have to hold it
  if (key === "=") return "+";
  return key === " " ? "Space" : key.length === 1 ? key.toUpperCase() : key;
}

/** @param {KeyboardEvent} event */
function isFree(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.isComposing) return false;
  if (document.querySelector("dialog[open]")) return false;
  const { target } = event;
  if (!(target instanceof Element)) return true;
  const own = [" ", "Enter", "ArrowLeft", "ArrowRight"].includes(event.key) && target.closest(ACTING);
  return !own && !target.closest(BUSY);
}

/** @param {Shortcut} shortcut */
function row({ keys, does }) {
  const named = keys.length > 2 ? keys.slice(0, 1) : keys;
  const names = named.flatMap((key, i) => [i ? " or " : "", make("kbd", {}, shown(key))]);
  return make("tr", {}, make("th", { scope: "row" }, ...names), make("td", {}, does));
}

/** @param {string} key */
function shown(key) {
  return { ArrowLeft: "←", ArrowRight: "→", 1: "1 to 9" }[key] ?? key;
}
