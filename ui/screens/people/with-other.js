// @ts-check
// 「ほかの…とまとめる」: from a card, the other record is searched, and the two are laid beside each other.

import { choice } from "../../parts/choice.js";
import { el } from "../../parts/element.js";
import { isComposing } from "../../parts/keys.js";
import { findOrganisations, findPeople } from "./finding.js";
import { openMerge } from "./merge.js";

/**
 * @param {any} app @param {"person" | "organisation"} kind @param {string} id
 * @param {{before: () => Promise<unknown>, merged: (kept: string) => void}} wants `before`: what is typed is saved first
 */
export function withOther(app, kind, id, wants) {
  const label = app.t(kind === "person" ? "merge.search_person" : "merge.search_organisation");
  const field = choice(app, {
    label, placeholder: label, text: "", again: true,
    search: async (text) => (kind === "person" ? findPeople(app, text, id) : (await findOrganisations(app, text)).filter((one) => one.id !== id)),
    pick: async (option) => {
      await wants.before();
      await openMerge(app, kind, id, option.id, wants.merged);
    },
  });
  const open = el("button", { type: "button", class: "small-button", "data-with-other": "", "aria-expanded": "false", on: { click: () => show(true) } }, app.t(kind === "person" ? "merge.with_other" : "merge.with_other_organisation"));
  field.element.hidden = true;
  field.element.classList.add("with-other");
  /** @param {boolean} shown */
  function show(shown) {
    field.element.hidden = !shown;
    open.hidden = shown;
    open.setAttribute("aria-expanded", String(shown));
    (shown ? field : open).focus();
  }
  field.input.addEventListener("keydown", (event) => {
    if (isComposing(event) || event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    show(false);
  });
  return { element: el("span", { class: "row" }, open, field.element), destroy: () => field.destroy() };
}
