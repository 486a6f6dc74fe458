/**
 * The sign that tells the truth about saving, and the banner when the server cannot be reached.
 *
 * “Saved” stands there only while nothing waits for its acknowledgement, and nothing was refused.
 *
 * @typedef {import("./store.js").Snapshot} Snapshot
 * @typedef {import("./sitting.js").Sitting} Sitting
 */

import { announce } from "./announce.js";
import { fill, icon, make } from "./dom.js";
import { refused } from "./store.js";

/** Milliseconds for which a loss is only a sign: most are over before anyone has read a banner. */
const BLIP = 1500;

/**
 * @param {Sitting} sitting
 * @param {{ sign: HTMLElement, banner: HTMLElement }} places
 */
export function mountConnection(sitting, { sign, banner }) {
  let timer = 0;
  const warn = () => {
    banner.hidden = false;
    showBanner(banner, sitting);
    announce(plain(sitting.store.now));
  };
  sitting.store.subscribe((now, before) => {
    showSign(sign, now);
    if (now.line === "lost" && before.line !== "lost" && banner.hidden) timer = timer || setTimeout(warn, BLIP);
    if (!banner.hidden) showBanner(banner, sitting);
    if (now.line === "lost" || now.line === "connecting") return;
    clearTimeout(timer);
    timer = 0;
    if (!banner.hidden && now.line === "open") announce("The connection is back.");
    banner.hidden = true;
  });
  addEventListener("beforeunload", (event) => {
    const { unsaved, kept, line } = sitting.store.now;
    if (unsaved && (line !== "open" || !kept)) event.preventDefault();
  });
}

/**
 * @param {HTMLElement} sign
 * @param {Snapshot} now
 */
function showSign(sign, now) {
  const [state, text, picture] = signOf(now);
  if (sign.dataset.state === state && sign.textContent === text) return;
  sign.dataset.state = state;
  fill(sign, icon(picture), make("span", {}, text));
}

/**
 * @param {Snapshot} now
 * @returns {[string, string, string]}
 */
function signOf(now) {
  const { line, unsaved, state } = now;
  if (refused(now) && !unsaved) return ["unsaved", "Not saved", "offline"];
  if (line === "ended" && !unsaved) return ["offline", "Not connected", "offline"];
  if (line === "open") return unsaved ? ["saving", "Saving…", "sync"] : ["saved", "Saved", "check"];
  if (unsaved) return ["unsaved", "Not saved yet", "offline"];
  return state ? ["offline", "Offline", "offline"] : ["connecting", "Connecting…", "sync"];
}

/**
 * @param {HTMLElement} banner
 * @param {Sitting} sitting
 */
function showBanner(banner, sitting) {
  const text = plain(sitting.store.now);
  if (banner.dataset.text === text) return;
  banner.dataset.text = text;
  const retry = make("button", { type: "button", class: "button small", click: () => sitting.retry() }, "Try now");
  fill(banner, icon("offline"), make("p", {}, text), retry);
}

/** @param {Snapshot} now */
function plain(now) {
  const what = now.troubled ? "The server has a problem." : "The connection is lost.";
  return `${what} ${safety(now)} Trying again by itself.`;
}

/**
 * What is safe, and what is not.
 *
 * @param {Snapshot} now
 */
function safety(now) {
  const { unsaved, kept } = now;
  if (unsaved && kept) return "What you have entered is kept in this browser and not saved yet. Do not close it.";
  if (unsaved) return "What you have entered is not saved yet, and this browser keeps nothing. Do not close or reload this page.";
  const saved = refused(now) ? "The answer to this question is not saved." : "Everything up to here is saved.";
  if (kept) return `${saved} You can go on; what you enter is kept in this browser.`;
  return `${saved} You can go on, but do not close or reload this page: this browser keeps nothing.`;
}
