/**
 * Which language of captions and script is shown, where a form has several.
 *
 * @typedef {import("./store.js").Store} Store
 */

import { fill, find, make } from "./dom.js";
import { onWishes, wishes } from "./settings.js";

/**
 * Offers the languages of the form in the settings.
 *
 * @param {Store} store
 */
export function mountLanguages(store) {
  const row = find("[data-languages]", HTMLElement);
  const select = find("select", HTMLSelectElement, row);
  store.subscribe(({ state }, before) => {
    if (!state || state.languages.join() === before.state?.languages.join()) return;
    row.hidden = state.languages.length < 2;
    fill(select, ...state.languages.map((tag) => make("option", { value: tag }, nameOf(tag))));
    select.value = languageOf(store);
  });
  onWishes(() => (select.value = languageOf(store)));
}

/**
 * The language that is shown: the one that is wished, else the page's, else the form's first.
 *
 * @param {Store} store
 */
export function languageOf(store) {
  const offered = store.now.state?.languages ?? [];
  const wanted = [wishes().language, document.documentElement.lang].find((tag) => offered.includes(tag));
  return wanted ?? offered[0] ?? "en";
}

/** @param {string} tag */
function nameOf(tag) {
  return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
}
