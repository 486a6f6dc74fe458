/**
 * Captions, drawn by the page itself, so that size, colours and place follow the reader's wishes.
 *
 * A speaker is named with each change of speaker. A screen reader gets captions only where its user wishes it: it
 * would talk over the speech otherwise.
 *
 * @typedef {import("../types.js").Cue} Cue
 * @typedef {import("./stage.js").Stage} Stage
 */

import { announce } from "../announce.js";
import { fill, make } from "../dom.js";
import { onWishes, wishes } from "../settings.js";

/**
 * Shows the captions of the stage over the picture or below it.
 *
 * @param {Stage} stage
 * @param {HTMLElement} host
 * @param {() => string} language
 */
export function mountCaptions(stage, host, language) {
  /** @type {Cue[]} */
  let shown = [];
  const draw = () => {
    const all = stage.segment?.cues[language()] ?? [];
    const cues = wishes().captions ? all.filter(({ start, end }) => start <= stage.time && stage.time < end) : [];
    if (same(cues, shown)) return;
    shown = cues;
    host.lang = language();
    fill(host, ...cues.map((cue) => captionLine(cue, namesSpeaker(cue, all))));
    if (wishes().captionsSpoken && stage.playing) cues.forEach((cue) => announce(spoken(cue)));
  };
  stage.addEventListener("tick", draw);
  stage.addEventListener("change", draw);
  onWishes(draw);
}

/**
 * A caption as it is seen.
 *
 * @param {Pick<Cue, "text" | "speaker">} cue
 * @param {boolean} named whether its speaker is named
 */
export function captionLine(cue, named) {
  const who = named && cue.speaker ? make("b", { class: "cue-speaker" }, `${cue.speaker}: `) : null;
  return make("p", { class: "cue" }, make("span", {}, who, cue.text));
}

/**
 * Whether a cue begins the words of another speaker than the one before it.
 *
 * @param {Cue} cue
 * @param {Cue[]} all the cues of its segment
 */
function namesSpeaker(cue, all) {
  return all[all.indexOf(cue) - 1]?.speaker !== cue.speaker;
}

/** @param {Cue} cue */
function spoken(cue) {
  return cue.speaker ? `${cue.speaker}: ${cue.text}` : cue.text;
}

/** What makes a cue the same one in a later message of the server. @param {Cue | undefined} cue */
function keyOf(cue) {
  return cue && `${cue.start} ${cue.text}`;
}

/**
 * @param {Cue[]} some
 * @param {Cue[]} others
 */
function same(some, others) {
  return some.length === others.length && some.every((cue, i) => keyOf(cue) === keyOf(others[i]));
}
