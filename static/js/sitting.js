/**
 * The sitting as the page talks to it: what is said goes through the outbox, what the server says goes into the store.
 *
 * @typedef {import("./types.js").Message} Message
 * @typedef {import("./types.js").Reply} Reply
 * @typedef {import("./types.js").Refusal} Refusal
 */

import { Outbox } from "./outbox.js";
import { CLOSED, Line } from "./socket.js";
import { Store } from "./store.js";
import { hearTime } from "./time.js";

/** Refusals after which the same message is sent again: here at once, there after the next connection. */
const AGAIN = new Set(["conflict"]);
const LATER = new Set(["superseded", "sign-in", "not-found", "internal", "too-many"]);

export class Sitting {
  store = new Store();
  #line;
  #outbox;
  /** The question whose final answer has been acknowledged; it stays closed until the server says what follows. */
  #answered = "";

  /**
   * @param {string} attempt
   * @param {string} url of the socket
   */
  constructor(attempt, url) {
    this.attempt = attempt;
    this.#line = new Line(url, {
      heard: (reply) => this.#hear(reply),
      lost: (troubled) => this.#lose(troubled),
      ended: (code, message) => this.#end(code, message),
    });
    this.#outbox = new Outbox(
      attempt,
      (message) => this.#line.send(message),
      () => this.#count(),
    );
    this.#count();
    this.#line.connect();
  }

  /**
   * Says something to the server, once, whatever happens to the connection.
   *
   * @param {Message} message
   * @param {number} [delay] milliseconds that an unfinished answer may wait for the next key
   */
  say(message, delay = 0) {
    const twice = message.type !== "note" && message.type !== "draft" && this.#outbox.holds(message);
    if (!twice) this.#outbox.put(message, delay);
    if ("response" in message) this.store.set({ refusal: null, found: null });
  }

  /** Sends what still waits for the next key. */
  flush() {
    this.#outbox.flush();
  }

  /**
   * The unfinished answer to a question that this browser has kept and the server does not have yet.
   *
   * @param {string} item
   */
  unsaved(item) {
    return this.#outbox.draft(item);
  }

  /** Connects now instead of waiting for the next try. */
  retry() {
    if (this.store.now.line === "ended") {
      this.store.set({ line: "connecting", end: null });
      this.#line.reopen();
    } else this.#line.connect();
  }

  /** @param {Reply} reply */
  #hear(reply) {
    if ("now" in reply) hearTime(reply.now);
    if (reply.type === "welcome") this.store.set({ found: this.#outbox.opened(reply.epoch, reply.writer) });
    if (reply.type === "ack") this.#settle(reply.id);
    if (reply.type === "error") this.#refuse(reply);
    if (reply.type !== "state") return;
    if (reply.stage === "closed") this.#outbox.clear();
    this.#answered = "";
    this.#count();
    this.store.set({ state: reply, line: "open", troubled: false });
  }

  /** @param {string} id */
  #settle(id) {
    // before the outbox forgets it, so that the question never opens again for a moment
    this.#answered = this.#outbox.submitting ?? "";
    if (this.#outbox.settle(id)?.type !== "submit") this.#answered = "";
  }

  /** @param {Refusal} refusal */
  #refuse({ id, code, message }) {
    // what names no message refuses none: all that waits is sent again after the next connection
    if (id === null || LATER.has(code)) return;
    if (AGAIN.has(code)) {
      this.#outbox.again(id);
      return;
    }
    const refused = this.#outbox.settle(id);
    if (code === "full" && refused?.type === "note") this.#outbox.mute();
    if (refused && "response" in refused) this.store.set({ refusal: { item: refused.item, message } });
  }

  #count() {
    const { unsaved, kept, submitting } = this.#outbox;
    this.store.set({ unsaved, kept, submitting: submitting ?? (this.#answered || null) });
  }

  /** @param {boolean} troubled */
  #lose(troubled) {
    this.#outbox.closed();
    this.store.set({ line: "lost", troubled });
  }

  /**
   * @param {number} code
   * @param {string} message
   */
  #end(code, message) {
    this.#outbox.closed();
    if (code === CLOSED.over) this.#outbox.clear();
    this.store.set({ line: "ended", end: { code, message }, troubled: code === CLOSED.broken });
  }
}
