/**
 * One piece of ultrasound: the clip or still, how it is looked at, what is drawn on it, and its description in words.
 *
 * @typedef {import("../types.js").Exhibit} Exhibit
 * @typedef {import("./drawing.js").Shape} Shape
 * @typedef {import("./marking.js").Marking} Marking
 */

import { fill, find, icon, make } from "../dom.js";
import { holdsStill } from "../settings.js";
import { makeBar } from "./bar.js";
import { Cine } from "./cine.js";
import { Drawing } from "./drawing.js";
import { Gestures } from "./gestures.js";
import { Lens } from "./lens.js";
import { Loupe } from "./loupe.js";
import { makePanel, MOVE } from "./panel.js";
import { makeScale } from "./scale.js";
import { Use } from "./use.js";

const ARROWS = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] });

export class Viewer {
  /** @type {Cine | null} */
  cine = null;
  element;
  /** Where the image is seen; it takes the focus while its keys mean something. */
  picture = make("div", { class: "viewer-picture", tabindex: -1 });
  lens;
  drawing;
  loupe;
  exhibit;
  /** @type {Marking | null} */
  #tool = null;
  #use = new Use();
  #content;
  #watch = new ResizeObserver(() => this.#fit());

  /** @param {Exhibit} exhibit */
  constructor(exhibit) {
    this.exhibit = exhibit;
    this.lens = new Lens(exhibit.size);
    this.drawing = new Drawing(this.lens);
    this.#content = exhibit.kind === "cine" ? this.#clip() : this.#still();
    this.loupe = new Loupe(this.lens, this.#content);
    this.#build();
    this.element = make("div", { class: "viewer" }, this.picture, this.#controls(), this.#words());
  }

  /** What a candidate has done with it since it was last asked; null for nothing. */
  takeUse() {
    const use = this.#use.take(this.cine);
    return use.seconds || use.plays || use.frames?.length ? { exhibit: this.exhibit.id, ...use } : null;
  }

  /** It comes to the front: the clip runs where the reader does not wish things to hold still. */
  start() {
    this.#use.begin();
    this.#fit();
    if (this.cine && !holdsStill() && !this.cine.playing) this.cine.toggle();
  }

  /** It is out of sight. */
  hold() {
    this.#use.end();
    this.cine?.pause();
  }

  /** Lets go of the recording. */
  close() {
    this.#watch.disconnect();
    this.#tool?.detach();
    this.cine?.pause();
    this.cine?.video.removeAttribute("src");
    this.cine?.video.load();
  }

  /**
   * Takes what the open question draws with, or lets go of it.
   *
   * @param {Marking | null} tool
   * @param {() => unknown} [front] brings this viewer to the front
   */
  equip(tool, front = () => {}) {
    if (tool === this.#tool) return;
    this.#tool?.detach();
    this.#tool = tool;
    tool?.attach(this, front);
    this.#showPicture();
  }

  /**
   * Draws something that is only to be looked at.
   *
   * @param {Shape[]} shapes
   * @param {number} frame that they belong to
   */
  draw(shapes, frame) {
    this.drawing.show(shapes);
    if (shapes.length) this.cine?.go(frame);
  }

  /** Opens what is used rarely, or closes it. */
  togglePanel() {
    find("[aria-controls]", HTMLButtonElement, this.element).click();
  }

  /**
   * What a screen reader is told of the picture.
   *
   * @param {"application" | "group"} [role] `application` where arrow keys go to the picture
   * @param {string} [name]
   * @param {string} [keys] what its keys do
   */
  describe(role = "group", name = `${this.exhibit.view}: the image`, keys = "") {
    this.picture.setAttribute("role", role);
    this.picture.setAttribute("aria-label", name);
    this.picture.setAttribute("aria-description", keys);
  }

  #build() {
    const { size } = this.exhibit;
    const properties = { "--ratio": size[0] / size[1], "--width": size[0], "--height": size[1] };
    for (const [name, value] of Object.entries(properties)) this.picture.style.setProperty(name, String(value));
    this.describe();
    this.picture.append(this.#content, makeScale(this.exhibit, this.lens), this.drawing.element, this.loupe.element);
    this.#catchErrors(this.#content);
    this.lens.addEventListener("change", () => this.#showPicture());
    this.picture.addEventListener("keydown", (event) => this.#key(event));
    new Gestures(this.picture, this.lens, (at, touch) => this.#tool?.take(at, touch) ?? null);
    this.#watch.observe(this.picture);
  }

  #fit() {
    const { clientWidth, clientHeight } = this.picture;
    if (clientWidth && clientHeight) this.lens.fit([clientWidth, clientHeight]);
  }

  #showPicture() {
    const { place, zoom, brightness, contrast, tuned } = this.lens;
    this.#content.style.transform = `translate(${place.left}px, ${place.top}px) scale(${place.scale})`;
    this.#content.style.filter = tuned ? `brightness(${brightness}) contrast(${contrast})` : "";
    this.loupe.element.style.filter = this.#content.style.filter;
    this.picture.dataset.zoomed = String(zoom > 1);
    this.picture.tabIndex = zoom > 1 || this.#tool ? 0 : -1;
  }

  /** Arrow keys move a zoomed image, unless they move a cross-hair. @param {KeyboardEvent} event */
  #key(event) {
    const way = ARROWS[event.key];
    if (event.target !== this.picture || !way || this.#tool || this.lens.zoom === 1 || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.lens.move([way[0] * this.lens.box[0] * MOVE, way[1] * this.lens.box[1] * MOVE]);
  }

  #clip() {
    const { media, view, frames, rate, id } = this.exhibit;
    const video = make("video", {
      muted: true, loop: true, playsinline: true, preload: "auto", disablepictureinpicture: true,
      "aria-label": view, "aria-describedby": `words-${id}`,
    });
    video.muted = true;
    video.src = (media.find(({ type }) => video.canPlayType(type)) ?? media[0])?.src ?? "";
    const cine = new Cine(video, frames, rate ?? 25);
    // told by the picture itself; empty while another frame is on its way
    cine.addEventListener("frame", () => (this.picture.dataset.frame = cine.settled ? String(cine.frame) : ""));
    this.cine = cine;
    return video;
  }

  #still() {
    const { media, view, id } = this.exhibit;
    return make("img", { src: media[0]?.src, alt: view, "aria-describedby": `words-${id}` });
  }

  #controls() {
    const { view, simulated, id } = this.exhibit;
    const title = make("p", { class: "scene-title" }, simulated ? `${view}, simulated` : view);
    const heading = make("div", { class: "stage-heading" }, title);
    const panel = makePanel(`panel-of-${id}`, this.cine, this.lens);
    const bar = makeBar({ cine: this.cine, lens: this.lens, heading, panel });
    return make("div", { class: "controls" }, heading, ...bar, panel);
  }

  #words() {
    const { id, description } = this.exhibit;
    return make(
      "details",
      { class: "words" },
      make("summary", {}, "Description in words"),
      make("p", { id: `words-${id}` }, description),
    );
  }

  /** @param {HTMLVideoElement | HTMLImageElement} content */
  #catchErrors(content) {
    const notice = make("div", { class: "notice", hidden: true });
    const again = () => {
      notice.hidden = true;
      const { src } = content;
      content.src = src;
    };
    fill(notice, make("p", {}, "The image cannot be loaded."), make("button", { type: "button", class: "button small", click: again }, icon("loop"), "Try again"));
    content.addEventListener("error", () => (notice.hidden = !content.getAttribute("src")));
    this.picture.append(notice);
  }
}
