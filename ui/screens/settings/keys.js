// @ts-check
// 鍵と控え: the sheet, another passphrase, when the window locks itself, and the way to the backups.

import { asProblem } from "../../api.js";
import { el } from "../../parts/element.js";

const MINUTES = [0, 5, 10, 15, 30, 60];

/** @param {any} app */
export function keysCard(app) {
  const settings = () => app.status().settings;
  const ledger = /** @type {import("../../types.d.ts").LedgerStatus | null} */ (app.status().ledger);
  const minutes = el("select", {}, MINUTES.map((value) => el("option", { value: String(value) }, value === 0 ? app.t("lock.never") : app.t("lock.after", { minutes: value }))));
  minutes.value = String(settings().auto_lock);
  minutes.addEventListener("change", () => app.saveSettings({ ...settings(), auto_lock: Number(minutes.value) }).catch(app.fail));
  return el("section", { class: "card", "aria-label": app.t("keys.title") }, el("header", {}, el("h2", {}, app.t("keys.title"))),
    ledger === null ? null : ledger.unprotected ? el("p", { class: "small" }, app.t("keys.sample")) : [
      el("div", { class: "row" }, el("span", { class: ledger.recovery === "tried" ? "chip good" : "chip due" }, app.t(`keys.recovery_${ledger.recovery}`)),
        ledger.sheet === "" ? null : el("span", { class: "small" }, app.t("sheet.mark", { mark: ledger.sheet })),
        el("button", { type: "button", on: { click: () => app.navigate("sheet") } }, app.t(ledger.recovery === "tried" ? "keys.new_sheet" : "keys.make_sheet"))),
      passphrase(app), remembered(app)],
    ledger === null ? null : el("div", { class: "row" }, el("span", { class: ledger.backup.ok ? "chip good" : "chip due" }, ledger.backup.words || app.t("backups.title")), el("button", { type: "button", on: { click: () => app.navigate("backups") } }, app.t("keys.backups"))),
    el("label", { class: "field" }, el("span", {}, app.t("lock.auto")), minutes),
    el("p", { class: "small" }, app.t("lock.hint")));
}

/** Off until she asks for it. @param {any} app */
function remembered(app) {
  const box = el("input", { type: "checkbox" });
  box.checked = app.status().remembered;
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  box.addEventListener("change", async () => {
    problem.hidden = true;
    box.disabled = true;
    try {
      await app.took(await app.call("remember_key", { on: box.checked }));
    } catch (error) {
      problem.textContent = asProblem(error).message;
      problem.hidden = false;
    } finally {
      box.disabled = false;
      box.checked = app.status().remembered;
    }
  });
  return el("div", {}, el("label", { class: "check" }, box, " ", app.t("keys.remember")), el("p", { class: "small" }, app.t("keys.remember_hint")), problem);
}

/** @param {any} app */
function passphrase(app) {
  const field = (/** @type {string} */ label, /** @type {string} */ complete) => {
    const input = el("input", { type: "password", autocomplete: complete });
    return { input, element: el("label", { class: "field" }, el("span", {}, app.t(label)), input) };
  };
  const old = field("passphrase.old", "current-password");
  const first = field("passphrase.new", "new-password");
  const again = field("start.passphrase_again", "new-password");
  const wrong = el("p", { class: "problem", role: "alert", hidden: true });
  const change = el("button", { type: "submit", class: "primary" }, app.t("passphrase.change"));
  const form = el("form", { class: "small-form" }, old.element, first.element, again.element, wrong, el("p", { class: "small" }, app.t("passphrase.hint")), el("div", { class: "row" }, change));
  const folded = el("details", {}, el("summary", {}, app.t("passphrase.title")), form);
  form.addEventListener("submit", async (/** @type {Event} */ event) => {
    event.preventDefault();
    wrong.hidden = true;
    change.disabled = true;
    try {
      if (first.input.value !== again.input.value) throw { code: "refused", message: app.t("start.differ"), detail: "" };
      await app.took(await app.call("change_passphrase", { old: old.input.value, new: first.input.value }));
      for (const one of [old, first, again]) one.input.value = "";
      folded.open = false;
      app.toast(app.t("passphrase.changed"));
    } catch (error) {
      const { code, message } = asProblem(error);
      wrong.textContent = message;
      wrong.hidden = false;
      (code === "wrong_passphrase" ? old : first).input.select();
    } finally {
      change.disabled = false;
    }
  });
  return folded;
}
