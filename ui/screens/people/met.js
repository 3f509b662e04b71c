// @ts-check
// Where she met this person: calls and visits, meetings, and what the person took on.

import { el } from "../../parts/element.js";

/** @typedef {import("../../types.d.ts").PersonCard} PersonCard */
/** @typedef {import("../../types.d.ts").ActionRow} ActionRow */

/** So many before "all". */
const FEW = 6;

/** @param {any} app @param {{write: (name: string, request: unknown) => Promise<any>}} how */
export function mountMet(app, { write }) {
  const encounters = part(app, "encounter.heading", "encounter.none");
  const meetings = part(app, "person.meetings", "person.no_meetings");
  const actions = part(app, "person.actions", "person.no_actions");

  /** @param {string} name @param {unknown} request */
  async function take(name, request) {
    try {
      const written = await write(name, request);
      app.undoable?.(written.operation);
    } catch (problem) {
      app.fail(problem);
    }
  }
  /** @param {ActionRow} row */
  const done = (row) => write("save_action", { id: row.id, fields: { ...row.fields, done_on: row.fields.done_on === null ? app.status().today_iso : null } }).catch(app.fail);

  return {
    encounters: encounters.element, meetings: meetings.element, actions: actions.element,
    /** @param {PersonCard} card */
    update(card) {
      encounters.update(card.encounters.map((row) => el("li", {}, el("span", { class: "grow" },
        el("span", { class: "small" }, row.date, "　", row.kind), row.is_case ? el("span", { class: "chip" }, app.t("encounter.case_chip")) : null, el("br"),
        row.summary === "" ? el("span", { class: "muted" }, app.t("encounter.no_words")) : row.summary,
        row.insight === "" ? null : el("span", { class: "insight" }, app.t("encounter.insight"), "：", row.insight),
        row.with.length > 1 ? el("span", { class: "small with" }, app.t("encounter.with", { names: row.with.filter((one) => one.id !== card.id).map((one) => one.name).join("・") })) : null),
      el("button", { type: "button", class: "quiet small-button", "aria-label": app.t("encounter.remove_of", { day: row.date }), on: { click: () => take("remove_encounter", { id: row.id }) } }, app.t("person.remove_short")))));
      meetings.update(card.meetings.map((row) => el("li", {}, el("span", { class: "grow" },
        el("button", { type: "button", class: "link", on: { click: () => app.openRecord("meeting", row.id) } }, row.title), el("br"), el("span", { class: "small" }, row.date)),
      el("span", { class: row.future ? "chip good" : "chip" }, row.future ? app.t("person.future") : row.attended))));
      actions.update([...card.actions].sort((p, q) => Number(p.fields.done_on !== null) - Number(q.fields.done_on !== null)).map((row) => {
        const tick = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", "aria-label": app.t("person.action_done", { text: row.text }), on: { change: () => done(row) } }));
        tick.checked = row.fields.done_on !== null;
        return el("li", { class: tick.checked ? "done" : "" }, tick, el("span", { class: "grow" }, row.text, el("br"), el("button", { type: "button", class: "link small", on: { click: () => app.openRecord("meeting", row.meeting) } }, row.meeting_title)),
          row.done !== "" ? el("span", { class: "chip good" }, row.done) : row.due === "" ? el("span", { class: "chip" }, app.t("person.no_due")) : el("span", { class: row.overdue ? "chip due" : "chip" }, row.overdue ? app.t("person.overdue", { day: row.due }) : row.due));
      }));
    },
  };
}

/** A heading, a list that begins with a few, and a sentence when there is nothing. @param {any} app @param {string} heading @param {string} empty */
function part(app, heading, empty) {
  let all = false;
  /** @type {HTMLElement[]} */
  let items = [];
  const list = el("ul", { class: "list" });
  const nothing = el("p", { class: "small" }, app.t(empty));
  const count = el("span", { class: "small" });
  const more = el("button", { type: "button", class: "link small", on: { click: () => { all = true; show(); list.children[FEW]?.querySelector("button")?.focus(); } } });
  const element = el("section", { class: "card", "aria-label": app.t(heading) }, el("header", {}, el("h2", {}, app.t(heading), " ", count)), nothing, list, more);
  function show() {
    list.replaceChildren(...(all ? items : items.slice(0, FEW)));
    more.hidden = all || items.length <= FEW;
    more.textContent = app.t("person.show_all", { count: items.length });
    nothing.hidden = items.length > 0;
    count.textContent = items.length > 0 ? String(items.length) : "";
  }
  return { element, update: (/** @type {HTMLElement[]} */ next) => { items = next; show(); } };
}
