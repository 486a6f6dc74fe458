/**
 * Makes elements from values. Text stays text: nothing here reads markup, so no words of an author can become any.
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @typedef {string | number | boolean | null | undefined | ((event: any) => void)} Prop an attribute, or a listener under the event's name
 * @typedef {Node | string | null | false} Child
 */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Prop>} [props] attributes; a function is a listener; `true` is an empty attribute, `false` and `null` none
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(element, name, value);
  element.append(...present(children));
  return element;
}

/**
 * Replaces everything inside an element.
 *
 * @param {Element} element
 * @param {...Child} children
 */
export function fill(element, ...children) {
  element.replaceChildren(...present(children));
}

/**
 * An icon of the sprite that every page carries; it says nothing to a screen reader.
 *
 * @param {string} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/**
 * The one element of a kind that a selector names.
 *
 * @template {Element} Kind
 * @param {string} selector
 * @param {new () => Kind} kind
 * @param {ParentNode} [within]
 * @returns {Kind}
 */
export function find(selector, kind, within = document) {
  const found = within.querySelector(selector);
  if (!(found instanceof kind)) throw new TypeError(`the page has no ${kind.name} ${selector}`);
  return found;
}

/**
 * Sets an icon and a name on a button; both change together, so that they never contradict each other.
 *
 * @param {HTMLElement} button
 * @param {string} name what it does, for the tooltip and for screen readers
 * @param {string} picture
 */
export function label(button, name, picture) {
  if (button.dataset.shows === `${name}/${picture}`) return;
  button.dataset.shows = `${name}/${picture}`;
  button.setAttribute("aria-label", name);
  button.title = name;
  button.replaceChildren(icon(picture));
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {Prop} value
 */
function setProp(element, name, value) {
  if (typeof value === "function") element.addEventListener(name, value);
  else if (value === true) element.setAttribute(name, "");
  else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
}

/** @param {Child[]} children */
function present(children) {
  return children.filter((child) => child !== null && child !== false);
}
