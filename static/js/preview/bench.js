/**
 * The medium of the moment that was chosen, and the moment of the time line that is played.
 */

import { find } from "../dom.js";

export class Bench {
  #bench;
  #medium;
  #scene = "";

  /** @param {HTMLElement} bench */
  constructor(bench) {
    this.#bench = bench;
    this.#medium = find("#medium", HTMLVideoElement, bench);
    this.#medium.addEventListener("timeupdate", () => this.#mark());
  }

  /**
   * Shows a moment; the medium stands there until it is played.
   *
   * @param {HTMLElement} button
   */
  go(button) {
    const take = button.closest(".take");
    if (!(take instanceof HTMLElement)) return;
    this.#load(take);
    this.#medium.currentTime = Number(button.dataset.at);
    this.#from(button.dataset.point ?? "", "this segment");
    history.replaceState(null, "", `#${take.dataset.scene}@${button.dataset.at}`);
    this.#mark();
  }

  /** Brings the medium into sight where it stands above the time line. */
  reveal() {
    if (!matchMedia("(min-width: 62rem)").matches) find("#screen-title", HTMLElement).focus();
  }

  /**
   * A question was opened: a candidate would begin there.
   *
   * @param {HTMLElement} button
   */
  hold(button) {
    this.#medium.pause();
    this.#from(button.dataset.item ?? "", "this question");
  }

  /** Goes to the moment that the address names. */
  restore() {
    const [scene, at] = decodeURIComponent(location.hash.slice(1)).split("@");
    const take = [...this.#bench.querySelectorAll(".take")].find((one) => one instanceof HTMLElement && one.dataset.scene === scene);
    const button = [...(take?.querySelectorAll("[data-at]") ?? [])].find((one) => one instanceof HTMLElement && one.dataset.at === at);
    if (button instanceof HTMLElement) this.go(button);
  }

  /** @param {HTMLElement} take */
  #load(take) {
    const { scene = "", media = "", title = "", captions = "", language = "" } = take.dataset;
    if (scene === this.#scene) return;
    this.#scene = scene;
    const track = document.createElement("track");
    Object.assign(track, { kind: "captions", src: captions, srclang: language, label: "Captions", default: true });
    this.#medium.replaceChildren(track);
    this.#medium.src = media;
    this.#medium.dataset.kind = take.dataset.kind;
    this.#medium.hidden = false;
    find("#medium-none", HTMLElement).hidden = true;
    find("#screen-title", HTMLElement).textContent = title;
  }

  /**
   * @param {string} point
   * @param {string} words
   */
  #from(point, words) {
    find("#as-candidate [name=point]", HTMLInputElement).value = point;
    find("#as-candidate-from", HTMLElement).textContent = `From ${words}, in a tab of its own: a real sitting, which nobody keeps.`;
  }

  #mark() {
    const now = this.#medium.currentTime + 0.05;
    /** @type {HTMLElement | null} */
    let here = null;
    for (const entry of this.#bench.querySelectorAll(".entry[data-at]")) {
      entry.removeAttribute("aria-current");
      const take = entry.closest(".take");
      if (entry instanceof HTMLElement && take instanceof HTMLElement && take.dataset.scene === this.#scene && Number(entry.dataset.at) <= now) here = entry;
    }
    here?.setAttribute("aria-current", "true");
  }
}
