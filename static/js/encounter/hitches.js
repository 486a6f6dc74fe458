/**
 * Notes for those who look into a sitting afterwards: when the recording stalled, could not be loaded, or was out of
 * sight. They change nothing, and no answer waits for them.
 *
 * @typedef {import("./stage.js").Stage} Stage
 * @typedef {import("../sitting.js").Sitting} Sitting
 */

/** Seconds of standing still that are worth a note. */
const STALL = 1;

/**
 * @param {Stage} stage
 * @param {Sitting} sitting
 */
export function noteHitches(stage, sitting) {
  const since = { waiting: 0, hidden: 0 };
  const note = (/** @type {"stall" | "media-error" | "hidden"} */ kind, /** @type {Record<string, unknown>} */ data) => {
    const going = ["playing", "asking", "intermission"].includes(sitting.store.now.state?.stage ?? "");
    if (going) sitting.say({ type: "note", kind, data: { segment: stage.segment?.id ?? null, ...data } });
  };
  let failed = false;
  stage.addEventListener("change", () => {
    const seconds = spent(since, "waiting", stage.waiting);
    if (seconds > STALL) note("stall", { seconds, at: rounded(stage.time) });
    if (stage.failed && !failed) note("media-error", { at: rounded(stage.time) });
    failed = stage.failed;
  });
  document.addEventListener("visibilitychange", () => {
    const seconds = spent(since, "hidden", document.hidden);
    if (seconds > 0) note("hidden", { seconds });
  });
}

/**
 * Seconds for which something was so that is no longer so; 0 while it goes on.
 *
 * @template {string} Name
 * @param {Record<Name, number>} since
 * @param {Name} name
 * @param {boolean} still
 */
function spent(since, name, still) {
  const began = since[name];
  since[name] = still ? began || performance.now() : 0;
  return began && !still ? rounded((performance.now() - began) / 1000) : 0;
}

/** @param {number} seconds */
function rounded(seconds) {
  return Math.round(seconds * 10) / 10;
}
