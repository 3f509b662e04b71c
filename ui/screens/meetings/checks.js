// @ts-check
// Before it is given out: what is missing, and the way to the pages.

import { el } from "../../parts/element.js";

/** @typedef {import("../../types.d.ts").MeetingCard} MeetingCard */

/**
 * @param {import("./detail.js").Context} context
 * @param {{pages: () => void, remove: () => void}} wants
 */
export function mountChecks(context, wants) {
  const { app } = context;
  const list = el("ul", { class: "list" });
  const inside = el("p", { class: "small" });
  const root = el("section", { class: "card checks", "aria-labelledby": "checks-head" }, el("header", {}, el("h2", { id: "checks-head" }, app.t("meeting.checks"))), list, inside,
    el("div", { class: "buttons" }, el("button", { type: "button", class: "primary", on: { click: wants.pages } }, app.t("meeting.pages")),
      el("button", { type: "button", class: "quiet remove", on: { click: wants.remove } }, app.t("meeting.remove"))));
  let shown = "";

  return {
    element: root,
    /** @param {MeetingCard} card */
    update(card) {
      inside.textContent = card.internal_lines === 0 ? "" : app.t("meeting.internal_count", { count: card.internal_lines });
      inside.hidden = card.internal_lines === 0;
      // An opened list of rows stays open while nothing about it changed.
      const now = JSON.stringify(card.checks);
      if (now === shown) return;
      shown = now;
      list.replaceChildren(...card.checks.map((check) => el("li", {}, el("span", { class: "grow" }, check.label,
        check.because.length === 0 ? "" : el("details", { class: "reasons" }, el("summary", {}, app.t("meeting.why"), el("span", { class: "visually-hidden" }, ` ${check.label}`)),
          el("ul", { class: "rows" }, ...check.because.map((row) => el("li", {}, row.kind === "none" || row.id === "" ? row.label
            : el("button", { type: "button", class: "link", on: { click: () => app.openRecord(row.kind, row.id) } }, row.label)))))),
      el("b", { class: check.attention && check.count > 0 ? "chip due" : "" }, String(check.count)))));
    },
  };
}
