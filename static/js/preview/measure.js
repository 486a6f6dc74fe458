/**
 * What an author needs to write of an image, from points that are set on it with the mouse, a finger or the keys: shapes for
 * a key, spots for a question, a range of frames, and the mask and the scale of an import.
 *
 * @typedef {import("../types.js").Exhibit} Exhibit
 * @typedef {import("../types.js").Question} Question
 * @typedef {import("../exhibit/marks.js").Mark} Mark
 * @typedef {import("./forms.js").FormName} FormName
 * @typedef {import("./forms.js").Row} Row
 * @typedef {import("./kept.js").Kept} Kept
 * @typedef {import("./writing.js").Writing} Writing
 */

import { announce } from "../announce.js";
import { fill, icon, make } from "../dom.js";
import { placeWords } from "../exhibit/words.js";
import { markFrame, renderPlaced } from "../items/placed.js";
import { drawn, FORMS, framesOf } from "./forms.js";
import { keep } from "./kept.js";

/** Points that can be set: a polygon of a key has as many corners at most. */
const MOST = 40;

/** What is set on one exhibit. */
export class Measuring {
  #exhibit;
  #writing;
  #kept;
  #view;
  #task = make("p", { class: "hint", id: "form-task" });
  #given = make("dl", { class: "given" });
  #told = make("p", { class: "given-told", tabindex: -1 });
  #all = make("button", { type: "button", class: "button small quiet", click: () => this.#clear() }, icon("remove"), "Remove all points");
  #length;
  #scale;

  /**
   * @param {Exhibit} exhibit
   * @param {Writing | null} writing
   * @param {Kept} kept what was set before
   */
  constructor(exhibit, writing, kept) {
    this.#exhibit = exhibit;
    this.#writing = writing;
    this.#kept = kept;
    this.#length = make("input", { type: "text", class: "number", inputmode: "decimal", value: kept.length, id: "given-length", input: () => this.#changed() });
    this.#scale = make("p", { class: "given-length" }, make("label", { for: "given-length" }, "Millimetres between the two points: "), this.#length);
    this.#view = this.#placed();
    this.tool?.restore(kept.slots);
    this.#show();
  }

  /** What is seen of it, from top to bottom. */
  get parts() {
    const names = /** @type {FormName[]} */ (Object.keys(FORMS));
    const forms = make("fieldset", { class: "forms", "aria-describedby": "form-task" }, make("legend", {}, "What the points form"), make("div", { class: "pills" }, ...names.map((name) => this.#pill(name))), this.#task);
    return [forms, this.#view.element, make("p", {}, this.#all), this.#scale, this.#told, this.#given];
  }

  /** What the points are set with. */
  get tool() {
    return /** @type {import("../exhibit/marking.js").Marking | null} */ (/** @type {any} */ (this.#view.tool ?? null));
  }

  /** Goes to what came of the last writing, if there is any. */
  focus() {
    if (this.#kept.told) this.#told.focus();
    return this.#kept.told !== null;
  }

  #placed() {
    const { id, frames, mm_per_px } = this.#exhibit;
    const question = /** @type {Question} */ ({
      item: "", type: "point", stem: "", exhibits: [id], exhibit: id, confidence: false, frames: null, image: { frames, mm_per_px },
    });
    return renderPlaced(question, () => this.#changed(), {
      ends: 1,
      names: Array.from({ length: MOST }, (_, i) => `Point ${i + 1}`),
      unit: "mm",
      task: "The points on the image",
      read: (slots) => ({ points: slots }),
      parse: () => [],
      problem: () => "",
      words: (mark) => [mark.ends[0] ? placeWords(mark.ends[0]) : "", markFrame(question, mark)].filter(Boolean).join(", "),
      under: () => this.#shapes(),
    });
  }

  /** @param {FormName} name */
  #pill(name) {
    const choose = () => {
      this.#kept.form = name;
      this.#changed();
      this.tool?.refresh();
    };
    return make("label", { class: "pill" }, make("input", { type: "radio", name: "form", value: name, checked: name === this.#kept.form, change: choose }), FORMS[name].title);
  }

  get #marks() {
    return (this.tool?.marks.slots ?? []).filter((mark) => mark !== null);
  }

  get #formed() {
    const points = this.#marks.flatMap(({ ends: [at] }) => (at ? [at] : []));
    return FORMS[this.#kept.form].of(points, this.#exhibit, Number(this.#length.value.replace(",", ".")));
  }

  /** What the points form, and what it would take the place of. */
  #shapes() {
    const { shapes, rows } = this.#formed;
    const now = rows.flatMap((row) => this.#writing?.placeOf(row, this.#kept.chosen)?.now ?? []);
    const written = now.flatMap((shape) => drawn(shape, "right", "in the file"));
    const same = rows.some(({ given }) => now.some((shape) => JSON.stringify(shape) === JSON.stringify(given?.shape)));
    return same ? written : [...written, ...shapes];
  }

  /** What was told of the last writing is over as soon as something else is set. */
  #changed() {
    this.#kept.told = null;
    this.#show();
  }

  #show() {
    const { form, told } = this.#kept;
    const [marks, pair] = [this.#marks, ["circle", "rectangle", "scale"].includes(form)];
    const frames = this.#exhibit.kind === "cine" ? framesOf(marks.map(({ frame }) => frame)) : [];
    this.#task.textContent = FORMS[form].task + (pair && marks.length > 2 ? " The first two points count." : "");
    this.#scale.hidden = form !== "scale";
    this.#all.hidden = !marks.length;
    this.#told.className = told?.bad ? "given-told problem" : "given-told";
    fill(this.#told, told && !told.bad && icon("check"), told?.words ?? "");
    fill(this.#given, ...[...this.#formed.rows, ...frames].flatMap((row) => this.#row(row)));
    this.#keep();
  }

  #keep() {
    this.#kept.slots = this.tool?.marks.slots ?? [];
    this.#kept.length = this.#length.value;
    keep(this.#kept);
  }

  /** @param {Row} row */
  #row(row) {
    const { what, text, hint } = row;
    const copy = async () => {
      await navigator.clipboard.writeText(text);
      announce("Copied.");
    };
    const chosen = () => {
      this.#keep();
      this.tool?.refresh();
    };
    const button = make("button", { type: "button", class: "button small", "aria-label": `Copy: ${what}`, click: () => void copy() }, "Copy");
    const write = this.#writing?.controls(row, this.#kept.chosen, chosen, (told) => this.#done(told)) ?? [];
    return [make("dt", {}, what), make("dd", {}, make("code", {}, text), button, hint ? make("p", { class: "hint given-write" }, hint) : null, ...write)];
  }

  /**
   * Something was written, or refused. Either way the package may be another one now: the page is read anew.
   *
   * @param {import("./writing.js").Told} told
   */
  #done(told) {
    this.#kept.told = told;
    this.#show();
    if (!told.bad) location.reload();
    else this.#told.focus();
  }

  #clear() {
    this.tool?.restore([]);
    this.#changed();
    this.#view.focus();
  }
}
