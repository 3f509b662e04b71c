// @ts-check
// Two people who may be one, beside each other: why, what is the same, what differs, and her word on it.

import { el } from "../../parts/element.js";
import { guarded } from "../../parts/keys.js";

/** @typedef {import("./duplicates.js").Shown} Shown */
/** @typedef {import("../../types.d.ts").MergeField} MergeField */

/** A sign beside the words, so that no colour is needed. @type {Record<import("../../types.d.ts").Relation, string>} */
export const SIGN = { same: "＝", variant: "≈", differs: "≠", only_theirs: "◁", only_ours: "▷" };

/** How the two values of a field are to each other. @param {any} app @param {MergeField} field */
export const relationCell = (app, field) => el("td", { class: "relation", title: app.t(`merge.relation_${field.relation}`) },
  el("span", { "aria-hidden": "true" }, SIGN[field.relation]), el("span", { class: "visually-hidden" }, app.t(`merge.relation_${field.relation}`)));

/**
 * @param {any} app @param {Shown} one @param {boolean} isLater
 * @param {object} act
 * @param {(one: Shown, card: HTMLElement) => void} act.same @param {(one: Shown, card: HTMLElement, why: string) => void} act.others
 * @param {(one: Shown, card: HTMLElement) => void} act.later @param {(card: HTMLElement, by: number) => void} act.step @param {(id: string) => void} act.open
 */
export function pairCard(app, one, isLater, act) {
  const { pair, people: [a, b] } = one;
  const why = el("input", { type: "text", placeholder: app.t("doubles.why"), "aria-label": app.t("doubles.why_of", { a: a.name, b: b.name }) });
  const same = () => act.same(one, card);
  const others = () => act.others(one, card, why.value);
  const later = () => act.later(one, card);
  /** @param {typeof a} person */
  const who = (person) => el("th", { scope: "col" }, el("span", { class: "row name-line" }, app.sign(person.group), el("button", { type: "button", class: "link strong", on: { click: () => act.open(person.id) } }, person.name), el("span", { class: "small kana" }, person.kana)));
  /** @param {string} key @param {string} digit @param {() => void} run @param {string} [kind] */
  const button = (key, digit, run, kind = "") => el("button", { type: "button", class: kind, on: { click: run } }, app.t(key), el("kbd", { "aria-hidden": "true" }, digit));
  // What they are called stands above the table already.
  const rows = pair.fields.filter((field) => !(["name", "kana"].includes(field.field) && field.relation === "same"));
  const card = el("article", { class: "card double", tabindex: "0", "data-pair": `${pair.a} ${pair.b}`, "aria-label": `${a.name}・${b.name}：${pair.reasons.join("・")}` },
    one.of > 2 && one.first ? el("p", { class: "small" }, app.t("doubles.group_of", { count: one.of })) : null,
    el("p", { class: "reasons" }, pair.reasons.map((reason) => el("span", { class: "chip" }, reason))),
    el("table", { class: "merge-fields" }, el("caption", { class: "visually-hidden" }, app.t("desk.compare", { name: a.name, other: b.name })),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, el("span", { class: "visually-hidden" }, app.t("desk.field"))), who(a), el("th", { scope: "col" }, el("span", { class: "visually-hidden" }, app.t("desk.relation"))), who(b))),
      el("tbody", {}, rows.map((field) => el("tr", { "data-relation": field.relation }, el("th", { scope: "row" }, field.label), el("td", {}, field.a || dash()), relationCell(app, field), el("td", {}, field.b || dash()))))),
    el("div", { class: "row word", role: "group", "aria-label": app.t("doubles.word_of", { a: a.name, b: b.name }) },
      button("doubles.same", "1", same), button("doubles.other", "2", others), why, button(isLater ? "doubles.back_to_open" : "exchange.later", "3", later, "quiet")));
  card.addEventListener("keydown", guarded((event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target === why) {
      if (event.key !== "Enter") return;
      event.preventDefault();
      return void others();
    }
    if (event.key === "1") same();
    else if (event.key === "2") others();
    else if (event.key === "3") later();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") act.step(card, event.key === "ArrowDown" ? 1 : -1);
    else return;
    event.preventDefault();
  }));
  return card;
}

const dash = () => el("span", { class: "faint" }, "—");
