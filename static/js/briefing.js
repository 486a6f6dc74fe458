/** The sound check before a sitting: a short tone, its level to be seen, and the question whether it was heard. */

import { find, make } from "./dom.js";
import { wishes } from "./settings.js";

/** Two soft notes, a fifth apart: their pitch in Hz and when they begin, in seconds. */
const NOTES = [{ pitch: 440, at: 0 }, { pitch: 660, at: 0.45 }];
const LASTS = 0.9;
const LOUD = 0.35;

const bars = [...document.querySelectorAll(".level span")];
const tone = find("#tone", HTMLButtonElement);
const heard = find("#heard", HTMLFieldSetElement);
const answer = find("#heard-answer", HTMLElement);

tone.addEventListener("click", playTone);
heard.addEventListener("change", () => {
  const yes = heard.querySelector("input:checked[value=yes]") !== null;
  answer.replaceChildren(yes ? make("p", { class: "good" }, "Good. Your sound works.") : advice());
});

function playTone() {
  const context = new AudioContext();
  context.resume();
  const meter = Object.assign(context.createAnalyser(), { fftSize: 256 });
  const volume = new GainNode(context, { gain: LOUD * (wishes().muted ? 1 : wishes().volume) });
  volume.connect(meter).connect(context.destination);
  NOTES.forEach(({ pitch, at }) => playNote(context, volume, pitch, context.currentTime + at));
  tone.dataset.playing = "true";
  // by the clock on the wall: a computer without any way out for sound has no other, and is asked the question too
  showLevel(context, meter, performance.now() + 1000 * (LASTS + (NOTES.at(-1)?.at ?? 0)));
}

/**
 * @param {AudioContext} context
 * @param {AudioNode} out
 * @param {number} pitch
 * @param {number} start
 */
function playNote(context, out, pitch, start) {
  const shape = new GainNode(context, { gain: 0 });
  shape.gain.setTargetAtTime(1, start, 0.02);
  shape.gain.setTargetAtTime(0, start + 0.12, 0.18);
  const note = new OscillatorNode(context, { frequency: pitch });
  note.connect(shape).connect(out);
  note.start(start);
  note.stop(start + LASTS);
}

/**
 * @param {AudioContext} context
 * @param {AnalyserNode} meter
 * @param {number} end milliseconds, as of `performance.now`
 */
function showLevel(context, meter, end) {
  const wave = new Float32Array(meter.fftSize);
  meter.getFloatTimeDomainData(wave);
  const level = Math.min(1, Math.max(...wave.map(Math.abs)) / LOUD);
  bars.forEach((bar, i) => bar.classList.toggle("lit", level * bars.length > i + 0.5));
  if (performance.now() < end) requestAnimationFrame(() => showLevel(context, meter, end));
  else finish(context);
}

/** @param {AudioContext} context */
function finish(context) {
  context.close();
  bars.forEach((bar) => bar.classList.remove("lit"));
  delete tone.dataset.playing;
  heard.hidden = false;
}

function advice() {
  const tips = [
    "Is the computer muted, or its volume very low?",
    "Are the headphones plugged in, switched on, and chosen as the sound's way out?",
    "Is this browser tab muted?",
  ];
  return make(
    "div",
    {},
    make("p", {}, "Look at these, then play the tone again:"),
    make("ul", { class: "plain-list" }, ...tips.map((tip) => make("li", {}, tip))),
    make("p", {}, "You can also go on without sound: everything that is said is in the captions and in the script."),
  );
}
