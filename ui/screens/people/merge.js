// @ts-check
// Two records become one: what stands on top is chosen field by field, everything else stays behind it. Taken back at any time.

import { asProblem } from "../../api.js";
import { el } from "../../parts/element.js";

/** @typedef {import("../../types.d.ts").MergePreview} MergePreview */
/** @typedef {import("../../types.d.ts").MergeChoice} MergeChoice */
/** @typedef {import("../../types.d.ts").From} From */

/** What changes on other screens with it. */
const SIGN = { same: "＝", variant: "≈", differs: "≠", only_theirs: "＋", only_ours: "－" };

/**
 * @param {any} app @param {"person" | "organisation"} kind @param {string} a @param {string} b
 * @param {(kept: string) => void} [done]
 */
export async function openMerge(app, kind, a, b, done = () => {}) {
  /** @type {MergePreview} */
  let preview;
  try {
    preview = await app.call("merge_preview", { a, b });
  } catch (error) {
    return void app.fail(error);
  }
  /** @type {Map<string, From>} */
  const choices = new Map();
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const cancel = el("button", { type: "button", on: { click: () => dialog.close() } }, app.t("merge.cancel"));
  const go = el("button", { type: "button", class: "primary", "data-merge": "", on: { click: merge } }, app.t("merge.do"));
  /** @param {import("../../types.d.ts").MergeField} field @param {From} side @param {string} value */
  const value = (field, side, value) => el("td", {}, value === "" ? el("span", { class: "faint" }, "—") : el("label", { class: "value" },
    field.relation === "same" ? null : el("input", { type: "radio", name: `merge-${field.field}`, checked: field.from === side || (field.from === "both" && side === "a"), on: { change: () => choices.set(field.field, side) } }), el("span", {}, value)));
  const dialog = el("dialog", { class: "merge", "aria-labelledby": "merge-title" }, el("div", { class: "merge-body" },
    el("h2", { id: "merge-title" }, app.t("merge.title", { a: preview.name_a, b: preview.name_b })), el("p", { class: "small" }, app.t("merge.lead")),
    preview.apart === "" ? null : el("p", { class: "banner" }, preview.apart),
    el("table", { class: "merge-fields" }, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, el("span", { class: "visually-hidden" }, app.t("desk.field"))), el("th", { scope: "col" }, preview.name_a), el("th", {}), el("th", { scope: "col" }, preview.name_b))),
      el("tbody", {}, preview.fields.map((field) => el("tr", { "data-relation": field.relation }, el("th", { scope: "row" }, field.label), value(field, "a", field.a),
        el("td", { class: "relation", title: app.t(`merge.relation_${field.relation}`) }, el("span", { "aria-hidden": "true" }, SIGN[field.relation]), el("span", { class: "visually-hidden" }, app.t(`merge.relation_${field.relation}`))), value(field, "b", field.b))))),
    preview.moves.length === 0 ? null : el("p", {}, el("b", {}, app.t("merge.moves")), " ", preview.moves.map((move) => el("span", { class: "chip" }, `${move.label} ${move.count}`))),
    preview.meetings.length === 0 ? null : el("details", { class: "small" }, el("summary", {}, app.t("merge.meetings", { count: preview.meetings.length })), el("ul", {}, preview.meetings.map((one) => el("li", {}, one)))),
    problem, el("div", { class: "row" }, cancel, go)));
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  go.focus();

  async function merge() {
    problem.hidden = true;
    go.disabled = true;
    try {
      /** @type {MergeChoice[]} */
      const chosen = [...choices].map(([field, from]) => ({ field, from }));
      const written = await app.write(kind === "person" ? "merge_people" : "merge_organisations", { a, b, choices: chosen });
      dialog.close();
      app.undoable?.(written.operation);
      // The older record stays.
      done(written.id ?? (a < b ? a : b));
    } catch (error) {
      go.disabled = false;
      problem.textContent = asProblem(error).message;
      problem.hidden = false;
    }
  }
}
