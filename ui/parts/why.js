// @ts-check
// 「なぜ？」: the rows that a figure was counted from, each to open.

import { el } from "./element.js";

/** @typedef {import("../types.d.ts").Because} Because */

/**
 * The button, or nothing when there are no rows.
 * @param {any} app @param {Because[]} because
 */
export function whyButton(app, because) {
  if (because.length === 0) return [];
  return [el("button", { type: "button", class: "why", "aria-haspopup": "dialog", on: { click: () => openWhy(app, because) } }, app.t("today.why"))];
}

/** @param {any} app @param {Because[]} because */
function openWhy(app, because) {
  const dialog = el("dialog", { "aria-label": app.t("today.because") },
    el("header", { class: "row" }, el("h2", { class: "grow" }, app.t("today.because")), el("button", { type: "button", class: "quiet", "aria-label": app.t("close"), on: { click: () => dialog.close() } }, "×")),
    el("ol", { class: "because", tabindex: "0" }, because.map((row) => el("li", {}, row.kind === "none" || row.kind === "tie" || row.kind === "encounter" ? row.label
      : el("button", { type: "button", class: "link", on: { click: () => { dialog.close(); app.openRecord(row.kind, row.id); } } }, row.label)))),
    el("p", { class: "small" }, app.t("status.recorded")));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
