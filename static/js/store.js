/**
 * What the page knows of the sitting, without any of the page: the server's last word, and what is on its way.
 *
 * `state` is only ever what the server has sent. A view that needs to know more asks here, never another view.
 *
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Given} Given
 * @typedef {"connecting" | "open" | "lost" | "ended"} LineState
 *
 * @typedef {object} Snapshot
 * @property {State | null} state
 * @property {LineState} line whether the server can be reached
 * @property {{ code: number, message: string } | null} end why the connection has ended for good
 * @property {boolean} troubled whether the server itself has failed, rather than the way to it
 * @property {number} unsaved how many answers and steps wait for their acknowledgement
 * @property {boolean} kept whether this browser keeps what waits, so that it outlives the page
 * @property {string | null} submitting the question whose final answer is on its way
 * @property {{ item: string, message: string } | null} refusal why the server did not take an answer
 * @property {{ item: string } & Given | null} found an answer of this browser that another one has overtaken
 */

/** @type {Snapshot} */
const NOTHING = {
  state: null,
  line: "connecting",
  end: null,
  troubled: false,
  unsaved: 0,
  kept: true,
  submitting: null,
  refusal: null,
  found: null,
};

/**
 * Whether the open question stands there with an answer that the server did not take.
 *
 * @param {Snapshot} now
 */
export function refused({ refusal, state }) {
  return refusal !== null && refusal.item === state?.question?.item;
}

export class Store {
  #now = NOTHING;
  /** @type {Set<(now: Snapshot, before: Snapshot) => void>} */
  #listeners = new Set();

  /** The latest snapshot. */
  get now() {
    return this.#now;
  }

  /**
   * Tells all listeners of a change; a patch that changes nothing tells nobody.
   *
   * @param {Partial<Snapshot>} patch
   */
  set(patch) {
    const before = this.#now;
    const names = /** @type {(keyof Snapshot)[]} */ (Object.keys(patch));
    if (names.every((name) => before[name] === patch[name])) return;
    this.#now = { ...before, ...patch };
    for (const listener of this.#listeners) listener(this.#now, before);
  }

  /**
   * Calls a listener with every change from now on, and once with what is known already.
   *
   * @param {(now: Snapshot, before: Snapshot) => void} listener
   */
  subscribe(listener) {
    this.#listeners.add(listener);
    listener(this.#now, NOTHING);
  }
}
