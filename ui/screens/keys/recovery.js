// @ts-check
// Opening by the recovery sheet: the key as it stands there, and a new passphrase.

import { asProblem } from "../../api.js";
import { el } from "../../parts/element.js";

/**
 * @param {any} app @param {string} dir
 * @returns {Promise<import("../../types.d.ts").Status | null>} null: she left it
 */
export function openByRecovery(app, dir) {
  return new Promise((resolve) => {
    /** @type {import("../../types.d.ts").Status | null} */
    let opened = null;
    const key = el("textarea", { rows: "3", class: "recovery-key", autocomplete: "off", autocapitalize: "characters", spellcheck: "false" });
    const first = el("input", { type: "password", autocomplete: "new-password" });
    const again = el("input", { type: "password", autocomplete: "new-password" });
    const wrong = el("p", { class: "problem", role: "alert", hidden: true });
    const open = el("button", { type: "submit", class: "primary" }, app.t("start.open"));
    const form = el("form", { class: "quick", method: "dialog" }, el("h2", {}, app.t("recovery.open")), el("p", { class: "small" }, app.t("recovery.hint")),
      el("label", { class: "field" }, el("span", {}, app.t("recovery.key")), key),
      el("label", { class: "field" }, el("span", {}, app.t("passphrase.new")), first),
      el("label", { class: "field" }, el("span", {}, app.t("start.passphrase_again")), again), wrong,
      el("div", { class: "row" }, open, el("button", { type: "button", on: { click: () => dialog.close() } }, app.t("close"))));
    const dialog = el("dialog", { "aria-label": app.t("recovery.open") }, form);
    /** @param {string} words @param {HTMLElement} field */
    const say = (words, field) => {
      wrong.textContent = words;
      wrong.hidden = false;
      field.focus();
    };
    form.addEventListener("submit", async (/** @type {Event} */ event) => {
      event.preventDefault();
      wrong.hidden = true;
      if (first.value !== again.value) return say(app.t("start.differ"), again);
      open.disabled = true;
      try {
        opened = await app.call("open_by_recovery", { dir, recovery_key: key.value, new_passphrase: first.value });
        dialog.close();
      } catch (error) {
        const { code, message } = asProblem(error);
        say(message, code === "wrong_group" || code === "wrong_recovery_key" ? key : first);
      } finally {
        open.disabled = false;
      }
    });
    dialog.addEventListener("close", () => { resolve(opened); dialog.remove(); });
    document.body.append(dialog);
    dialog.showModal();
    key.focus();
  });
}
