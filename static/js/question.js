/**
 * The open question: its stem, its answer, how sure the candidate is, and the way of the answer to the server.
 *
 * What is entered is kept in this browser at once and sent a moment later. “Submit” is confirmed by the server alone:
 * until then the answer stands still and can be seen.
 *
 * @typedef {import("./types.js").Question} Question
 * @typedef {import("./types.js").Given} Given
 * @typedef {import("./types.js").Confidence} Confidence
 * @typedef {import("./types.js").State} State
 * @typedef {import("./store.js").Snapshot} Snapshot
 * @typedef {import("./sitting.js").Sitting} Sitting
 * @typedef {import("./items.js").ItemView} ItemView
 */

import { announce } from "./announce.js";
import { fill, make } from "./dom.js";
import { inShort, typeOf } from "./items.js";
import { wishes } from "./settings.js";

/** Milliseconds after the last key until an unfinished answer is sent. */
const REST = 500;
const SURE = /** @type {[Confidence, string][]} */ ([["guess", "A guess"], ["fairly", "Fairly sure"], ["certain", "Certain"]]);

export class QuestionCard {
  #sitting;
  #host;
  #before;
  #item = "";
  /** @type {ItemView | null} */
  #view = null;
  /** @type {Question | null} */
  #question = null;
  #parts = parts();

