// @ts-check
// What the pages about the past of the ledger share: the way between them, and what stays when something is taken back.

import { el } from "./element.js";

const PAGES = ["operations", "trash", "backups"];

/** @param {any} app @param {string} here */
export const pastPages = (app, here) => el("nav", { class: "past-pages", "aria-label": app.t("past.label") },
  PAGES.map((page) => el("a", { href: `#/${page}`, "aria-current": page === here ? "page" : null }, app.t(`past.${page}`))));

/**
 * What something taken back left as it is, because it was changed since.
 * @param {any} app @param {import("../types.d.ts").KeptThing[]} kept
 */
export function keptList(app, kept) {
  if (kept.length === 0) return null;
  const few = 8;
  const list = el("ul", { class: "kept-things" });
  const show = (/** @type {number} */ many) => list.replaceChildren(...kept.slice(0, many).map((thing) => el("li", {},
    thing.kind === "none" || thing.id === "" ? thing.record : el("button", { type: "button", class: "link", on: { click: () => app.openRecord(thing.kind, thing.id) } }, thing.record),
    thing.field === "" ? null : el("span", {}, `　${thing.field}：`, el("ins", {}, thing.value === "" ? app.t("person.emptied") : thing.value), thing.earlier === "" ? null : el("span", { class: "small" }, app.t("past.would_be", { value: thing.earlier }))),
    el("span", { class: "small why-kept" }, thing.why))));
  show(few);
  const more = el("button", { type: "button", class: "link small", hidden: kept.length <= few, on: { click: () => { show(kept.length); more.hidden = true; } } }, app.t("past.all_kept", { count: kept.length }));
  return el("div", { class: "kept" }, el("p", { class: "strong" }, app.t("past.kept", { count: kept.length })), list, more);
}
