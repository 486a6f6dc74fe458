/**
 * What has been said and not yet acknowledged, kept in this browser so that no crash and no closed tab loses it.
 *
 * Everything has an identifier; the server takes each identifier once, so all of it may be sent again. It goes out in
 * the order in which it was said. An unfinished answer waits a moment before it is sent, so that not
 * every key makes a message, and is replaced by the next one as long as it has not been sent.
 *
 * @typedef {import("./types.js").Message} Message
 * @typedef {import("./types.js").Given} Given
 * @typedef {{ id: string, message: Message }} Entry
 */

import { forget, keep, recall } from "./keep.js";

/** How many messages may be on their way at once; well below what the server takes in a burst. */
const WINDOW = 8;
/** What a different browser's sitting in between makes meaningless. */
const STEPS = new Set(["continue", "suspend", "resume"]);

export class Outbox {
  #name;
  #send;
  #changed;
  /** @type {Entry[]} */
  #entries = [];
  #sent = new Set();
  #epoch = 0;
  #open = false;
  #late = 0;
  /** The identifier of the unfinished answer that waits for the next key. */
  #resting = "";
  #mute = false;
  #kept = true;

  /**
   * @param {string} attempt
   * @param {(message: object) => void} send
   * @param {() => void} changed
   */
  constructor(attempt, send, changed) {
    this.#name = `outbox.${attempt}`;
    this.#send = send;
    this.#changed = changed;
    const kept = recall(this.#name, { epoch: 0, entries: /** @type {Entry[]} */ ([]) });
    this.#entries = kept.entries;
    this.#epoch = kept.epoch;
  }

  /** How many answers and steps wait; notes are the server's business and count for nothing here. */
  get unsaved() {
    return this.#entries.filter((entry) => entry.message.type !== "note").length;
  }

  /** Whether what waits would outlive this page: a browser may refuse to keep anything. */
  get kept() {
    return this.#kept;
  }

  /** The question whose final answer waits for its acknowledgement. */
  get submitting() {
    const message = this.#entries.map((entry) => entry.message).find((said) => said.type === "submit");
    return message?.type === "submit" ? message.item : null;
  }

  /**
   * The unfinished answer to a question that the server does not have yet.
   *
   * @param {string} item
   * @returns {Given | null}
   */
  draft(item) {
    const message = this.#entries.map((entry) => entry.message).filter((said) => "item" in said && said.item === item).at(-1);
    return message && "response" in message ? given(message) : null;
  }

  /**
   * Whether a message like this one waits already.
   *
   * @param {Message} message
   */
  holds(message) {
    const text = JSON.stringify(message);
    return this.#entries.some((entry) => JSON.stringify(entry.message) === text);
  }

  /**
   * Keeps a message and sends it.
   *
   * @param {Message} message
   * @param {number} [delay] milliseconds it may wait for a later one that replaces it
   */
  put(message, delay = 0) {
    if (message.type === "note" && this.#mute) return;
    if (message.type === "draft" || message.type === "submit") this.#replace(message.item);
    const id = freshId();
    this.#entries.push({ id, message });
    this.#keep();
    clearTimeout(this.#late);
    this.#resting = delay ? id : "";
    if (delay) this.#late = setTimeout(() => this.flush(), delay);
    else this.flush();
  }

  /** Sends what waits, as far as the line allows. */
  flush() {
    this.#resting = "";
    this.#go();
  }

  /** Sends what waits, but for an unfinished answer that may still be replaced. */
  #go() {
    if (!this.#open) return;
    for (const { id, message } of this.#entries) {
      if (this.#sent.size >= WINDOW || id === this.#resting) return;
      if (this.#sent.has(id)) continue;
      this.#sent.add(id);
      this.#send({ ...message, id });
    }
  }

  /**
   * The line is open; everything is sent, as far as it still means something.
   *
   * @param {number} epoch the number of this connection
   * @param {number} writer the number of the connection that last wrote: one behind ours, and another window has gone on
   * @returns {{ item: string } & Given | null} an answer that was overtaken and is not sent
   */
  opened(epoch, writer) {
    // a gap alone tells nothing: a connection of our own may have been counted and have broken before its welcome
    const overtaken = this.#epoch > 0 && writer > this.#epoch ? this.#overtaken() : null;
    this.#epoch = epoch;
    this.#open = true;
    this.#keep();
    this.flush();
    return overtaken;
  }

  /** The line is gone; nobody knows what of the sent arrived, so all of it will be sent again. */
  closed() {
    this.#open = false;
    this.#sent.clear();
  }

  /**
   * A message has been recorded, or refused for good.
   *
   * @param {string} id
   * @returns {Message | undefined} the message
   */
  settle(id) {
    const place = this.#entries.findIndex((entry) => entry.id === id);
    if (place < 0) return undefined;
    const [entry] = this.#entries.splice(place, 1);
    this.#sent.delete(entry.id);
    this.#keep();
    this.#go();
    return entry.message;
  }

  /**
   * A message was not taken this time; it is sent once more.
   *
   * @param {string} id
   */
  again(id) {
    setTimeout(() => {
      this.#sent.delete(id);
      this.#go();
    }, 300);
  }

  /** Stops keeping notes: the server has as many as it wants. */
  mute() {
    this.#mute = true;
    this.#entries = this.#entries.filter((entry) => entry.message.type !== "note");
    this.#keep();
  }

  /** @param {string} item */
  #replace(item) {
    this.#entries = this.#entries.filter(
      ({ id, message }) => this.#sent.has(id) || message.type !== "draft" || message.item !== item,
    );
  }

  #overtaken() {
    const answer = this.#entries.map((entry) => entry.message).filter((said) => "response" in said).at(-1);
    this.#entries = this.#entries.filter(({ message }) => !("response" in message) && !STEPS.has(message.type));
    return answer && "response" in answer ? { item: answer.item, ...given(answer) } : null;
  }

  #keep() {
    // written even where nothing waits, since only so it is known whether the next answer would be kept
    this.#kept = keep(this.#name, { epoch: this.#epoch, entries: this.#entries });
    if (!this.#entries.length) forget(this.#name);
    this.#changed();
  }

  /** Leaves nothing of a sitting that is over behind in the browser. */
  clear() {
    this.#entries = [];
    forget(this.#name);
    this.#changed();
  }
}

/** What a message says of an answer; one that an earlier page has kept may not say how sure. @param {Given} message @returns {Given} */
function given({ response, confidence = null }) {
  return { response, confidence };
}

/** 128 random bits; `crypto.randomUUID` is missing where the address is not https. */
function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
