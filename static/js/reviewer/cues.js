/**
 * The captions of the page, as its list has them.
 *
 * @typedef {{ number: number, start: number, end: number, text: string, speaker: string | null, row: HTMLElement }} ShownCue
 */

/** @returns {ShownCue[]} */
export function readCues() {
  return [...document.querySelectorAll("[data-cue]")].filter((row) => row instanceof HTMLElement).map((row, number) => ({
    number,
    start: Number(row.dataset.start),
    end: Number(row.dataset.end),
    text: row.dataset.text ?? "",
    speaker: row.dataset.speaker || null,
    row,
  }));
}

/**
 * A media time to the millisecond, such as 1:02.480: what the form of a finding takes.
 *
 * @param {number} seconds
 */
export function exact(seconds) {
  const all = Math.round(seconds * 1000);
  const minutes = Math.floor(all / 60_000);
  return `${minutes}:${((all % 60_000) / 1000).toFixed(3).padStart(6, "0")}`;
}
