/**
 * What is seen where there is only sound: who speaks, and how loud.
 *
 * The level is measured beside the player, so that measuring can never silence it; where a browser cannot measure, the
 * bars rest. They rest too where the reader wishes things to hold still.
 *
 * @typedef {import("./stage.js").Stage} Stage
 * @typedef {import("./deck.js").Deck} Deck
 */

import { fill, make } from "../dom.js";
import { holdsStill } from "../settings.js";

const BARS = 27;

/**
 * @param {Stage} stage
 * @param {Deck} deck
 * @param {HTMLElement} host
 * @param {() => string} language
 */
export function mountSpeaking(stage, deck, host, language) {
  const name = make("p", { class: "speaking-name" });
  const bars = Array.from({ length: BARS }, () => make("span"));
  fill(host, make("div", { class: "speaking-bars", "aria-hidden": "true" }, ...bars), name);
  const measure = meter(deck);
  stage.addEventListener("tick", () => {
    if (stage.segment?.kind !== "audio") return;
    name.textContent = speakerAt(stage, language()) ?? stage.segment.title ?? "";
    if (!holdsStill()) draw(bars, stage.playing ? measure() : []);
  });
  stage.addEventListener("change", () => {
    host.hidden = stage.segment?.kind !== "audio";
    if (!stage.playing) draw(bars, []);
  });
}

/**
 * @param {Stage} stage
 * @param {string} language
 */
function speakerAt(stage, language) {
  const cues = stage.segment?.cues[language] ?? [];
  return cues.find(({ start, end, speaker }) => speaker && start <= stage.time && stage.time < end)?.speaker;
}

/**
 * @param {HTMLElement[]} bars
 * @param {number[]} levels 0 to 1 for each band; none where it is quiet
 */
function draw(bars, levels) {
  const middle = (bars.length - 1) / 2;
  bars.forEach((bar, i) => {
    const level = levels[Math.round(Math.abs(i - middle))] ?? 0;
    bar.style.setProperty("--level", level.toFixed(2));
  });
}

/**
 * Gives a function that measures the sound of the player in front, band by band.
 *
 * @param {Deck} deck
 * @returns {() => number[]}
 */
function meter(deck) {
  /** @type {AnalyserNode | null} */
  let analyser = null;
  /** @type {AudioContext | null} */
  let context = null;
  deck.addEventListener("playing", () => {
    const source = soundOf(deck.front);
    if (!source) return;
    context ??= new AudioContext();
    analyser = Object.assign(context.createAnalyser(), { fftSize: 64, smoothingTimeConstant: 0.75 });
    context.createMediaStreamSource(source).connect(analyser);
    context.resume();
  });
  return () => {
    if (!analyser) return [];
    const bands = new Uint8Array(analyser.frequencyBinCount);
    analyser.getByteFrequencyData(bands);
    return Array.from(bands, (band) => band / 255);
  };
}

/**
 * The sound of a player as a stream of its own; null where the browser cannot give it, or there is none.
 *
 * @param {HTMLVideoElement} player
 * @returns {MediaStream | null}
 */
function soundOf(player) {
  const capture = /** @type {{ captureStream?: () => MediaStream }} */ (/** @type {unknown} */ (player)).captureStream;
  const stream = capture?.call(player);
  return stream && stream.getAudioTracks().length && !stream.getVideoTracks().length ? stream : null;
}
