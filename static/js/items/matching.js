/**
 * Labels to targets, each a few words.
 *
 * @typedef {import("../types.js").Question} Question
 * @typedef {import("../items.js").ItemType} ItemType
 */

import { Pairs, pairsOf, toldBy } from "./pairs.js";

/** @type {ItemType} */
export const matching = { render, ...toldBy(targetsOf) };

/** @type {ItemType["render"]} */
function render(question, changed) {
  const pairs = new Pairs(question, targetsOf(question), task(question), changed);
  return {
    element: pairs.element,
    read: () => ({ pairs: pairs.pairs }),
    restore: (response) => pairs.restore(pairsOf(response)),
    problem: () => pairs.problem,
    focus: () => pairs.focus(),
  };
}

/** @param {Question} question */
function targetsOf({ targets = [] }) {
  return targets.map(({ id, text = "" }) => ({ id, name: text, badge: null }));
}

/** @param {Question} question */
function task({ max_per_target: most = 1 }) {
  return most === 1 ? "Choose what belongs to each." : `Choose what belongs to each; there may be up to ${most}.`;
}
