/** What is asked of the preview's server, and sent to it. */

import { announce } from "../announce.js";

/**
 * Something of the package as it is now; null where it cannot be had, which is said.
 *
 * @param {string} address
 */
export async function read(address) {
  const answer = await fetch(address, { cache: "no-store" });
  if (answer.ok) return answer.json();
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
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(content) });
  return answer.headers.get("Content-Type")?.startsWith("application/json") ? answer.json() : { problem: "The server did not answer as it should: reload the page." };
}
