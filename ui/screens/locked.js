// @ts-check
// The locked window: the name of the app and a field. Nothing of the ledger, not even where it lies.

import { asProblem } from "../api.js";
import { el } from "../parts/element.js";
import { openByRecovery } from "./keys/recovery.js";

/** @param {HTMLElement} root @param {Record<string, string>} _params @param {any} app */
export function mount(root, _params, app) {
  const sample = app.status().locked_sample;
  const passphrase = el("input", { type: "password", name: "passphrase", autocomplete: "current-password" });
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const open = el("button", { type: "submit", class: "primary" }, app.t("lock.open"));
  const form = el("form", { class: "card" },
    el("h1", {}, app.t("app.name")), el("p", { class: "muted" }, app.t("lock.locked")),
    sample ? el("p", { class: "small" }, app.t("lock.sample")) : el("label", { class: "field" }, el("span", {}, app.t("start.passphrase")), passphrase),
    problem, open,
    sample ? null : el("button", { type: "button", class: "link small", on: { click: async () => { const next = await openByRecovery(app, app.status().last_ledger); if (next) app.restart(next); } } }, app.t("recovery.open")));
  const screen = el("div", { class: "screen-locked" }, form);
  root.append(screen);
  let busy = false;

  form.addEventListener("submit", async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    problem.hidden = true;
    form.setAttribute("aria-busy", "true");
    open.textContent = app.t("lock.opening");
    try {
      const next = await app.open(app.status().last_ledger, passphrase.value);
      passphrase.value = "";
      if (next) await app.restart(next);
    } catch (error) {
      problem.textContent = asProblem(error).message;
      problem.hidden = false;
      passphrase.select();
      open.textContent = app.t("lock.open");
    } finally {
      busy = false;
      form.removeAttribute("aria-busy");
    }
  });
  (sample ? open : passphrase).focus();
  return { destroy: () => screen.remove() };
}
