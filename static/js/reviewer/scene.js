/**
 * The page of a scene under review: from every caption, finding and line to its moment, and back.
 *
 * Without this module the page is whole but for the player's keys: every form works, every text can be read.
 */

import { announce } from "../announce.js";
import { fill, find } from "../dom.js";
import { captionLine } from "../encounter/captions.js";
import { wishes } from "../settings.js";
import { mountShortcuts } from "../shortcuts.js";
import { mountChecklist } from "./checklist.js";
import { exact, readCues } from "./cues.js";
import { Holds } from "./holds.js";
import { mountPlayhead } from "./playhead.js";

const SLOW = 0.5;

const medium = find("[data-medium]", HTMLMediaElement);
const shown = find("#cues", HTMLElement);
const now = find("[data-now]", HTMLElement);
const cues = readCues();
/** Where playing stops by itself; behind everything where it does not. */
let until = Infinity;
/** @type {string} */
let drawn = "";

const playhead = mountPlayhead(medium, seek);
const holds = new Holds(medium);
const acts = { play: toggle, before: () => step(-1), again: replay, next: () => step(1), slow, onward };

for (const button of document.querySelectorAll("[data-act]")) {
  button.addEventListener("click", () => acts[/** @type {keyof typeof acts} */ (button.getAttribute("data-act"))]());
}
for (const button of document.querySelectorAll("[data-seek]")) {
  button.addEventListener("click", () => playFrom(Number(button.getAttribute("data-seek"))));
}
mountShortcuts(
  [
    { keys: ["K", "Space"], does: "Play or hold", run: toggle },
    { keys: ["G"], does: "Go on from a timepoint", run: onward },
    { keys: ["J", "ArrowLeft"], does: "Cue before", run: acts.before },
    { keys: ["L", "ArrowRight"], does: "Next cue", run: acts.next },
    { keys: ["R"], does: "Play the cue again, and hold behind it", run: replay },
    { keys: ["S"], does: "Half speed, or whole", run: slow },
    { keys: ["N"], does: "Next finding", run: nextFinding },
    { keys: ["A"], does: "Add a finding at this moment", run: add },
  ],
  find("#keys", HTMLElement),
);
for (const event of ["timeupdate", "seeked", "loadedmetadata", "pause"]) medium.addEventListener(event, draw);
medium.addEventListener("play", () => requestAnimationFrame(follow));
for (const event of ["play", "pause", "ended"]) medium.addEventListener(event, tellPlaying);
const checklist = document.querySelector("form[data-keeps]");
if (checklist instanceof HTMLFormElement) mountChecklist(checklist);
const refused = document.querySelector("#problems");
if (refused instanceof HTMLElement) refused.focus();
draw();

function follow() {
  if (medium.currentTime >= until) {
    until = Infinity;
    medium.pause();
  } else if (until === Infinity) {
    holds.watch();
  }
  draw();
  if (!medium.paused) requestAnimationFrame(follow);
}

function draw() {
  const time = medium.currentTime;
  const standing = cues.filter(({ start, end }) => start <= time && time < end);
  now.textContent = exact(time);
  playhead.move(time);
  const key = `${wishes().captions} ${standing.map(({ number }) => number).join(" ")}`;
  if (key === drawn) return;
  drawn = key;
  fill(shown, ...(wishes().captions ? standing : []).map((cue) => captionLine(cue, cues[cue.number - 1]?.speaker !== cue.speaker)));
  for (const cue of cues) {
    if (standing.includes(cue)) cue.row.setAttribute("aria-current", "true");
    else cue.row.removeAttribute("aria-current");
  }
}

function tellPlaying() {
  find('[data-act="play"] [data-label]', HTMLElement).textContent = medium.paused ? "Play" : "Hold";
  find('[data-act="play"] use', SVGElement).setAttribute("href", `#icon-${medium.paused ? "play" : "pause"}`);
}

function toggle() {
  until = Infinity;
  if (medium.paused) void play();
  else medium.pause();
}

function onward() {
  if (!holds.held || medium.ended) return;
  // the button goes, and the focus with it
  if (document.activeElement?.matches('[data-act="onward"]')) find('[data-act="play"]', HTMLElement).focus();
  toggle();
}

/** A browser may refuse to play, or be asked to hold before it has begun; the button stays as it is then. */
function play() {
  return medium.play().catch(() => undefined);
}

/** @param {number} time */
function seek(time) {
  until = Infinity;
  holds.leave(time);
  medium.currentTime = time;
}

/** @param {number} time */
function playFrom(time) {
  seek(time);
  void play();
}

/** The cue that stands, else the last one before. */
function current() {
  return cues.filter(({ start }) => start <= medium.currentTime + 1e-3).at(-1);
}

/** @param {1 | -1} by */
function step(by) {
  const at = current()?.number ?? -1;
  const target = cues[Math.max(0, Math.min(cues.length - 1, at + by))];
  if (!target) return;
  seek(target.start);
  tell(target);
}

function replay() {
  const cue = current() ?? cues[0];
  if (!cue) return;
  seek(cue.start);
  until = cue.end;
  void play();
}

/** @param {import("./cues.js").ShownCue} cue */
function tell(cue) {
  cue.row.scrollIntoView({ block: "nearest" });
  announce(`${exact(cue.start)} ${cue.speaker ? `${cue.speaker}: ` : ""}${cue.text}`);
}

function slow() {
  const slower = medium.playbackRate === 1;
  medium.playbackRate = slower ? SLOW : 1;
  find('[data-act="slow"]', HTMLElement).setAttribute("aria-pressed", String(slower));
  announce(slower ? "Half speed" : "Whole speed");
}

function nextFinding() {
  const findings = [...document.querySelectorAll("[data-finding]")];
  const after = findings.find((one) => one.compareDocumentPosition(document.activeElement ?? document.body) & Node.DOCUMENT_POSITION_PRECEDING);
  const target = after ?? findings[0];
  const button = target?.querySelector("button, summary");
  if (button instanceof HTMLElement) button.focus();
}

function add() {
  const field = document.querySelector("#time");
  const words = document.querySelector("#what");
  if (!(field instanceof HTMLInputElement) || !(words instanceof HTMLElement)) return;
  medium.pause();
  field.value = exact(medium.currentTime);
  words.focus();
}
