// @ts-check
// 別人: who looks like one and is two, who said so and why; each can be taken back.

import { el } from "../../parts/element.js";

/** @typedef {import("../../types.d.ts").PairApart} PairApart */

/** @param {any} app @param {PairApart[]} rows @param {(a: string, b: string) => void} together @returns {HTMLElement[]} */
export function apartList(app, rows, together) {
  if (rows.length === 0) return [el("p", { class: "muted" }, app.t("doubles.none_apart"))];
  /** @param {string} id @param {string} name */
  const open = (id, name) => el("button", { type: "button", class: "link strong", on: { click: () => app.openRecord("person", id) } }, name);
  return [el("ul", { class: "list card" }, rows.map((row) => el("li", {},
    el("span", { class: "grow" }, open(row.a, row.name_a), el("span", { class: "not-one", role: "img", "aria-label": app.t("doubles.not_one") }, "≠"), open(row.b, row.name_b), row.why === "" ? null : el("span", {}, `　${row.why}`),
      el("span", { class: "small said" }, [row.at, row.who].filter((word) => word !== "").join("・"))),
    el("button", { type: "button", class: "quiet small-button", "aria-label": app.t("doubles.together_of", { a: row.name_a, b: row.name_b }), on: { click: () => together(row.a, row.b) } }, app.t("facts.together")))))];
}
