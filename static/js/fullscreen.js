/**
 * Full screen for the whole page: picture, question and signs stay together, so that nothing can open unseen.
 */

/** Whether the browser can do it at all. */
export function canFill() {
  return document.fullscreenEnabled;
}

/** Whether the page fills the screen now. */
export function fillsScreen() {
  return document.fullscreenElement !== null;
}

/** Fills the screen, or gives it back. */
export async function toggleFill() {
  if (!canFill()) return;
  await (fillsScreen() ? document.exitFullscreen() : document.documentElement.requestFullscreen());
}

/**
 * Calls a listener now and after every change.
 *
 * @param {() => void} listener
 */
export function onFill(listener) {
  document.addEventListener("fullscreenchange", listener);
  listener();
}
