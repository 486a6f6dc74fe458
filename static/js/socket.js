/**
 * The line to the server: connects, notices when it is dead, and connects again.
 *
 * It is `open` only after the server's welcome. It tries again by itself after a loss, ever more slowly and never in
 * step with other browsers, and at once when the network comes back or the page is looked at again. A close code
 * of the server (44xx) ends it for good.
 *
 * @typedef {import("./types.js").Reply} Reply
 * @typedef {import("./types.js").Message} Message
 */

export const PROTOCOL = "sonocase.1";
export const CLOSED = { malformed: 4400, signIn: 4401, notFound: 4404, superseded: 4409, over: 4410, tooMany: 4429, broken: 4500 };

const PING_EVERY = 10_000;
/** Milliseconds without a word after which the line is dead: a ping's answer was due long before. */
const DEAD_AFTER = 15_000;
const WAITS = { first: 500, most: 15_000, spread: 0.3 };
/** How often in a row the server may fail before a person is asked. */
const FAILURES = 3;

/**
 * @typedef {object} Hooks
 * @property {(reply: Reply) => void} heard
 * @property {(troubled: boolean) => void} lost the connection is gone, and will be tried again; whether the server itself failed
 * @property {(code: number, message: string) => void} ended it is gone for good
 */

export class Line {
  #url;
  #hooks;
  /** @type {WebSocket | null} */
  #socket = null;
  #retry = 0;
  #losses = 0;
  #failures = 0;
  #heardAt = 0;
  #over = false;
  #said = "";

  /**
   * @param {string} url
   * @param {Hooks} hooks
   */
  constructor(url, hooks) {
    this.#url = url;
    this.#hooks = hooks;
    setInterval(() => this.#beat(), PING_EVERY);
    addEventListener("offline", () => this.#lose());
    addEventListener("online", () => this.connect());
    document.addEventListener("visibilitychange", () => document.hidden || this.connect());
  }

  /** Connects now, if there is no connection and none being made. */
  connect() {
    if (this.#socket || this.#over) return;
    clearTimeout(this.#retry);
    const socket = new WebSocket(this.#url, PROTOCOL);
    this.#socket = socket;
    this.#heardAt = performance.now();
    socket.onmessage = (event) => this.#hear(JSON.parse(event.data));
    socket.onclose = (event) => this.#close(event.code);
  }

  /** Tries again after it has ended. */
  reopen() {
    this.#over = false;
    this.#failures = 0;
    this.connect();
  }

  /**
   * Sends if it can; what matters is kept by the outbox until it is acknowledged.
   *
   * @param {object} message
   */
  send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  /** @param {Reply} reply */
  #hear(reply) {
    this.#heardAt = performance.now();
    if (reply.type === "state") this.#losses = this.#failures = 0;
    if (reply.type === "error") this.#said = reply.message;
    this.#hooks.heard(reply);
  }

  /** @param {number} code */
  #close(code) {
    if (code === CLOSED.broken && ++this.#failures < FAILURES) this.#lose();
    else if (code >= 4400 && code <= 4500) this.#end(code);
    else this.#lose();
  }

  /** @param {number} code */
  #end(code) {
    this.#drop();
    this.#over = true;
    this.#hooks.ended(code, this.#said);
  }

  #lose() {
    if (this.#over) return;
    this.#drop();
    clearTimeout(this.#retry);
    const wait = Math.min(WAITS.most, WAITS.first * 2 ** this.#losses++);
    this.#retry = setTimeout(() => this.connect(), wait * (1 + WAITS.spread * (2 * Math.random() - 1)));
    this.#hooks.lost(this.#failures > 0);
  }

  /** Lets go of the socket without waiting for it: a dead one takes minutes to close. */
  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #beat() {
    if (!this.#socket) return;
    if (performance.now() - this.#heardAt > DEAD_AFTER) this.#lose();
    else this.send({ type: "ping" });
  }
}
