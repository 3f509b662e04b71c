// @ts-check
// Under a line of kind 宿題: who, until when, done. The same controls serve the actions carried over from earlier meetings.

import { el } from "../../parts/element.js";
import { choice } from "../../parts/choice.js";
import { dateField } from "../../parts/date.js";

/** @typedef {import("../../types.d.ts").ActionRow} ActionRow */
/** @typedef {import("../../types.d.ts").ActionFields} ActionFields */

/** @param {import("./detail.js").Context} context */
export function mountAction(context) {
  const { app, actions } = context;
  /** @type {ActionRow | null} */
  let row = null;
  const edit = (/** @type {Partial<ActionFields>} */ change) => { if (row) actions.edit(row.id, change, true); };

  const owner = choice(app, {
    label: app.t("meeting.owner"), placeholder: app.t("meeting.owner_hint"), text: "", draft: () => (row ? `typing:meeting:${context.id}:owner:${row.id}` : null),
    search: (text) => context.people(text),
    pick: (option) => { edit({ owner: option.id, owner_text: "" }); owner.set(option.name); },
    free: (text) => edit({ owner: null, owner_text: text }),
    cleared: () => edit({ owner: null, owner_text: "" }),
  });
  const due = dateField(app, { label: app.t("meeting.due"), changed: (day) => edit({ due: day }) });
  const done = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox" }));
  done.addEventListener("change", () => edit({ done_on: done.checked ? app.status().today_iso : null }));
  const late = el("span", { class: "chip due", hidden: true }, app.t("meeting.overdue"));
  const root = el("div", { class: "action", hidden: true },
    el("label", {}, el("span", { class: "small" }, app.t("meeting.owner")), owner.element),
    el("label", {}, el("span", { class: "small" }, app.t("meeting.due")), due.element),
    el("label", { class: "tick" }, done, el("span", {}, app.t("meeting.done"))), late);

  return {
    element: root,
    /** @param {ActionRow | null} next null: no action */
    update(next) {
      row = next;
      root.hidden = next === null;
      if (!next) return;
      const fields = actions.take(next.id, next.fields);
      owner.set(next.owner);
      due.set(fields.due, next.due);
      done.checked = fields.done_on !== null;
      root.classList.toggle("is-done", fields.done_on !== null);
      late.hidden = !next.overdue;
    },
    destroy() {
      owner.destroy();
      due.destroy();
    },
  };
}
