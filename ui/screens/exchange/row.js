// @ts-check
// One row of the desk: what it is and why, what it would change, and her word on it.

import { el } from "../../parts/element.js";
import { guarded } from "../../parts/keys.js";
import { beside } from "./beside.js";
import { keyOf, outcomeOf } from "./outcome.js";

/** @typedef {import("../../types.d.ts").ImportRow} ImportRow */
/** @typedef {import("../../types.d.ts").Outcome} Outcome */
/** @typedef {import("../../types.d.ts").Decision} Decision */

/** @type {Record<Outcome, string>} */
const LOOK = { new: "chip good", updated: "chip good", unchanged: "chip", doubtful: "chip due", rejected: "chip bad" };

/**
 * @param {any} app @param {ImportRow} row
 * @param {object} state
 * @param {Decision | undefined} state.decision @param {boolean} state.done @param {number} state.candidate which one is shown
 * @param {Set<number>} state.dismissed who it isn't
 * @param {{decide: (row: ImportRow, choice: Decision["choice"] | null) => void, turn: (row: ImportRow, at: number) => void, step: (from: Element, down: boolean) => void, why: (row: ImportRow, text: string) => void}} act
 */
export function deskRow(app, row, { decision, done, candidate, dismissed }, act) {
  const outcome = outcomeOf(row, decision);
  const open = !done && row.outcome !== "rejected" && row.outcome !== "unchanged";
  const doubtful = row.outcome === "doubtful";
  const tr = el("tr", { tabindex: open ? "0" : null, "data-row": keyOf(row), "data-kind": outcome, "data-decided": decision ? decision.choice : null },
    el("td", {}, el("span", { class: LOOK[outcome] }, decision ? app.t(`exchange.${outcome}`) : app.t(`desk.kind_${row.kind}`))),
    el("td", { class: "number" }, String(row.row)),
    el("td", {}, row.name ? el("b", {}, row.name) : el("span", { class: "faint" }, "—"), row.post ? el("div", { class: "small" }, row.post) : null),
    // Beside a candidate the reasons stand by themselves; that she deleted the person is told in a sentence.
    el("td", {}, doubtful && !done && row.candidates[candidate] && !row.candidates[candidate].removed ? null : el("div", {}, row.reason),
      changes(app, row.changes, false), changes(app, row.stays, true),
      doubtful && !done ? beside(app, row, candidate, (at) => act.turn(row, at)) : null,
      open ? buttons() : null));
  if (open) {
    tr.addEventListener("keydown", guarded((event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.target instanceof Element && event.target.closest("input, select, textarea")) return;
      const choice = { 1: "same", 2: "other", 3: "later" }[event.key];
      if (doubtful && choice && (choice !== "same" || row.candidates[candidate]?.key)) act.decide(row, /** @type {any} */ (choice));
      else if (doubtful && (event.key === "ArrowLeft" || event.key === "ArrowRight")) act.turn(row, candidate + (event.key === "ArrowRight" ? 1 : -1));
      else if (event.key === "ArrowDown" || event.key === "ArrowUp") act.step(tr, event.key === "ArrowDown");
      else return;
      event.preventDefault();
    }));
  }
  return tr;

  function buttons() {
    /** @param {string} key @param {Decision["choice"] | null} choice @param {string} [digit] */
    const button = (key, choice, digit) => el("button", { type: "button", class: "chip", "aria-pressed": String((decision?.choice ?? null) === choice), on: { click: () => act.decide(row, choice) } }, app.t(key, { row: row.candidates[candidate]?.row ?? "" }), digit ? el("kbd", {}, digit) : null);
    const shown = row.candidates[candidate];
    const others = row.candidates.filter((_, at) => at !== candidate && !dismissed.has(at)).length;
    const all = doubtful
      ? [shown?.key ? button(shown.removed ? "exchange.restore" : "exchange.same", "same", "1") : null, button(others > 0 && decision?.choice !== "other" ? "exchange.not_this_one" : "exchange.other", "other", "2"), button("exchange.later", "later", "3"),
        decision?.choice === "other" ? el("input", { type: "text", class: "apart-why", value: decision.why ?? "", placeholder: app.t("doubles.why"), "aria-label": app.t("doubles.why"), on: { input: (/** @type {Event} */ event) => act.why(row, /** @type {HTMLInputElement} */ (event.target).value) } }) : null]
      : [button("exchange.take_row", null), shown?.key && row.outcome === "new" ? button("exchange.same_as_row", "same") : null, button("exchange.skip", "skip")];
    return el("div", { class: "row choices-of-row", role: "group", "aria-label": app.t("exchange.choice_of", { name: row.name || row.row }) }, all);
  }
}

/** @param {any} app @param {[string, string, string][]} list @param {boolean} stays what the ledger knows better */
function changes(app, list, stays) {
  if (list.length === 0) return null;
  return el("ul", { class: stays ? "changes stays" : "changes" }, list.map(([field, old, next]) => el("li", {}, el("span", { class: "faint" }, `${field}　`),
    stays ? [el("b", {}, old), " ", el("span", { class: "faint" }, app.t("desk.stays", { said: next }))] : [old ? el("del", {}, old) : null, old ? " → " : "", el("ins", {}, next)])));
}
