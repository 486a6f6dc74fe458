/**
 * Descriptions of what is seen and not said, read out where a candidate wishes it: by the screen reader through the live
 * region, or by the browser's own voice. The encounter waits meanwhile, if that is wished too.
 *
 * @typedef {import("./stage.js").Stage} Stage
 */

import { announce } from "../announce.js";
import { fill, make } from "../dom.js";
import { wishes } from "../settings.js";

/** Words a second at which a screen reader is given time; nobody is told when it has finished. */
const WORDS_A_SECOND = 2.5;
const AT_LEAST = 1.5;

/**
 * @param {Stage} stage
 * @param {HTMLElement} host where the words are also seen, so that nobody wonders why the picture waits
 * @param {() => string} language
 */
export function mountDescriptions(stage, host, language) {
  let last = "";
  /** @type {AbortController | null} */
  let reading = null;
  const look = () => {
    const cues = stage.segment?.descriptions[language()] ?? [];
    const due = cues.find(({ start, end }) => start <= stage.time && stage.time < end);
    const key = due ? `${stage.segment?.id} ${due.start}` : "";
    if (due && key !== last && stage.playing && wishes().descriptions !== "off") {
      // before the recording waits: it goes on within the time of the same description, which is read once
      last = key;
      reading?.abort();
      reading = describe(stage, host, due.text, language());
    }
    if (!due) last = "";
  };
  stage.addEventListener("tick", look);
  addEventListener("pagehide", () => reading?.abort());
}

/**
 * Reads a description, until it is over or the candidate has gone on without it.
 *
 * @param {Stage} stage
 * @param {HTMLElement} host
 * @param {string} text
 * @param {string} language
 * @returns {AbortController} ends it
 */
function describe(stage, host, text, language) {
  const over = new AbortController();
  const waits = wishes().descriptionsPause;
  const here = placeOf(stage);
  fill(host, make("p", { class: "cue" }, make("span", {}, text)));
  if (waits) stage.pause();
  const look = () => (placeOf(stage) !== here || (waits && stage.playing)) && over.abort();
  stage.addEventListener("change", look, { signal: over.signal });
  over.signal.addEventListener("abort", () => {
    fill(host);
    globalThis.speechSynthesis?.cancel();
  });
  const read = wishes().descriptions === "voice" ? sayAloud(text, language) : sayToReader(text);
  read.then(() => {
    if (over.signal.aborted) return;
    over.abort();
    if (waits) stage.play();
  });
  return over;
}

/** What has to stay as it is for a description to mean something. @param {Stage} stage */
function placeOf(stage) {
  return `${stage.segment?.scene} ${stage.isHeld}`;
}

/** @param {string} text */
function sayToReader(text) {
  announce(text);
  const seconds = Math.max(AT_LEAST, text.split(/\s+/).length / WORDS_A_SECOND);
  return new Promise((done) => setTimeout(done, 1000 * seconds));
}

/**
 * @param {string} text
 * @param {string} language
 */
function sayAloud(text, language) {
  // a browser without voices fails, or never says that it has finished: the words then stay for as long as a slow reader needs
  const limit = waitInSilence(text);
  if (!globalThis.speechSynthesis) return limit;
  const said = new Promise((done) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = language;
    utterance.onend = done;
    speechSynthesis.speak(utterance);
  });
  return Promise.race([said, limit]);
}

/** @param {string} text */
function waitInSilence(text) {
  return new Promise((done) => setTimeout(done, 1000 * (AT_LEAST + text.split(/\s+/).length)));
}
