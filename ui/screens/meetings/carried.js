// @ts-check
// What earlier meetings of the series left open: live, never a copy.

import { el } from "../../parts/element.js";
import { arrange } from "./arrange.js";

/** @typedef {import("../../types.d.ts").MeetingCard} MeetingCard */
/** @typedef {import("../../types.d.ts").ActionRow} ActionRow */

/** @param {import("./detail.js").Context} context */
export function mountCarried(context) {
  const { app, actions } = context;
  /** @type {Map<string, {element: HTMLElement, update: (row: ActionRow) => void}>} */
  const rows = new Map();
  const count = el("small", {});
  const list = el("ul", { class: "list carried-list" });
  const root = el("section", { class: "card carried", hidden: true, "aria-labelledby": "carried-head" }, el("header", {}, el("h2", { id: "carried-head" }, app.t("meeting.carried")), count), list);

  /** @param {string} id */
  function make(id) {
    const box = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox" }));
    const text = el("span", {});
    const facts = el("small", {});
    const chip = el("span", { class: "chip due", hidden: true }, app.t("meeting.overdue"));
    box.addEventListener("change", () => { actions.edit(id, { done_on: box.checked ? app.status().today_iso : null }, true); element.classList.toggle("is-done", box.checked); });
    const element = el("li", {}, el("label", { class: "grow tick" }, box, el("span", {}, text, el("br"), facts)), chip);
    return {
      element,
      /** @param {ActionRow} row */
      update(row) {
        const fields = actions.take(id, row.fields);
        box.checked = fields.done_on !== null;
        element.classList.toggle("is-done", box.checked);
        text.textContent = row.text;
        facts.textContent = [row.owner, row.due === "" ? "" : app.t("meeting.due_by", { due: row.due }), row.meeting_title].filter((word) => word !== "").join(" · ");
        chip.hidden = !row.overdue || box.checked;
      },
    };
  }

  /** Those done just now stay in sight, ticked, until she leaves: a slip is seen and taken back. @type {ActionRow[]} */
  let seen = [];
  return {
    element: root,
    /** @param {MeetingCard} card */
    update(card) {
      const now = new Map(card.carried_over.map((row) => [row.id, row]));
      const ticked = seen.filter((row) => !now.has(row.id) && (actions.fields(row.id)?.done_on ?? null) !== null);
      seen = [...card.carried_over, ...ticked];
      for (const row of seen) {
        let made = rows.get(row.id);
        if (!made) {
          made = make(row.id);
          rows.set(row.id, made);
        }
        made.update(now.get(row.id) ?? { ...row, fields: actions.fields(row.id) ?? row.fields });
      }
      root.hidden = seen.length === 0;
      count.textContent = app.t("meeting.open_count", { count: card.carried_over.length });
      arrange(list, seen.flatMap((row) => rows.get(row.id)?.element ?? []));
    },
    destroy() {
      rows.clear();
    },
  };
}
