// @ts-check
// 記録: everything that was ever done, newest first; any of it can be taken back on its own, without what came after it.

import { asProblem } from "../api.js";
import { el } from "../parts/element.js";
import { keptList, pastPages } from "../parts/past.js";

/** @typedef {import("../types.d.ts").Operations} Operations */
/** @typedef {import("../types.d.ts").OperationRow} OperationRow */
/** @typedef {import("../types.d.ts").TakenBack} TakenBack */

const PAGE = 60;

/** @param {HTMLElement} root @param {Record<string, string>} _params @param {any} app */
export function mount(root, _params, app) {
  let alive = true;
  let asked = 0;
  /** @type {OperationRow[]} */
  let rows = [];
  /** The operation that stands open, and what was found of it. @type {string} */
  let opened = "";
  const list = el("div", { class: "operations", "aria-busy": "true" });
  const none = el("p", { class: "muted", hidden: true }, app.t("operations.none"));
  const more = el("button", { type: "button", hidden: true, on: { click: () => load(rows.at(-1)?.id ?? null) } }, app.t("operations.older"));
  const screen = el("div", { class: "screen-past" }, el("div", { class: "head" }, el("h1", {}, app.t("past.title")), pastPages(app, "operations")), el("p", { class: "lead" }, app.t("operations.lead")), none, list, more);
  root.append(screen);

  /** @param {string | null} before */
  async function load(before) {
    const mine = (asked += 1);
    try {
      // What she had opened of the past stays in sight.
      const answer = /** @type {Operations} */ (await app.call("operations", { before, limit: before === null ? Math.max(PAGE, rows.length) : PAGE }));
      if (!alive || mine !== asked) return;
      rows = before === null ? answer.rows : [...rows, ...answer.rows];
      more.hidden = !answer.more;
      none.hidden = rows.length > 0;
      list.removeAttribute("aria-busy");
      show();
    } catch (error) {
      if (alive && mine === asked) app.fail(error);
    }
  }

  function show() {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.operation : undefined;
    /** @type {Map<string, OperationRow[]>} */
    const days = new Map();
    for (const row of rows) {
      const day = row.at_iso.slice(0, 10);
      days.set(day, [...(days.get(day) ?? []), row]);
    }
    list.replaceChildren(...[...days].map(([day, group]) => el("section", { class: "card", "aria-label": app.day(day) }, el("header", {}, el("h2", {}, app.day(day))), el("ul", { class: "list" }, group.map(line)))));
    if (focused !== undefined) /** @type {HTMLElement | null} */ (list.querySelector(`[data-operation="${CSS.escape(focused)}"]`))?.focus();
  }

  /** @param {OperationRow} row */
  function line(row) {
    const place = el("div", { class: "under-operation", hidden: true });
    const head = el("button", { type: "button", class: "operation", "aria-expanded": "false", "data-operation": row.id, on: { click: () => { opened = opened === row.id ? "" : row.id; toggle(); } } },
      el("span", { class: "time" }, row.at_iso.slice(11, 16)),
      el("span", { class: "grow" }, el("span", { class: row.undone ? "undone" : "" }, row.name), row.file === "" ? null : el("small", {}, app.t("operations.from", { file: row.file }))),
      row.undone ? el("span", { class: "chip" }, row.undone_words || app.t("operations.undone")) : null, el("small", { class: "size" }, row.size), el("small", { class: "who" }, row.who));
    async function toggle() {
      const is = opened === row.id;
      head.setAttribute("aria-expanded", String(is));
      place.hidden = !is;
      for (const other of list.querySelectorAll('.operation[aria-expanded="true"]')) if (is && other !== head) {
        other.setAttribute("aria-expanded", "false");
        /** @type {HTMLElement} */ (other.nextElementSibling).hidden = true;
      }
      if (!is || place.childElementCount > 0) return;
      if (!row.can_undo) return void place.replaceChildren(el("p", { class: "small" }, row.why_not || row.undone_words));
      place.replaceChildren(el("p", { class: "small" }, app.t("operations.looking")));
      try {
        const answer = /** @type {TakenBack} */ (await app.call("undo_preview", { id: row.id }));
        const take = el("button", { type: "button", class: "primary", on: { click: () => takeBack(row, take) } }, app.t("operations.take_back"));
        place.replaceChildren(...[el("p", {}, answer.summary), keptList(app, answer.kept), el("div", { class: "row" }, take, el("span", { class: "small" }, app.t("operations.take_back_hint")))].filter((part) => part !== null));
      } catch (error) {
        place.replaceChildren(el("p", { class: "problem", role: "alert" }, asProblem(error).message));
      }
    }
    if (opened === row.id) toggle();
    return el("li", {}, head, place);
  }

  /** @param {OperationRow} row @param {HTMLButtonElement} button */
  async function takeBack(row, button) {
    button.disabled = true;
    try {
      const done = /** @type {TakenBack} */ (await app.call("undo_operation", { id: row.id }));
      opened = "";
      await app.changed(done.tables);
      app.undoable([done.operation, done.summary].filter((words) => words !== "").join("　"));
    } catch (error) {
      app.fail(error);
      button.disabled = false;
    }
  }

  const stop = app.onChange(() => load(null));
  load(null);
  return {
    destroy() {
      alive = false;
      stop();
      screen.remove();
    },
  };
}
