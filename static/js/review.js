/**
 * Between two cases: after a practice case every question with what is right and why; in an exam only that it is done.
 *
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Review} Review
 * @typedef {import("./items.js").Drawn} Drawn
 */

import { fill, icon, make } from "./dom.js";
import { typeOf } from "./items.js";

/**
 * @param {HTMLElement} host
 * @param {State} state
 * @param {{ onward: () => void, look: (exhibit: string, drawn: Drawn) => void }} does
 * @returns {HTMLElement} the heading, which takes the focus
 */
export function showReview(host, state, { onward, look }) {
  const last = state.case?.number === state.case?.of;
  const title = make("h2", { tabindex: -1, id: "review-title" }, done(state));
  const next = onwardButton(last ? "See the result" : "Go on to the next case", onward);
  if (!state.review.length) {
    fill(host, make("section", { class: "card", "aria-labelledby": "review-title" }, title, make("p", {}, "Your answers are saved."), next));
    return title;
  }
  const items = state.review.map((item, i) => reviewItem(item, i + 1, state, look));
  const again = onwardButton(next.textContent ?? "", onward);
  fill(
    host,
    make("section", { class: "card", "aria-labelledby": "review-title" }, title, ...summary(state.review), next),
    make("ol", { class: "review" }, ...items),
    make("p", {}, again),
  );
  return title;
}

/**
 * @param {string} text
 * @param {() => void} onward
 */
function onwardButton(text, onward) {
  return make("button", { type: "button", class: "button primary", click: onward }, make("span", {}, text), icon("next"));
}

/** @type {Drawn} */
const nothing = { shapes: [], frame: 0 };

/** @param {State} state */
function done({ case: current }) {
  return current && current.of > 1 ? `Case ${current.number} of ${current.of} is done` : "The case is done";
}

/** @param {Review[]} review */
function summary(review) {
  const earned = review.reduce((sum, { fraction, points }) => sum + fraction * points, 0);
  const attainable = review.reduce((sum, { points }) => sum + points, 0);
  return [
    make("p", { class: "figure" }, make("b", {}, plain(earned)), ` of ${plain(attainable)} points`),
    make("p", { class: "hint" }, "Look through your answers and the reasons, as long as you like. No time is counted."),
  ];
}

/**
 * @param {Review} item
 * @param {number} number
 * @param {State} state
 * @param {(exhibit: string, drawn: Drawn) => void} look
 */
function reviewItem({ question, response, fraction, points, explanation }, number, state, look) {
  const drawn = typeOf(question).draw?.(question, response, explanation) ?? nothing;
  const media = state.exhibits.filter(({ id }) => question.exhibits.includes(id));
  const clips = media.map(({ id, view }) =>
    make("button", { type: "button", class: "button small", click: () => look(id, id === question.exhibit ? drawn : nothing) }, icon("show"), `Look at: ${view}`),
  );
  return make(
    "li",
    { class: "card review-item" },
    make("h3", {}, make("span", { class: "kicker" }, `Question ${number}`), question.stem),
    make("p", { class: `score ${outcome(fraction)}` }, icon(fraction === 1 ? "check" : fraction ? "part" : "cross"), scoreText(fraction, points)),
    response ? null : make("p", {}, "You gave no answer."),
    typeOf(question).explain(question, response, explanation),
    make("p", { class: "rationale" }, explanation.rationale),
    clips.length ? make("p", { class: "clips" }, ...clips) : null,
  );
}

/** @param {number} fraction */
function outcome(fraction) {
  return fraction === 1 ? "right" : fraction ? "partly" : "wrong";
}

/**
 * @param {number} fraction
 * @param {number} points
 */
function scoreText(fraction, points) {
  const words = { right: "Right", partly: "Partly right", wrong: "Not right" }[outcome(fraction)];
  return `${words}: ${plain(fraction * points)} of ${plain(points)} ${points === 1 ? "point" : "points"}`;
}

/** @param {number} value */
function plain(value) {
  return String(Math.round(value * 100) / 100);
}
