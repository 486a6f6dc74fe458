/**
 * What this browser keeps between pages, as JSON. A browser that keeps nothing (private windows, a full disk) does
 * without, quietly: who keeps more than comfort looks at what `keep` gives, and says so.
 */

const PREFIX = "sonocase.";

/**
 * @template Value
 * @param {string} name
 * @param {Value} otherwise what is given where nothing is kept, or nothing that can be read
 * @returns {Value}
 */
export function recall(name, otherwise) {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? otherwise : JSON.parse(text);
  } catch {
    return otherwise;
  }
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {boolean} whether it is kept
 */
export function keep(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
export function forget(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // nothing was kept
  }
}
