/**
 * What is left of a limit, by the server's clock. It can be hidden; it is told, politely, a minute and ten seconds
 * before the end, hidden or not. While the connection is lost it stands still and says so: the server alone knows
 * what of that time counts.
 *
 * @typedef {import("./types.js").ClockView} ClockView
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./store.js").Snapshot} Snapshot
 */

import { announce } from "./announce.js";
import { icon, label, make } from "./dom.js";
import { onWishes, wish, wishes } from "./settings.js";
import { asTime, inWords, serverTime } from "./time.js";

const TOLD = [60, 10];
const SOON = 60;

/**
 * @param {Store} store
 * @param {HTMLElement} host
 * @param {"item_clock" | "case_clock"} which
 */
export function mountClock(store, host, which) {
  const what = which === "item_clock" ? "this question" : "this case";
  const time = make("span", { class: "clock-time" });
  const timer = make("div", { role: "timer", "aria-label": `Time left for ${what}`, class: "clock-face" }, icon("clock"), time);
  host.append(timer, hideButton());
  let told = Infinity;
  const show = () => {
    const left = secondsLeft(store.now, which);
    host.hidden = left === null;
    if (left === null) told = Infinity;
    else {
      showTime(host, time, left, store.now.line);
      told = tell(left, told, what);
    }
  };
  store.subscribe((now, before) => {
    // another question or case, another limit
    if (now.state?.question?.item !== before.state?.question?.item) told = Infinity;
    show();
  });
  onWishes(show);
  setInterval(show, 250);
}

/**
 * @param {Snapshot} now
 * @param {"item_clock" | "case_clock"} which
 * @returns {number | null} seconds
 */
function secondsLeft({ state, line }, which) {
  const clock = state?.[which];
  if (!state || !clock || line === "ended" || state.stage === "intermission") return null;
  if (!clock.running || line !== "open") return clock.remaining;
  return Math.max(0, clock.remaining - (serverTime() - Date.parse(state.now)) / 1000);
}

/**
 * @param {HTMLElement} host
 * @param {HTMLElement} time
 * @param {number} left
 * @param {string} line
 */
function showTime(host, time, left, line) {
  const shown = asTime(Math.ceil(left));
  const text = !wishes().clocks ? "Time hidden" : line === "open" ? `${shown} left` : `${shown}, checking`;
  if (time.textContent !== text) time.textContent = text;
  host.classList.toggle("soon", left <= SOON && wishes().clocks);
}

/**
 * @param {number} left
 * @param {number} told what was left when this was last asked
 * @param {string} what
 * @returns {number} what is left now
 */
function tell(left, told, what) {
  const passed = TOLD.filter((mark) => told > mark && left <= mark);
  const mark = passed.at(-1);
  if (mark && told !== Infinity) announce(`${inWords(mark)} left for ${what}.`);
  return left;
}

function hideButton() {
  const button = make("button", { type: "button", class: "tiny", click: () => wish({ clocks: !wishes().clocks }) });
  onWishes(({ clocks }) => label(button, clocks ? "Hide the time" : "Show the time", clocks ? "hide" : "show"));
  return button;
}
