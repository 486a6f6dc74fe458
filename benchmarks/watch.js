/**
 * Runs in the page before its own scripts, and keeps in `marks` what a candidate sees happen, each with its time in
 * milliseconds since the page was asked for:
 *
 * frame     the first picture of a recording is on the screen
 * ended     a segment is over: the timepoint at its end is reached
 * question  a question is on the screen
 * submit    the answer is given
 *
 * @typedef {{ what: string, at: number }} Mark
 */

const marks = /** @type {Mark[]} */ ([]);
Object.assign(window, { marks });

const seen = new WeakMap();
const note = (/** @type {string} */ what, /** @type {number} */ at) => marks.push({ what, at });

/** The recording of the encounter that an event is about; those of exhibits are not meant. @param {Event} event */
function recordingOf({ target }) {
  return target instanceof HTMLVideoElement && target.closest("#picture") ? target : null;
}

document.addEventListener(
  "loadstart",
  (event) => {
    const video = recordingOf(event);
    if (!video || seen.get(video) === video.currentSrc) return;
    seen.set(video, video.currentSrc);
    video.requestVideoFrameCallback((_, { expectedDisplayTime }) => show(video, expectedDisplayTime));
  },
  true,
);

/**
 * A recording is made ready behind the one that is seen; its picture counts when it has come to the front.
 *
 * @param {HTMLVideoElement} video
 * @param {number} at
 */
function show(video, at) {
  if (video.classList.contains("front")) note("frame", at);
  else requestAnimationFrame((now) => show(video, now));
}

document.addEventListener("ended", (event) => recordingOf(event) && note("ended", event.timeStamp), true);

document.addEventListener(
  "click",
  ({ target, timeStamp }) => target instanceof Element && target.closest(".submit-row button") && note("submit", timeStamp),
  true,
);

document.addEventListener("DOMContentLoaded", () => {
  const place = document.querySelector("#question");
  // the second frame after a change begins when the change has been painted
  const painted = () => requestAnimationFrame(() => requestAnimationFrame((now) => note("question", now)));
  if (place) new MutationObserver(() => place.childElementCount && painted()).observe(place, { childList: true });
});
