// @ts-check
// What was changed in a record, and when: asked for only when it is opened.

import { el } from "../../parts/element.js";

/** @param {any} app @param {"person" | "organisation"} table @param {string} id */
export function mountHistory(app, table, id) {
  let asked = 0;
  const list = el("ul", { class: "list history" });
  const element = el("details", { class: "card folded", on: { toggle: () => load() } }, el("summary", {}, el("h2", {}, app.t("person.history"))), list);

  async function load() {
    if (!element.open) return;
    const mine = (asked += 1);
    try {
      const answer = /** @type {import("../../types.d.ts").History} */ (await app.call("history", { table, id }));
      if (mine !== asked) return;
      list.replaceChildren(...answer.changes.map((change) => el("li", {}, el("span", { class: "small at" }, change.at),
        el("span", { class: "grow" }, change.operation, el("br"), el("span", { class: "small" }, change.field, "　", change.old === "" ? null : el("del", {}, change.old), change.old === "" ? null : " → ", el("ins", {}, change.new === "" ? app.t("person.emptied") : change.new))))));
      if (answer.changes.length === 0) list.replaceChildren(el("li", { class: "small" }, app.t("person.no_history")));
    } catch (problem) {
      app.fail(problem);
    }
  }
  return { element, update: load, destroy: () => { asked += 1; } };
}
