/**
 * The player page, put together: one sitting, and views that follow what it knows.
 *
 * @typedef {import("./types.js").State} State
 */

import { announce } from "./announce.js";
import { showAnswers } from "./answers.js";
import { mountClock } from "./clock.js";
import { mountConnection } from "./connection.js";
import { find } from "./dom.js";
import { mountCaptions } from "./encounter/captions.js";
import { makeControls } from "./encounter/controls.js";
import { Deck } from "./encounter/deck.js";
import { mountDescriptions } from "./encounter/descriptions.js";
import { noteHitches } from "./encounter/hitches.js";
import { mountOverlay } from "./encounter/overlay.js";
import { Script } from "./encounter/script.js";
import { mountSpeaking } from "./encounter/speaking.js";
import { Stage } from "./encounter/stage.js";
import { Tabs } from "./exhibit/tabs.js";
import { keysOf } from "./keys.js";
import { languageOf, mountLanguages } from "./languages.js";
import { showPhases } from "./phases.js";
import { QuestionCard } from "./question.js";
import { showReview } from "./review.js";
import { mountScreens } from "./screens.js";
import { onWishes } from "./settings.js";
import { mountShortcuts } from "./shortcuts.js";
import { Sitting } from "./sitting.js";
import { refused } from "./store.js";

const SAFE = "Everything you have entered is saved, and you go on exactly here.";
const REFUSED = "The answer to this question is not saved. Everything before it is, and you go on exactly here.";
const AWAY = "The connection is lost: the pause begins when it is back. What you have entered is kept in this browser until then.";

const place = (/** @type {string} */ name) => find(`#${name}`, HTMLElement);
const { attempt = "", result = "", home = "", signIn = "" } = document.body.dataset;

const sitting = new Sitting(attempt, socketAddress());
const { store } = sitting;
const language = () => languageOf(store);

// first of all, so that what takes the focus later can be seen by then
mountScreens(sitting, { host: place("screen"), room: place("room") }, { result, home, signIn });

const deck = new Deck(place("picture"));
const stage = new Stage(deck, sitting, attempt);
mountSpeaking(stage, deck, place("speaking"), language);
mountCaptions(stage, place("cues"), language);
mountDescriptions(stage, place("described"), language);
mountOverlay(stage, place("picture"));
place("encounter").append(makeControls(stage, deck));
noteHitches(stage, sitting);

const script = new Script(stage, place("script"), language);
const tabs = new Tabs(
  { list: place("tabs"), panels: place("exhibits"), encounter: place("encounter") },
  () => stage.isRunning || stage.pause(),
);
const question = new QuestionCard(sitting, place("question"), noteExhibits);

mountConnection(sitting, { sign: place("saved"), banner: place("offline") });
mountClock(store, place("case-clock"), "case_clock");
mountClock(store, question.clockPlace, "item_clock");
mountLanguages(store);
mountPause();
mountShortcuts(keysOf({ stage, tabs, question }), find("#keys tbody", HTMLElement));

// a page that goes has its record kept in this browser, and sent when it is back
addEventListener("pagehide", () => store.now.state?.stage === "asking" && noteExhibits());
find("#finish", HTMLButtonElement).addEventListener("click", () => stage.finish());
onWishes((wishes) => {
  place(wishes.script === "under" ? "see" : "read").append(place("script-panel"));
  script.show(store.now.state?.case?.id ?? "", store.now.state?.segments ?? []);
});
store.subscribe(({ line }) => (document.body.dataset.line = line));
store.subscribe(({ state }, before) => state && state !== before.state && show(state, before.state));
stage.dispatchEvent(new Event("change"));

/**
 * @param {State} state
 * @param {State | null} before
 */
function show(state, before) {
  document.body.dataset.stage = state.stage;
  showWhere(state);
  showPhases(place("phases"), state.phases);
  script.show(state.case?.id ?? "", state.segments);
  if (left(state, before) && state.stage !== "closed") noteExhibits();
  tabs.lay(state.exhibits, `${state.case?.id} ${state.question?.item ?? state.stage}`, state.stage === "asking");
  tabs.equip(question.tool);
  if (state.question?.item !== before?.question?.item) question.reveal();
  showAnswers(place("answers"), state.review.length ? [] : state.answers);
  place("finish-row").hidden = state.stage !== "playing";
  if (state.stage === "intermission" && (before?.stage !== "intermission" || before.case?.id !== state.case?.id)) review(state);
  if (state.stage !== "intermission") place("review").replaceChildren();
  if (state.stage === "closed" && state.result) location.assign(state.result);
  if (before) tell(state, before);
}

/** @param {State} state */
function showWhere(state) {
  if (!state.case) return;
  place("case-title").textContent = state.case.title;
  place("case-number").textContent = state.case.of > 1 ? `Case ${state.case.number} of ${state.case.of}` : "";
  const now = state.stage === "asking" ? `Question ${state.number}` : { suspended: "Paused", intermission: "Case done" }[String(state.stage)];
  document.title = [now, state.case.title, "Sonocase"].filter(Boolean).join(" – ");
}

/** @param {State} state */
function review(state) {
  const look = (/** @type {string} */ exhibit, /** @type {import("./items.js").Drawn} */ drawn) => {
    tabs.show(exhibit);
    tabs.draw(exhibit, drawn);
    place("see").scrollIntoView({ block: "nearest" });
    document.getElementById(`tab-${exhibit}`)?.focus();
  };
  const title = showReview(place("review"), state, { onward: () => sitting.say({ type: "continue" }), look });
  if (!document.querySelector("dialog[open]")) title.focus();
}

/**
 * Says what has changed, and takes the focus along where it would be lost.
 *
 * @param {State} state
 * @param {State} before
 */
function tell(state, before) {
  if (left(state, before)) {
    const answer = state.answers.find(({ item }) => item === before.question?.item);
    announce(answer?.expired ? "The time for this question is over. What was saved until then counts." : "Your answer is saved.");
  }
  if (before.stage === "asking" && state.stage === "playing" && !document.querySelector("dialog[open]")) watchOn();
}

/** Goes from the question back to the picture: all of it, not only the button that has the focus. */
function watchOn() {
  place("play").focus({ preventScroll: true });
  place("encounter").scrollIntoView({ block: "nearest" });
}

/**
 * Whether a question that was open is done.
 *
 * @param {State} state
 * @param {State | null} before
 */
function left(state, before) {
  return before?.stage === "asking" && state.stage !== "suspended" && before.question?.item !== state.question?.item;
}

/** Keeps for the record how the media of the open question were used. */
function noteExhibits() {
  for (const use of tabs.takeUses()) sitting.say({ type: "note", kind: "exhibit", data: use });
}

function mountPause() {
  const dialog = find("#pause", HTMLDialogElement);
  const explain = () => {
    const { state, line } = store.now;
    const limited = state?.item_clock ?? state?.case_clock;
    const clock = state?.pause_stops_clock ? "The clock stops until you are back." : "The clock goes on while you are away.";
    place("pause-kept").textContent = line !== "open" ? AWAY : refused(store.now) ? REFUSED : SAFE;
    place("pause-clock").textContent = limited ? clock : "";
  };
  find('[data-opens="pause"]', HTMLElement).addEventListener("click", explain);
  place("pause-now").addEventListener("click", () => {
    dialog.close();
    noteExhibits();
    sitting.say({ type: "suspend" });
  });
}

function socketAddress() {
  const address = new URL(document.body.dataset.socket ?? "", location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
}
