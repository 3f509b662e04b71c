// @ts-check
// Above the map: what is shown, the banner of what is hidden, find, table, export.

import { el } from "../../parts/element.js";
import { sealing } from "../../parts/sealing.js";
import { isComposing } from "../../parts/keys.js";
import { choice } from "../../parts/choice.js";
import { KINDS } from "./model.js";

/** @typedef {import("../../types.d.ts").NodeKind} NodeKind */

/**
 * @param {any} app
 * @param {object} wants
 * @param {(kind: NodeKind) => void} wants.kind
 * @param {() => void} wants.table
 * @param {() => void} wants.clear
 * @param {(format: "svg" | "png", seal: ReturnType<typeof sealing>) => Promise<void>} wants.save
 * @param {(text: string) => Promise<{id: string, name: string, detail: string}[]>} wants.find
 * @param {(node: number) => void} wants.pick
 */
export function mountHead(app, wants) {
  const kinds = KINDS.map((kind) => /** @type {HTMLButtonElement} */ (el("button", { type: "button", role: "radio", "data-kind": kind, class: "segment", on: { click: () => wants.kind(kind) } }, app.t(`map.kind_${kind}`))));
  const segments = el("div", { class: "segments", role: "radiogroup", "aria-label": app.t("map.kind") }, ...kinds);
  segments.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (isComposing(event)) return;
    const step = event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : event.key === "ArrowLeft" || event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const now = kinds.findIndex((button) => button.tabIndex === 0);
    const next = kinds[(now + step + kinds.length) % kinds.length];
    next?.focus();
    next?.click();
  });
  const find = choice(app, { label: app.t("map.find"), placeholder: app.t("map.find"), text: "", again: true, search: (text) => (text.trim() === "" ? Promise.resolve([]) : wants.find(text)), pick: (option) => wants.pick(Number(option.id)) });
  const banner = el("button", { type: "button", class: "chip due hidden-banner", hidden: true, title: app.t("map.clear"), on: { click: wants.clear } });
  const table = el("button", { type: "button", "aria-pressed": "false", on: { click: wants.table } });
  const seal = sealing(app);
  const save = /** @type {HTMLDetailsElement} */ (el("details", { class: "menu" }, el("summary", { class: "button" }, app.t("map.export")),
    el("div", { class: "menu-items" }, seal.element, ...(/** @type {const} */ (["svg", "png"])).map((format) => el("button", { type: "button", on: { click: () => wants.save(format, seal).then(() => { save.open = false; }, app.fail) } }, app.t(`map.export_${format}`))))));
  save.addEventListener("keydown", (event) => {
    if (isComposing(event)) return;
    if (event.key === "Escape" && save.open) {
      event.preventDefault();
      event.stopPropagation();
      save.open = false;
      save.querySelector("summary")?.focus();
    }
  });
  save.addEventListener("focusout", (event) => { if (!save.contains(/** @type {Node | null} */ (event.relatedTarget))) save.open = false; });

  return {
    element: el("header", { class: "map-head" }, el("h1", {}, app.t("map.title")), segments, el("span", { class: "map-find" }, find.element), banner, el("span", { class: "map-do" }, table, save)),
    /** @param {{kind: NodeKind, table: boolean, hidden: number | null, hiddenLines: number, focus: {name: string, steps: number} | null}} now */
    update(now) {
      for (const button of kinds) {
        const on = button.dataset.kind === now.kind;
        button.setAttribute("aria-checked", String(on));
        button.tabIndex = on ? 0 : -1;
      }
      table.textContent = app.t(now.table ? "map.as_picture" : "map.as_table");
      table.setAttribute("aria-pressed", String(now.table));
      banner.hidden = now.hidden === null;
      const why = now.focus ? app.t("map.within", { name: now.focus.name, steps: now.focus.steps }) : "";
      const words = now.hidden === 0 && now.hiddenLines > 0 ? app.t("map.hidden_lines", { count: now.hiddenLines }) : app.t("map.hidden", { count: now.hidden ?? 0 });
      banner.replaceChildren(why === "" ? words : `${words} · ${why}`, el("span", { "aria-hidden": "true" }, "　✕"), el("span", { class: "visually-hidden" }, ` ${app.t("map.clear")}`));
    },
  };
}
