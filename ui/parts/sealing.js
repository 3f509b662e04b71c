// @ts-check
// Documents leave the ledger in clear. That is said once, and beside every way out stands the one with a passphrase over it.

import { el } from "./element.js";

/** In the ledger, not on the screen: that it was said. */
const SAID = "told-clear";
const ENDING = ".age";

/** @param {any} app */
export function sealing(app) {
  const on = el("input", { type: "checkbox" });
  const first = el("input", { type: "password", autocomplete: "new-password", "aria-label": app.t("sealing.passphrase"), placeholder: app.t("sealing.passphrase") });
  const again = el("input", { type: "password", autocomplete: "new-password", "aria-label": app.t("start.passphrase_again"), placeholder: app.t("start.passphrase_again") });
  const fields = el("div", { class: "row", hidden: true }, first, again, el("p", { class: "small" }, app.t("sealing.hint")));
  const note = el("p", { class: "banner", hidden: app.typed.get(SAID) !== undefined }, el("span", { class: "grow" }, app.t("sealing.clear")),
    el("button", { type: "button", class: "link", on: { click: () => { app.typed.put(SAID, true); note.hidden = true; on.focus(); } } }, app.t("sealing.understood")));
  on.addEventListener("change", () => {
    fields.hidden = !on.checked;
    if (on.checked) first.focus();
  });
  return {
    element: el("div", { class: "sealing" }, note, el("label", { class: "check" }, on, " ", app.t("sealing.seal")), fields),
    /** A name to begin with. @param {string} name */
    name: (name) => (on.checked ? `${name}${ENDING}` : name),
    /** @returns {string | null} null: in clear. Throws a problem in words */
    passphrase() {
      if (!on.checked) return null;
      if (first.value !== again.value || first.value === "") {
        (first.value === "" ? first : again).focus();
        throw { code: "refused", message: app.t(first.value === "" ? "sealing.missing" : "start.differ"), detail: "" };
      }
      return first.value;
    },
  };
}