  /**
   * @param {Sitting} sitting
   * @param {HTMLElement} host
   * @param {() => void} beforeSubmit
   */
  constructor(sitting, host, beforeSubmit) {
    this.#sitting = sitting;
    this.#host = host;
    this.#before = beforeSubmit;
    this.#parts.form.addEventListener("submit", (event) => event.preventDefault());
    this.#parts.form.addEventListener("keydown", (event) => this.#key(event));
    this.#parts.form.addEventListener("focusout", () => sitting.flush());
    this.#parts.submit.addEventListener("click", () => this.#submit());
    document.addEventListener("visibilitychange", () => document.hidden && sitting.flush());
    sitting.store.subscribe((now, before) => this.#update(now, before));
  }

  /** Where the clock of the question has its place. */
  get clockPlace() {
    return this.#parts.clock;
  }

  /** Goes to the question. */
  focus() {
    if (!document.querySelector("dialog[open]")) this.#parts.title.focus({ preventScroll: false });
  }

  /** Brings the question into sight, where it has the focus and the page around it has moved. */
  reveal() {
    if (document.activeElement === this.#parts.title) this.#parts.title.scrollIntoView({ block: "nearest" });
  }

  /**
   * Chooses an answer by its number.
   *
   * @param {number} digit
   */
  digit(digit) {
    if (!this.#locked) this.#view?.digit?.(digit);
  }

  /** What draws on an image for the open question. */
  get tool() {
    return this.#view?.tool ?? null;
  }

  get #locked() {
    return this.#question !== null && this.#sitting.store.now.submitting === this.#question.item;
  }

  /**
   * @param {Snapshot} now
   * @param {Snapshot} before
   */
  #update(now, before) {
    const { state } = now;
    if (!state) return;
    const question = state.stage === "asking" ? state.question : null;
    const key = question ? `${state.case?.id}/${question.item}` : "";
    if (key !== this.#item && question) this.#open(question, state, key);
    else if (key !== this.#item) this.#close();
    if (question) this.#show(now, before);
  }

  /**
   * @param {Question} question
   * @param {State} state
   * @param {string} key
   */
  #open(question, state, key) {
    this.#item = key;
    this.#question = question;
    const { title, answer, sure, problem } = this.#parts;
    const number = `Question ${state.number} of ${state.case?.items}`;
    fill(title, make("span", { class: "kicker" }, number), make("span", { class: "stem" }, question.stem));
    this.#view = typeOf(question).render(question, () => this.#changed());
    fill(answer, this.#view.element);
    fill(sure, ...(question.confidence ? confidence(() => this.#changed()) : []));
    fill(problem, ...this.#offer(this.#sitting.store.now));
    const saved = state.draft && { response: state.draft, confidence: state.draft_confidence };
    const known = this.#sitting.unsaved(question.item) ?? saved;
    if (known) this.#restore(known);
    this.#host.replaceChildren(this.#parts.card);
    announce(`The recording holds. ${number}.`);
    this.focus();
  }

  #close() {
    this.#item = "";
    this.#view = this.#question = null;
    this.#host.replaceChildren();
  }

  /**
   * @param {Snapshot} now
   * @param {Snapshot} before
   */
  #show(now, before) {
    const { submit, answer, sure, note, problem } = this.#parts;
    const locked = this.#locked;
    for (const group of [...answer.children, ...sure.children]) group.toggleAttribute("disabled", locked);
    submit.setAttribute("aria-disabled", String(locked));
    const waits = locked && now.line !== "open";
    submit.textContent = waits ? "Waiting to be sent" : locked ? "Saving…" : "Submit answer";
    note.textContent = waits ? WAITS : "You cannot change it afterwards.";
    if (now.refusal !== before.refusal) this.#refuse(now.refusal?.item === this.#question?.item ? now.refusal?.message : "");
    if (now.found !== before.found) fill(problem, ...this.#offer(now));
  }

  #changed() {
    if (!this.#view || !this.#question) return;
    this.#sitting.say({ type: "draft", item: this.#question.item, ...this.#given(this.#view) }, REST);
    this.#refuse("");
  }

  #submit() {
    if (!this.#view || !this.#question || this.#locked) return;
    const problem = this.#view.problem();
    if (problem) {
      this.#refuse(problem);
      this.#view.focus();
      return;
    }
    this.#before();
    this.#sitting.say({ type: "submit", item: this.#question.item, ...this.#given(this.#view) });
  }

  /** @param {string} [message] */
  #refuse(message) {
    const { problem } = this.#parts;
    if (problem.textContent !== (message ?? "")) problem.textContent = message ?? "";
  }

  /** @param {Snapshot} now */
  #offer({ found }) {
    if (!found || found.item !== this.#question?.item) return [];
    const use = () => {
      this.#restore(found);
      this.#changed();
    };
    const leave = () => this.#sitting.store.set({ found: null });
    const words = inShort(this.#question, found.response);
    return [
      make("span", {}, `This browser has kept an answer that was not sent before the sitting was opened elsewhere: “${words}”. `),
      make("button", { type: "button", class: "button small", click: use }, "Use it"),
      make("button", { type: "button", class: "button small quiet", click: leave }, "Leave it"),
    ];
  }

  /** @param {Given} given */
  #restore({ response, confidence: sure }) {
    this.#view?.restore(response);
    for (const radio of this.#parts.sure.querySelectorAll("input")) radio.checked = radio.value === sure;
  }

  /** What is entered at this moment. @param {ItemView} view @returns {Given} */
  #given(view) {
    const chosen = this.#parts.sure.querySelector("input:checked");
    const sure = chosen instanceof HTMLInputElement ? /** @type {Confidence} */ (chosen.value) : null;
    return { response: view.read(), confidence: sure };
  }

  /** Enter never submits by accident: it leads on to the button. @param {KeyboardEvent} event */
  #key(event) {
    if (!(event.target instanceof HTMLInputElement)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.#parts.submit.focus();
    } else if (wishes().shortcuts && event.target.type !== "text" && /^[1-9]$/.test(event.key)) this.digit(Number(event.key));
  }
}

const WAITS = "Your answer is kept in this browser, and will be sent as soon as the connection is back.";

/** Asks how sure the candidate is. @param {() => void} changed */
function confidence(changed) {
  const choices = SURE.map(([value, text]) => make("label", { class: "pill" }, make("input", { type: "radio", name: "confidence", value }), make("span", {}, text)));
  return [
    make(
      "fieldset",
      { class: "confidence", change: changed },
      make("legend", {}, "How sure are you? ", make("span", { class: "hint" }, "This is not scored.")),
      make("div", { class: "pills" }, ...choices),
    ),
  ];
}

function parts() {
  const title = make("h2", { id: "question-title", tabindex: -1 });
  const clock = make("div", { class: "question-clock" });
  const [answer, sure] = [make("div"), make("div")];
  const problem = make("p", { class: "problem", role: "alert" });
  const submit = make("button", { type: "button", class: "button primary" }, "Submit answer");
  const note = make("p", { class: "hint" });
  const form = make("form", { novalidate: true }, answer, sure, problem, make("div", { class: "submit-row" }, submit, note));
  const card = make("section", { class: "card question", "aria-labelledby": "question-title" }, clock, title, form);
  return { card, title, clock, form, answer, sure, problem, submit, note };
}
