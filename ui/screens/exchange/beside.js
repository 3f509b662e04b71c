// @ts-check
// A doubtful row beside those who it might be, field by field: what is the same, what is written otherwise, what differs.

import { el } from "../../parts/element.js";

/** @typedef {import("../../types.d.ts").ImportRow} ImportRow */
/** @typedef {import("../../types.d.ts").Candidate} Candidate */

/** A sign beside the words, so that no colour is needed. @type {Record<import("../../types.d.ts").Relation, string>} */
const SIGN = { same: "＝", variant: "≈", differs: "≠", only_theirs: "＋", only_ours: "－" };

/**
 * @param {any} app @param {ImportRow} row @param {number} at which candidate is shown @param {(at: number) => void} turn
 */
export function beside(app, row, at, turn) {
  const candidate = row.candidates[at];
  if (!candidate) return el("div", {});
  const tabs = row.candidates.length < 2 ? null : el("div", { class: "row candidates", role: "group", "aria-label": app.t("desk.candidates") },
    row.candidates.map((one, nth) => el("button", { type: "button", class: "chip", "aria-pressed": String(nth === at), on: { click: () => turn(nth) } }, `${nth + 1}. ${one.name}`)));
  return el("div", { class: "beside" },
    el("p", { class: "reasons" }, candidate.reasons.map((reason) => el("span", { class: "chip" }, reason))),
    tabs,
    el("table", {}, el("caption", { class: "visually-hidden" }, app.t("desk.compare", { name: row.name, other: candidate.name })),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, el("span", { class: "visually-hidden" }, app.t("desk.field"))), el("th", { scope: "col" }, app.t("desk.theirs", { row: row.row })),
        el("th", { scope: "col" }, el("span", { class: "visually-hidden" }, app.t("desk.relation"))), el("th", { scope: "col" }, heading(app, candidate)))),
      el("tbody", {}, candidate.compare.map((one) => el("tr", { "data-relation": one.relation }, el("th", { scope: "row" }, one.label),
        el("td", {}, one.theirs || "—"), el("td", { class: "relation", title: app.t(`desk.relation_${one.relation}`) }, el("span", { "aria-hidden": "true" }, SIGN[one.relation]), el("span", { class: "visually-hidden" }, app.t(`desk.relation_${one.relation}`))),
        el("td", {}, one.ours || "—"))))));
}

/** @param {any} app @param {Candidate} candidate */
function heading(app, candidate) {
  if (!candidate.person) return app.t("desk.row_before", { row: candidate.row ?? "" });
  if (candidate.removed) return app.t("desk.in_trash");
  return el("button", { type: "button", class: "link", on: { click: () => app.openRecord("person", candidate.person) } }, app.t("desk.ours"));
}
