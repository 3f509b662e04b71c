// @ts-check
// What was changed in a record, and when: asked for only when it is opened.

import { el } from "../../parts/element.js";

/** @typedef {import("../../types.d.ts").HistoryRow} HistoryRow */

/** @param {any} app @param {"person" | "organisation" | "meeting" | "series"} table @param {string} id */
export function mountHistory(app, table, id) {
  let asked = 0;
  let limit = 200;
  const more = el("button", { type: "button", class: "link small", hidden: true, on: { click: () => { limit *= 4; load(); } } }, app.t("person.older_history"));
  const list = el("ul", { class: "list history" });
  const element = el("details", { class: "card folded", on: { toggle: () => load() } }, el("summary", {}, el("h2", {}, app.t("person.history"))), list, more);

  async function load() {
    if (!element.open) return;
    const mine = (asked += 1);
    try {
      const answer = /** @type {import("../../types.d.ts").History} */ (await app.call("history", { table, id, limit }));
      if (mine !== asked) return;
      more.hidden = !answer.more;
      list.replaceChildren(...together(answer.changes).map((group) => el("li", {}, el("span", { class: "small at" }, group[0].at, el("span", { class: "small" }, group[0].who)),
        el("span", { class: "grow" }, group[0].operation, group[0].file === "" ? null : el("span", { class: "chip" }, group[0].file),
          group.map((change) => el("span", { class: "small" }, change.part === "" ? "" : `${change.part}　`, change.field, "　", change.old === "" ? null : el("del", {}, change.old), change.old === "" ? null : " → ",
            change.old === "" && change.new === "" ? null : el("ins", {}, change.new === "" ? app.t("person.emptied") : change.new)))))));
      if (answer.changes.length === 0) list.replaceChildren(el("li", { class: "small" }, app.t("person.no_history")));
    } catch (problem) {
      app.fail(problem);
    }
  }
  return { element, update: load, destroy: () => { asked += 1; } };
}

/** One operation, one entry; ids and other columns without a word of their own stay away. @param {HistoryRow[]} changes @returns {HistoryRow[][]} */
function together(changes) {
  /** @type {HistoryRow[][]} */
  const groups = [];
  for (const change of changes) {
    const last = groups.at(-1);
    if (last && last[0].at === change.at && last[0].operation_id === change.operation_id) last.push(change);
    else groups.push([change]);
  }
  return groups.map((group) => (group.length > 1 ? group.filter((change) => change.field !== "id") : group));
}
