/** Checks the prerequisites as they are entered; what counts is still what the server finds when they are saved. */

import { fill, find, icon, make } from "../dom.js";

/** @typedef {{ rule: string, area: string | null, met: boolean, said: string }} Finding */

const form = find("form[data-check]", HTMLFormElement);
const lacking = find("[data-lacking]", HTMLElement);
const live = find('[data-live="polite"]', HTMLElement);
let latest = 0;

form.addEventListener("change", () => void check());

async function check() {
  const number = ++latest;
  const answer = await fetch(form.dataset.check ?? "", { method: "POST", body: new FormData(form) }).catch(() => null);
  // without a connection nothing is lost: the form is checked when it is saved
  if (!answer?.ok || number !== latest) return;
  const { findings } = await answer.json();
  show(findings);
}

/** @param {Finding[]} findings */
function show(findings) {
  for (const found of findings) {
    const place = document.querySelector(`[data-finding="${CSS.escape(found.rule + (found.area ? `:${found.area}` : ""))}"]`);
    if (!place) continue;
    place.className = `finding ${found.met ? "met" : "missing"}`;
    fill(place, icon(found.met ? "check" : "alert"), make("span", {}, make("b", {}, found.met ? "Met:" : "Missing:"), ` ${found.said}`));
  }
  tell(findings.filter((found) => !found.met).length);
}

/** @param {number} missing */
function tell(missing) {
  const said = missing ? `${missing} ${missing === 1 ? "point is" : "points are"} missing.` : "Everything is met.";
  if (lacking.textContent === said) return;
  lacking.textContent = said;
  fill(live, make("p", {}, said));
}
