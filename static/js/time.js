/**
 * The server's time, and times in words.
 *
 * Counting goes by the browser's monotonic clock from the server's last word, so that a wrong or changed clock of
 * the machine moves nothing.
 */

let server = 0;
let heardAt = 0;

/**
 * Takes the server's word for what time it is.
 *
 * @param {string} now ISO 8601
 */
export function hearTime(now) {
  server = Date.parse(now);
  heardAt = performance.now();
}

/** The server's time in milliseconds since 1970, as well as it is known. */
export function serverTime() {
  return server + performance.now() - heardAt;
}

/**
 * A media time or what is left of a limit, such as 1:05.
 *
 * @param {number} seconds
 */
export function asTime(seconds) {
  const whole = Math.max(0, Math.floor(seconds + 1e-6));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/**
 * The same for ears, such as “1 minute 5 seconds”.
 *
 * @param {number} seconds
 */
export function inWords(seconds) {
  const whole = Math.max(0, Math.floor(seconds + 1e-6));
  const parts = [
    [Math.floor(whole / 3600), "hour"],
    [Math.floor((whole % 3600) / 60), "minute"],
    [whole % 60, "second"],
  ];
  const said = parts.filter(([count]) => count).map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`);
  return said.join(" ") || "0 seconds";
}
