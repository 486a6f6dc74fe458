/**
 * What a candidate has done with an image since it was last asked: how often the clip was played, which frames were
 * seen, and for how many seconds the image was in front. Small enough to be kept as a note.
 */

/** How many ranges a note has at most; then those that lie closest together become one. */
const RANGES = 40;

export class Use {
  #since = 0;
  #seconds = 0;

  /** It is in front from now on. */
  begin() {
    this.#since = this.#since || performance.now();
  }

  /** It is out of sight. */
  end() {
    if (this.#since) this.#seconds += (performance.now() - this.#since) / 1000;
    this.#since = 0;
  }

  /**
   * Gives what has been done, and begins anew.
   *
   * @param {import("./cine.js").Cine | null} cine none for a still
   * @returns {{ seconds: number, plays?: number, frames?: [number, number][] }}
   */
  take(cine) {
    const inFront = this.#since > 0;
    this.end();
    const seconds = Math.round(this.#seconds);
    this.#seconds = 0;
    if (inFront) this.begin();
    if (!cine) return { seconds };
    const { plays, seen } = cine.use;
    cine.use = { plays: 0, seen: new Set() };
    return { seconds, plays, frames: ranges([...seen]) };
  }
}

/**
 * Numbers as ranges of the first and the last, both belonging to them.
 *
 * @param {number[]} numbers
 * @param {number} [most] how many ranges there may be
 * @returns {[number, number][]}
 */
export function ranges(numbers, most = RANGES) {
  /** @type {[number, number][]} */
  const found = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && number <= last[1] + 1) last[1] = number;
    else found.push([number, number]);
  }
  while (found.length > most) joinClosest(found);
  return found;
}

/** @param {[number, number][]} found */
function joinClosest(found) {
  const gaps = found.slice(1).map(([first], i) => first - (found[i]?.[1] ?? 0));
  const at = gaps.indexOf(Math.min(...gaps));
  const [, last] = found[at + 1] ?? [0, 0];
  found.splice(at, 2, [found[at]?.[0] ?? 0, last]);
}
