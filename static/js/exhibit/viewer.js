/**
 * One piece of ultrasound: the clip or still, its controls, and its description in words.
 *
 * @typedef {import("../types.js").Exhibit} Exhibit
 */

import { fill, icon, make } from "../dom.js";
import { holdsStill } from "../settings.js";
import { makeBar } from "./bar.js";
import { Cine } from "./cine.js";

export class Viewer {
  /** @type {Cine | null} */
  cine = null;
  element;
  #exhibit;
  #openedAt = performance.now();

  /** @param {Exhibit} exhibit */
  constructor(exhibit) {
    this.#exhibit = exhibit;
    const picture = make("div", { class: "viewer-picture" });
    const content = exhibit.kind === "cine" ? this.#clip() : this.#still();
    picture.append(content);
    this.#catchErrors(content, picture);
    picture.style.setProperty("--ratio", String(exhibit.size[0] / exhibit.size[1]));
    this.element = make("div", { class: "viewer" }, picture, this.#controls(), this.#words());
  }

  /** What a candidate has done with it, compact enough to be kept as a note. */
  get use() {
    return {
      exhibit: this.#exhibit.id,
      seconds: Math.round((performance.now() - this.#openedAt) / 1000),
      ...(this.cine ? { plays: this.cine.use.plays, frames: this.cine.use.seen.size } : {}),
    };
  }

  /** Lets the clip run where the reader does not wish things to hold still. */
  start() {
    if (this.cine && !holdsStill() && !this.cine.playing) this.cine.toggle();
  }

  /** Holds the clip, for when it is out of sight. */
  hold() {
    this.cine?.video.pause();
  }

  /** Lets go of the recording. */
  close() {
    this.cine?.video.removeAttribute("src");
    this.cine?.video.load();
  }

  #clip() {
    const { media, view, frames, rate, id } = this.#exhibit;
    const video = make("video", {
      muted: true, loop: true, playsinline: true, preload: "auto", disablepictureinpicture: true,
      "aria-label": view, "aria-describedby": `words-${id}`,
    });
    video.muted = true;
    video.src = (media.find(({ type }) => video.canPlayType(type)) ?? media[0])?.src ?? "";
    this.cine = new Cine(video, frames, rate ?? 25);
    return video;
  }

  #still() {
    const { media, view, id } = this.#exhibit;
    return make("img", { src: media[0]?.src, alt: view, "aria-describedby": `words-${id}` });
  }

  #controls() {
    const { view, simulated } = this.#exhibit;
    const title = make("p", { class: "scene-title" }, simulated ? `${view}, simulated` : view);
    const heading = make("div", { class: "stage-heading" }, title);
    return make("div", { class: "controls" }, heading, ...(this.cine ? makeBar(this.cine, heading) : []));
  }

  #words() {
    const { id, description } = this.#exhibit;
    return make(
      "details",
      { class: "words" },
      make("summary", {}, "Description in words"),
      make("p", { id: `words-${id}` }, description),
    );
  }

  /**
   * @param {HTMLVideoElement | HTMLImageElement} content
   * @param {HTMLElement} picture
   */
  #catchErrors(content, picture) {
    const notice = make("div", { class: "notice", hidden: true });
    const again = () => {
      notice.hidden = true;
      const { src } = content;
      content.src = src;
    };
    fill(notice, make("p", {}, "The image cannot be loaded."), make("button", { type: "button", class: "button small", click: again }, icon("loop"), "Try again"));
    content.addEventListener("error", () => (notice.hidden = !content.getAttribute("src")));
    picture.append(notice);
  }
}
