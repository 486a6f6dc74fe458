/** Saves the questionnaire as it is answered; "Saved" is said when the server has said so, and never before. */

import { find } from "../dom.js";

const PAUSE = 800; // milliseconds after the last stroke of a key
const PATIENCE = 10_000;

const form = find("form[data-saves]", HTMLFormElement);
const told = find("[data-saved]", HTMLElement);
/** @type {Promise<void> | null} */
let saving = null;
let changed = false;
let timer = 0;

form.addEventListener("input", () => {
  changed = true;
  clearTimeout(timer);
  timer = window.setTimeout(() => void save(), PAUSE);
});
form.addEventListener("submit", (event) => void send(event));

/** One save at a time, so that an older one never arrives behind a newer one. */
async function save() {
  if (saving) return;
  while (changed) {
    changed = false;
    saving = put();
    await saving;
    saving = null;
  }
}

async function put() {
  const answer = await fetch(form.dataset.saves ?? "", {
    method: "POST",
    body: new FormData(form),
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => null);
  // the link has been used meanwhile: the page says what came of it
  if (answer?.redirected) location.reload();
  told.textContent = answer?.ok ? "Everything is saved." : "Not saved yet. Press “Save for later” to try again.";
}

/**
 * The form waits for a save that is on its way: it holds less than the form does.
 *
 * @param {SubmitEvent} event
 */
async function send(event) {
  clearTimeout(timer);
  changed = false;
  if (!saving) return;
  event.preventDefault();
  await saving;
  form.requestSubmit(event.submitter);
}
