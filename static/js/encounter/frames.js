/**
 * Calls a listener with every frame that is drawn while a deck plays.
 *
 * @param {import("./deck.js").Deck} deck
 * @param {() => void} listener
 */
export function onFrames(deck, listener) {
  let looping = false;
  const loop = () => {
    listener();
    looping = deck.running;
    if (looping) requestAnimationFrame(loop);
  };
  deck.addEventListener("playing", () => looping || loop());
}
