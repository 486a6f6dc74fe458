/**
 * What stands in place of the encounter when it cannot go on: before the first word of the server, in a pause, when
 * another window has the sitting, and when a connection has ended for good. Each says what has happened, what is
 * safe, and what to do.
 *
 * @typedef {import("./store.js").Snapshot} Snapshot
 * @typedef {import("./sitting.js").Sitting} Sitting
 * @typedef {{ name: string, title: string, text: string[], actions: { text: string, run?: () => void, href?: string }[] }} Screen
 */

import { fill, make } from "./dom.js";
import { CLOSED } from "./socket.js";

const KEPT = "Your answers are kept: what was saved is on the server, the rest in this browser.";
const LOST = "What was saved is on the server. This browser keeps nothing, so what was not sent yet is lost when this page is reloaded or left.";
/** Ends after which nothing of this page can be sent any more. */
const GONE = new Set([CLOSED.notFound, CLOSED.superseded]);
const reload = () => location.reload();

/**
 * @param {Sitting} sitting
 * @param {{ host: HTMLElement, room: HTMLElement }} places
 * @param {{ result: string, home: string, signIn: string }} addresses
 */
export function mountScreens(sitting, { host, room }, addresses) {
  let shown = "";
  sitting.store.subscribe((now) => {
    const screen = screenOf(now, sitting, addresses);
    const name = screen?.name ?? "";
    if (name === shown) return;
    shown = name;
    host.hidden = !screen;
    room.hidden = screen !== null;
    if (screen) show(host, screen);
    else fill(host);
  });
}

/**
 * @param {HTMLElement} host
 * @param {Screen} screen
 */
function show(host, { name, title, text, actions }) {
  const heading = make("h2", { tabindex: -1 }, title);
  const buttons = actions.map(({ text: words, run, href }, i) => {
    const look = i === 0 ? "button primary" : "button";
    return href ? make("a", { class: look, href }, words) : make("button", { type: "button", class: look, click: run }, words);
  });
  fill(host, make("div", { class: "card screen", "data-screen": name }, heading, ...text.map((words) => make("p", {}, words)), make("div", { class: "actions" }, ...buttons)));
  if (name !== "loading" && !document.querySelector("dialog[open]")) heading.focus();
}

/**
 * @param {Snapshot} now
 * @param {Sitting} sitting
 * @param {{ result: string, home: string, signIn: string }} addresses
 * @returns {Screen | null}
 */
function screenOf(now, sitting, { result, home, signIn }) {
  const { state, end } = now;
  if (end?.code === CLOSED.over || state?.stage === "closed") return over(state?.result ?? result);
  if (end) return now.unsaved && !now.kept && !GONE.has(end.code) ? endangered(end.code, sitting, signIn) : ended(end.code, sitting, home, signIn);
  if (!state) return { name: "loading", title: "Opening your sitting…", text: ["This takes a moment."], actions: [] };
  return state.stage === "suspended" ? suspended(state, sitting, home) : null;
}

/**
 * @param {string} result
 * @returns {Screen}
 */
function over(result) {
  return {
    name: "over",
    title: "This sitting is over",
    // it may have ended while an answer was on its way, so no more may be said than this
    text: ["Every answer that was saved before its end counts."],
    actions: [{ text: "See the result", href: result }],
  };
}

/**
 * @param {import("./types.js").State} state
 * @param {Sitting} sitting
 * @param {string} home
 * @returns {Screen}
 */
function suspended(state, sitting, home) {
  const limited = state.item_clock ?? state.case_clock;
  const clock = state.pause_stops_clock ? "The clock is stopped." : "The clock goes on while you are away.";
  return {
    name: "suspended",
    title: "Paused",
    text: [
      "Your answers are saved. You can go on here, or later on any computer where you sign in.",
      ...(limited ? [clock] : []),
    ],
    actions: [
      { text: "Resume", run: () => sitting.say({ type: "resume" }) },
      { text: "Leave for now", href: home },
    ],
  };
}

/**
 * @param {number} code
 * @param {Sitting} sitting
 * @param {string} home
 * @param {string} signIn
 * @returns {Screen}
 */
function ended(code, sitting, home, signIn) {
  const again = { text: "Try again", run: () => sitting.retry() };
  const fresh = { text: "Reload the page", run: reload };
  const away = { text: "To the first page", href: home };
  /** @type {Record<number, Screen>} */
  const screens = {
    [CLOSED.malformed]: {
      name: "malformed",
      title: "This page and the server did not understand each other",
      text: [KEPT, "Reload the page, and look whether your last answer is there."],
      actions: [fresh],
    },
    [CLOSED.signIn]: {
      name: "sign-in",
      title: "You have been signed out",
      text: [`${KEPT} Sign in again in this browser, and go on where you were.`],
      actions: [{ text: "Sign in", href: signIn }],
    },
    [CLOSED.notFound]: {
      name: "not-found",
      title: "This sitting is not here",
      text: ["It does not exist, or belongs to another account."],
      actions: [away],
    },
    [CLOSED.superseded]: {
      name: "superseded",
      title: "This sitting was opened in another window",
      text: ["It goes on there, with every answer that was saved. Only one window can have it."],
      actions: [{ text: "Take it back here", run: reload }, away],
    },
    [CLOSED.tooMany]: {
      name: "too-many",
      title: "That was too much at once",
      text: [KEPT, "Wait a moment, then reload the page."],
      actions: [fresh],
    },
    [CLOSED.broken]: {
      name: "broken",
      title: "The server has made a mistake",
      text: [KEPT, "Try again. If it goes on, tell those who run this assessment, and say at what time it happened."],
      actions: [again, fresh],
    },
  };
  return screens[code] ?? { name: "ended", title: "The connection has ended", text: [KEPT], actions: [again, fresh] };
}

/**
 * The connection has ended, and what was not sent yet is on this page alone: nothing here leads away from it but signing in,
 * which opens beside it.
 *
 * @param {number} code
 * @param {Sitting} sitting
 * @param {string} signIn
 * @returns {Screen}
 */
function endangered(code, sitting, signIn) {
  const again = { text: "Try again", run: () => sitting.retry() };
  // a second window of the sitting would take it away from this one
  const alone = new URL(signIn, location.href).pathname;
  if (code === CLOSED.signIn) {
    return {
      name: "sign-in",
      title: "You have been signed out",
      text: [LOST, "Leave this page open. Sign in in another window of this browser, then come back here and try again."],
      actions: [again, { text: "Sign in in another window", run: () => window.open(alone, "_blank", "noopener") }],
    };
  }
  return { name: "endangered", title: "The connection has ended", text: [LOST, "Leave this page open, wait a moment, and try again."], actions: [again] };
}
