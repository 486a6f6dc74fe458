/**
 * What is set on an image, kept in this tab while the page is read anew: a file that is saved takes no points away.
 *
 * @typedef {object} Kept
 * @property {string} look address of the exhibit
 * @property {string} places address of what may be written; empty where nothing may
 * @property {import("./forms.js").FormName} form
 * @property {(import("../exhibit/marks.js").Mark | null)[]} slots
 * @property {string} length
 * @property {Record<string, string>} chosen the place that was chosen for each kind of thing
 * @property {{ words: string, bad: boolean } | null} told what came of the last writing
 */

const NAME = "sonocase-preview";

/** @param {Kept} kept */
export function keep(kept) {
  try {
    sessionStorage.setItem(NAME, JSON.stringify({ ...kept, page: location.pathname }));
  } catch {
    // a browser that keeps nothing shows the page without the image
  }
}

/** Nothing is set any more. */
export function forget() {
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    // nothing was kept
  }
}

/** What was set on this page. @returns {Kept | null} */
export function kept() {
  try {
    const found = JSON.parse(sessionStorage.getItem(NAME) ?? "null");
    return found?.page === location.pathname ? found : null;
  } catch {
    return null;
  }
}
