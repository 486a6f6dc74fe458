/** What is asked of the preview's server, and sent to it. */

import { announce } from "../announce.js";

const SILENT = "The preview did not answer as it should. If it still runs, reload the page.";

/**
 * Something of the package as it is now; null where it cannot be had, which is said.
 *
 * @param {string} address
 */
export async function read(address) {
  try {
    const answer = await fetch(address, { cache: "no-store" });
    if (answer.ok) return await answer.json();
  } catch {
    // the preview has ended, or the page is being read anew
  }
  announce("This cannot be shown at the moment.");
  return null;
}

/**
 * Sends something, and gives what is answered: where it is refused, its `problem`.
 *
 * @param {string} address
 * @param {unknown} content
 */
export async function send(address, content) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": document.body.dataset.token ?? "" };
  try {
    const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(content) });
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) return await answer.json();
  } catch {
    // the preview has ended
  }
  return { problem: SILENT };
}
