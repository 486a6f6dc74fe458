/**
 * What matching and labelling have in common: for each target, which labels belong to it. A list to choose from where
 * a target takes one label, boxes to tick where it takes several.
 *
 * A label that may be used only once moves along when it is chosen elsewhere, and that is said. The arrow keys choose
 * whatever a list passes: a label that was only passed goes back to where it was.
 *
 * @typedef {import("../types.js").Question} Question
 * @typedef {import("../types.js").Response} Response
 * @typedef {import("../types.js").Explanation} Explanation
 * @typedef {[label: string, target: string]} Pair
 * @typedef {{ id: string, name: string, badge: string | null }} Target
 */

import { announce } from "../announce.js";
import { icon, make } from "../dom.js";

export class Pairs extends EventTarget {
  element;
  #question;
  #targets;
  #changed;
  /** @type {Pair[]} in the order in which they were made */
  #pairs = [];
  /** @type {Map<string, HTMLSelectElement | HTMLInputElement[]>} by target */
  #controls = new Map();
  /** @type {Pair | null} what the list that has the focus took from another one with its last choice */
  #borrowed = null;

  /**
   * @param {Question} question
   * @param {Target[]} targets
   * @param {string} task
   * @param {() => void} changed
   */
  constructor(question, targets, task, changed) {
    super();
    this.#question = question;
    this.#targets = targets;
    this.#changed = changed;
    const rows = targets.map((target) => this.#row(target));
    this.element = make(
      "fieldset",
      { class: "answer pairs", "aria-labelledby": "question-title question-task" },
      make("p", { class: "task", id: "question-task" }, task),
      make("ul", { class: "pair-list" }, ...rows),
    );
  }

  /** @returns {Pair[]} */
  get pairs() {
    return this.#pairs.map(([label, target]) => [label, target]);
  }

  /** The texts of the labels of a target. @param {string} target */
  labelsAt(target) {
    return this.#pairs.flatMap(([label, at]) => (at === target ? [labelText(this.#question, label)] : []));
  }

  /** @param {Pair[]} pairs */
  restore(pairs) {
    const { labels = [] } = this.#question;
    const known = ([label, target]) => labels.some(({ id }) => id === label) && this.#controls.has(target);
    this.#pairs = pairs.filter(/** @param {Pair} pair */ (pair) => known(pair));
    this.#borrowed = null;
    this.#show();
  }

  /** What is missing; empty where nothing is. */
  get problem() {
    const { min = 1 } = this.#question;
    if (this.#pairs.length >= min) return "";
    return min === 1 ? "Choose a label first." : `Choose at least ${min}; you have chosen ${this.#pairs.length}.`;
  }

  /** Goes to a target, or to the first that has no label. @param {string} [target] */
  focus(target = this.#targets.find(({ id }) => !this.labelsAt(id).length)?.id ?? this.#targets[0]?.id) {
    const control = this.#controls.get(String(target));
    (Array.isArray(control) ? control[0] : control)?.focus();
  }

  /** @param {Target} target */
  #row(target) {
    const { labels = [], max_per_target: most = 1 } = this.#question;
    const tell = () => {
      this.#borrowed = null;
      this.dispatchEvent(new CustomEvent("visit", { detail: target.id }));
    };
    const name = [target.badge === null ? null : make("b", { class: "badge", "aria-hidden": "true" }, target.badge), make("span", {}, target.name)];
    if (most === 1) {
      const options = labels.map(({ id, text }) => make("option", { value: id }, text));
      const select = make("select", { focus: tell, change: () => this.#choose(target.id, select.value) }, make("option", { value: "" }, "Choose…"), ...options);
      this.#controls.set(target.id, select);
      return make("li", {}, make("label", { class: "pair" }, make("span", { class: "pair-name" }, ...name), select));
    }
    const boxes = labels.map(({ id }) => make("input", { type: "checkbox", value: id, focus: tell, change: (event) => this.#tick(target.id, id, event.target.checked) }));
    this.#controls.set(target.id, boxes);
    const pills = labels.map(({ text }, i) => make("label", { class: "pill" }, /** @type {HTMLInputElement} */ (boxes[i]), make("span", {}, text)));
    return make("li", {}, make("fieldset", { class: "pair" }, make("legend", { class: "pair-name" }, ...name), make("div", { class: "pills" }, ...pills)));
  }

  /**
   * @param {string} target
   * @param {string} label empty for none
   */
  #choose(target, label) {
    this.#pairs = this.#pairs.filter(([, at]) => at !== target);
    this.#giveBack();
    this.#borrowed = (label && this.#add(label, target)) || null;
    this.#settle();
  }

  /**
   * @param {string} target
   * @param {string} label
   * @param {boolean} on
   */
  #tick(target, label, on) {
    this.#pairs = this.#pairs.filter(([one, at]) => one !== label || at !== target);
    if (on) {
      const there = this.#pairs.filter(([, at]) => at === target);
      if (there.length >= (this.#question.max_per_target ?? 1)) this.#takeBack(there[0]);
      this.#add(label, target);
    }
    this.#settle();
  }

  /**
   * @param {string} label
   * @param {string} target
   * @returns {Pair | undefined} the pair that it took the place of
   */
  #add(label, target) {
    const used = this.#pairs.filter(([one]) => one === label);
    const taken = used.length >= (this.#question.max_per_label ?? 1) ? used[0] : undefined;
    this.#takeBack(taken);
    this.#pairs.push([label, target]);
    return taken;
  }

  #giveBack() {
    if (!this.#borrowed) return;
    this.#pairs.push(this.#borrowed);
    announce(`${labelText(this.#question, this.#borrowed[0])} is back at: ${this.#nameOf(this.#borrowed[1])}.`);
  }

  /** @param {Pair | undefined} pair */
  #takeBack(pair) {
    if (!pair) return;
    this.#pairs = this.#pairs.filter((one) => one !== pair);
    announce(`${labelText(this.#question, pair[0])} is no longer at: ${this.#nameOf(pair[1])}.`);
  }

  /** @param {string} target */
  #nameOf(target) {
    return this.#targets.find(({ id }) => id === target)?.name ?? "";
  }

  #settle() {
    this.#show();
    this.#changed();
    this.dispatchEvent(new Event("change"));
  }

  #show() {
    for (const [target, control] of this.#controls) {
      const labels = this.#pairs.filter(([, at]) => at === target).map(([label]) => label);
      if (Array.isArray(control)) control.forEach((box) => (box.checked = labels.includes(box.value)));
      else control.value = labels[0] ?? "";
    }
  }
}

/** @param {Record<string, unknown>} answer @returns {Pair[]} */
export function pairsOf({ pairs }) {
  if (!Array.isArray(pairs)) return [];
  return pairs.flatMap((one) => (Array.isArray(one) && one.length === 2 ? [/** @type {Pair} */ ([String(one[0]), String(one[1])])] : []));
}

/**
 * The texts of what belongs to a target.
 *
 * @param {Question} question
 * @param {Pair[]} pairs
 * @param {string} target
 */
export function textsAt(question, pairs, target) {
  return pairs.flatMap(([label, at]) => (at === target ? [labelText(question, label)] : []));
}

/**
 * How an answer is told, in short and beside what is right; matching and labelling differ in their targets alone.
 *
 * @param {(question: Question) => Target[]} targetsOf
 * @returns {Pick<import("../items.js").ItemType, "summarise" | "explain">}
 */
export function toldBy(targetsOf) {
  return {
    summarise: (question, response) => summarise(question, targetsOf(question), pairsOf(response)),
    explain: (question, response, explanation) => explain(question, targetsOf(question), response, explanation),
  };
}

/**
 * @param {Question} question
 * @param {Target[]} targets
 * @param {Pair[]} pairs
 */
function summarise(question, targets, pairs) {
  return targets.flatMap(({ id, name }) => {
    const texts = textsAt(question, pairs, id);
    return texts.length ? [`${name}: ${texts.join(", ")}`] : [];
  });
}

/**
 * For each target what was brought to it, beside what belongs there.
 *
 * @param {Question} question
 * @param {Target[]} targets
 * @param {Response | null} response
 * @param {Explanation} explanation
 */
function explain(question, targets, response, explanation) {
  const [own, right] = [response ? pairsOf(response) : [], pairsOf(explanation)];
  const rows = targets.map(({ id, name, badge }) => {
    const [mine, belongs] = [textsAt(question, own, id), textsAt(question, right, id)];
    const same = mine.length === belongs.length && mine.every((text) => belongs.includes(text));
    const some = mine.some((text) => belongs.includes(text));
    const worth = same ? "right" : some ? "partly" : "wrong";
    return make(
      "li",
      { class: `verdict pair-verdict ${worth}`, "data-chosen": String(mine.length > 0) },
      icon(same ? "check" : some ? "part" : "cross"),
      make("span", { class: "pair-name" }, badge === null ? null : make("b", { class: "badge" }, badge), badge === null ? name : null),
      make(
        "span",
        {},
        make("span", { class: "pair-own" }, `Yours: ${mine.join(", ") || "nothing"}`),
        same ? null : make("span", { class: "pair-right" }, `Right: ${belongs.join(", ") || "nothing"}`),
      ),
    );
  });
  return make("ul", { class: "verdicts" }, ...rows);
}

/**
 * @param {Question} question
 * @param {string} id
 */
function labelText({ labels = [] }, id) {
  return labels.find((one) => one.id === id)?.text ?? "";
}
