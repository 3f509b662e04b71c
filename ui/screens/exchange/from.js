// @ts-check
// Where a list comes from: the record that the law asks of whoever receives personal data (個人情報保護法 30条).

import { el } from "../../parts/element.js";

/** @typedef {{source: string, giver: string, giver_organisation: string, how: string, basis: string}} From */

export const NOBODY = Object.freeze({ source: "", giver: "", giver_organisation: "", how: "", basis: "" });

/** @param {any} app @param {From} from @param {(from: From) => void} typed */
export function fromFields(app, from, typed) {
  /** @param {keyof From} key */
  const put = (key) => (/** @type {Event} */ event) => {
    from[key] = /** @type {HTMLInputElement} */ (event.target).value;
    typed(from);
  };
  /** @param {keyof From} key */
  const text = (key) => el("label", { class: "field" }, el("span", {}, app.t(`from.${key}`)), el("input", { type: "text", value: from[key], on: { input: put(key) } }));
  const bases = /** @type {{id: string, name: string}[]} */ (app.vocabulary().bases);
  const open = from.giver !== "" || from.giver_organisation !== "" || from.how !== "" || from.basis !== "";
  return el("div", { class: "from grow" },
    el("label", { class: "field" }, el("span", {}, app.t("exchange.source")), el("input", { type: "text", placeholder: app.t("exchange.source_hint"), value: from.source, on: { input: put("source") } })),
    el("details", { open }, el("summary", { class: "small" }, app.t("from.more")),
      el("div", { class: "row" }, text("giver"), text("giver_organisation"), text("how"),
        el("label", { class: "field" }, el("span", {}, app.t("from.basis")), el("select", { on: { input: put("basis") } },
          el("option", { value: "" }, app.t("from.no_basis")), bases.map((basis) => el("option", { value: basis.id, selected: basis.id === from.basis }, basis.name))))),
      el("p", { class: "small" }, app.t("from.hint"))));
}
