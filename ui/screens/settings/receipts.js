// @ts-check
// What was forgotten: receipts that name nobody.

import { el } from "../../parts/element.js";
import { saveReceipt } from "../people/forget.js";

/** @param {any} app */
export function receiptsCard(app) {
  const list = el("ul", { class: "list" });
  const card = el("section", { class: "card", hidden: true, "aria-label": app.t("receipts.title") }, el("header", {}, el("h2", {}, app.t("receipts.title"))), list);
  if (app.status().ledger !== null) load();
  async function load() {
    try {
      const { rows } = /** @type {import("../../types.d.ts").Receipts} */ (await app.call("receipts", {}));
      card.hidden = rows.length === 0;
      list.replaceChildren(...rows.map((row) => el("li", {}, el("details", { class: "grow" }, el("summary", {}, row.at), el("pre", { class: "receipt" }, row.text)),
        el("button", { type: "button", class: "small-button", "aria-label": app.t("receipts.save_of", { at: row.at }), on: { click: () => saveReceipt(app, row) } }, app.t("receipts.save")))));
    } catch (error) {
      app.fail(error);
    }
  }
  return card;
}
