// @ts-check
// Screens whose records come later say so, and never guess.

import { el } from "../parts/element.js";

/** @param {HTMLElement} root @param {Record<string, string>} params @param {any} app */
export function mount(root, params, app) {
  const page = el("div", { class: "later" },
    el("h1", {}, app.t(`rail.${params.screen}`)), el("p", {}, app.t("later.no_place")), el("p", { class: "muted" }, app.t(`later.${params.screen}`)),
    el("p", {}, el("button", { type: "button", on: { click: () => app.navigate("stages") } }, app.t("later.stages"))));
  root.append(page);
  return { destroy: () => page.remove() };
}
