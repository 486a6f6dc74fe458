/**
 * What there is to look at: the encounter, and beside it the ultrasound media of the open question. Media come to the
 * front by themselves when their question opens.
 *
 * Tabs after the ARIA pattern: one stop of the Tab key, arrow keys from tab to tab.
 *
 * @typedef {import("../types.js").Exhibit} Exhibit
 * @typedef {import("./marking.js").Marking} Marking
 * @typedef {import("../items.js").Drawn} Drawn
 * @typedef {{ id: string, tab: HTMLButtonElement, panel: HTMLElement, viewer: Viewer | null }} Page
 */

import { fill, make } from "../dom.js";
import { Viewer } from "./viewer.js";

export class Tabs {
  /** @type {Page[]} */
  #pages = [];
  #shown = "encounter";
  #laid = "";
  /** @type {Marking | null} */
  #tool = null;
  #list;
  #panels;
  #encounter;
  #leave;

  /**
   * @param {{ list: HTMLElement, panels: HTMLElement, encounter: HTMLElement }} places
   * @param {() => void} leaveEncounter called when the encounter goes out of sight
   */
  constructor({ list, panels, encounter }, leaveEncounter) {
    this.#list = list;
    this.#panels = panels;
    this.#encounter = encounter;
    this.#leave = leaveEncounter;
    list.addEventListener("keydown", (event) => this.#move(event));
  }

  /** What is in front; null for the encounter. */
  get viewer() {
    return this.#pages.find(({ id }) => id === this.#shown)?.viewer ?? null;
  }

  /** The clip that is seen, if one is. */
  get cine() {
    return this.viewer?.cine ?? null;
  }

  /** What has been done with the media that are open, since this was last asked. */
  takeUses() {
    return this.#pages.flatMap(({ viewer }) => viewer?.takeUse() ?? []);
  }

  /**
   * Gives the open question's tool to the image that it draws on, which comes to the front with it.
   *
   * @param {Marking | null} tool
   */
  equip(tool) {
    if (tool === this.#tool) return;
    this.#tool = tool;
    for (const { id, viewer } of this.#pages) {
      const mine = id === tool?.purpose.exhibit;
      // what is in front already is left as it is: a clip that is held stays held
      const front = () => this.#shown === id || this.show(id);
      if (mine) front();
      viewer?.equip(mine ? tool : null, front);
    }
  }

  /**
   * Shows what belongs on an image, on it.
   *
   * @param {string} id the exhibit
   * @param {Drawn} drawn
   */
  draw(id, { shapes, frame }) {
    this.#pages.find((page) => page.id === id)?.viewer?.draw(shapes, frame);
  }

  /**
   * Lays out media; the same ones stay as they are.
   *
   * @param {Exhibit[]} exhibits
   * @param {string} key what they belong to
   * @param {boolean} inFront whether the first of them is shown at once
   */
  lay(exhibits, key, inFront) {
    const laid = `${key}: ${exhibits.map(({ id }) => id).join()}`;
    if (laid === this.#laid) return;
    this.#laid = laid;
    this.#pages.forEach(({ viewer }) => viewer?.close());
    this.#tool = null;
    const media = exhibits.map((exhibit) => this.#page(exhibit.id, exhibit.view, new Viewer(exhibit)));
    this.#pages = exhibits.length ? [...media, this.#page("encounter", "Encounter", null)] : [];
    fill(this.#list, ...this.#pages.map(({ tab }) => tab));
    fill(this.#panels, ...media.map(({ panel }) => panel));
    this.#list.hidden = !exhibits.length;
    this.show(inFront && exhibits[0] ? exhibits[0].id : "encounter");
  }

  /**
   * Brings one to the front.
   *
   * @param {string} id an exhibit, or `encounter`
   */
  show(id) {
    if (id !== "encounter" && this.#shown === "encounter") this.#leave();
    this.#shown = id;
    this.#encounter.hidden = id !== "encounter";
    for (const page of this.#pages) {
      page.tab.setAttribute("aria-selected", String(page.id === id));
      page.tab.tabIndex = page.id === id ? 0 : -1;
      page.panel.hidden = page.id !== id;
      if (page.id === id) page.viewer?.start();
      else page.viewer?.hold();
    }
  }

  /**
   * @param {string} id
   * @param {string} name
   * @param {Viewer | null} viewer
   * @returns {Page}
   */
  #page(id, name, viewer) {
    const panel = viewer ? make("div", { role: "tabpanel", id: `panel-${id}`, "aria-label": name }, viewer.element) : this.#encounter;
    const tab = make("button", { type: "button", role: "tab", class: "tab", id: `tab-${id}`, "aria-controls": panel.id, click: () => this.show(id) }, name);
    return { id, tab, panel, viewer };
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    const here = this.#pages.findIndex(({ id }) => id === this.#shown);
    const last = this.#pages.length - 1;
    const steps = { ArrowRight: here === last ? 0 : here + 1, ArrowLeft: here === 0 ? last : here - 1, Home: 0, End: last };
    const next = this.#pages[steps[/** @type {keyof typeof steps} */ (event.key)] ?? -1];
    if (!next) return;
    event.preventDefault();
    this.show(next.id);
    next.tab.focus();
  }
}
