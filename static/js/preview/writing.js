/**
 * A button beside what can be copied, which writes it into its file; only where the preview was started with `--write`.
 *
 * @typedef {import("./forms.js").Row} Row
 * @typedef {{ id: string, file: string, kind: string, words: string, digest: string, count: number | null, now: Record<string, any> | null }} Place
 * @typedef {{ words: string, bad: boolean }} Told
 */

import { make } from "../dom.js";
import { read, send } from "./ask.js";

export class Writing {
  #address;
  #places;
  #problem;

  /**
   * @param {string} address
   * @param {Place[]} places of the exhibit
   * @param {string} [problem] why there are none
   */
  constructor(address, places, problem = "") {
    this.#address = address;
    this.#places = places;
    this.#problem = problem;
  }

  /** What may be written of an exhibit; null where nothing may. @param {string} address @returns {Promise<Writing | null>} */
  static async at(address) {
    const told = address ? await read(address) : null;
    return told ? new Writing(address, told.places, told.problem) : null;
  }

  /**
   * The place that is chosen for something; undefined where nothing takes it.
   *
   * @param {Row} row
   * @param {Record<string, string>} chosen
   */
  placeOf(row, chosen) {
    const fitting = this.#fitting(row);
    return fitting.find(({ id }) => id === chosen[kindOf(row)]) ?? fitting[0];
  }

  /**
   * Where something goes, and the button that writes it there.
   *
   * @param {Row} row
   * @param {Record<string, string>} chosen what is chosen is noted here
   * @param {() => void} changed another place was chosen
   * @param {(told: Told) => void} done
   * @returns {HTMLElement[]}
   */
  controls(row, chosen, changed, done) {
    if (!row.kinds) return [];
    const fitting = this.#fitting(row);
    if (!fitting.length) return [make("p", { class: "hint given-write" }, this.#missing(row))];
    const id = `where-${kindOf(row)}`;
    const now = this.placeOf(row, chosen);
    const options = fitting.map((place) => make("option", { value: place.id, selected: place.id === now?.id }, `${place.words} (${place.file})`));
    const choose = () => {
      chosen[kindOf(row)] = select.value;
      changed();
    };
    const select = make("select", { id, change: choose }, ...options);
    const write = async () => {
      const place = this.placeOf(row, { [kindOf(row)]: select.value });
      if (!place) return;
      button.disabled = true;
      done(await this.#write(place, row));
      button.disabled = false;
    };
    const button = make("button", { type: "button", class: "button small", "aria-label": `Write: ${row.what}`, click: () => void write() }, "Write");
    return [make("div", { class: "given-write field" }, make("label", { for: id }, "Where it goes"), make("div", { class: "given-where" }, select, button))];
  }

  /** @param {Row} row */
  #fitting({ kinds, given }) {
    const spots = /** @type {unknown[] | undefined} */ (given?.spots);
    return this.#places.filter(({ kind, count }) => kinds?.includes(kind) && (count === null || count === spots?.length));
  }

  /** @param {Row} row */
  #missing({ kinds }) {
    const other = this.#places.find(({ kind, count }) => kinds?.includes(kind) && count !== null);
    if (other) return `To be written: ${other.words}.`;
    return this.#problem || "No question on this image takes it.";
  }

  /**
   * @param {Place} place
   * @param {Row} row
   * @returns {Promise<Told>}
   */
  async #write({ id, digest }, { given }) {
    const { told, problem } = await send(this.#address, { place: id, digest, ...given });
    return { words: told ?? problem, bad: !told };
  }
}

/** @param {Row} row */
function kindOf({ kinds }) {
  return kinds?.[0] ?? "";
}
