// @ts-check
// ごみ箱: what was deleted, and the way back with all that went along with it.

import { el } from "../parts/element.js";
import { keptList, pastPages } from "../parts/past.js";

/** @typedef {import("../types.d.ts").Trash} Trash */
/** @typedef {import("../types.d.ts").TrashRow} TrashRow */

/** @param {HTMLElement} root @param {Record<string, string>} _params @param {any} app */
export function mount(root, _params, app) {
  let alive = true;
  let asked = 0;
  /** @type {TrashRow[]} */
  let rows = [];
  /** @type {string} */
  let kind = "";
  const filter = el("div", { class: "row kinds", role: "group", "aria-label": app.t("trash.kinds") });
  const list = el("ul", { class: "list" });
  const card = el("section", { class: "card", "aria-busy": "true", "aria-label": app.t("past.trash") }, filter, list);
  const none = el("div", { class: "empty", hidden: true }, el("p", {}, app.t("trash.none")));
  const told = el("div", { role: "status" });
  const screen = el("div", { class: "screen-past" }, el("div", { class: "head" }, el("h1", {}, app.t("past.title")), pastPages(app, "trash")), el("p", { class: "lead" }, app.t("trash.lead")), told, card, none);
  root.append(screen);

  async function load() {
    const mine = (asked += 1);
    try {
      const answer = /** @type {Trash} */ (await app.call("trash", {}));
      if (!alive || mine !== asked) return;
      rows = answer.rows;
      card.removeAttribute("aria-busy");
      show();
    } catch (error) {
      if (alive && mine === asked) app.fail(error);
    }
  }

  function show() {
    const kinds = new Map(rows.map((row) => [row.kind, row.kind_words]));
    if (!kinds.has(kind)) kind = "";
    const chip = (/** @type {string} */ value, /** @type {string} */ words, /** @type {number} */ count) => el("button", { type: "button", class: "chip", "aria-pressed": String(kind === value), on: { click: () => { kind = value; show(); } } }, `${words} ${count}`);
    filter.hidden = kinds.size < 2;
    filter.replaceChildren(chip("", app.t("trash.all"), rows.length), ...[...kinds].map(([value, words]) => chip(value, words, rows.filter((row) => row.kind === value).length)));
    none.hidden = rows.length > 0;
    card.hidden = rows.length === 0;
    list.replaceChildren(...rows.filter((row) => kind === "" || row.kind === kind).map((row) => el("li", {}, el("span", { class: "chip" }, row.kind_words),
      el("span", { class: "grow" }, el("b", {}, row.name), el("br"), el("span", { class: "small" }, [row.deleted, row.operation].filter((words) => words !== "").join("　")),
        row.with.length === 0 ? null : el("span", { class: "small with" }, app.t("trash.with", { words: row.with.join("、") })),
        row.missing.length === 0 ? null : el("span", { class: "small missing" }, row.missing.join("、"))),
      el("button", { type: "button", "aria-label": app.t("trash.restore_of", { name: row.name }), on: { click: () => restore(row) } }, app.t("trash.restore")))));
  }

  /** @param {TrashRow} row */
  async function restore(row) {
    try {
      const done = /** @type {import("../types.d.ts").TakenBack} */ (await app.call("restore_from_trash", { id: row.id }));
      await app.changed(done.tables);
      app.undoable(done.operation);
      const kept = keptList(app, done.kept);
      told.replaceChildren(...(kept === null ? [] : [kept]));
    } catch (error) {
      app.fail(error);
    }
  }

  const stop = app.onChange(() => load());
  load();
  return {
    destroy() {
      alive = false;
      stop();
      screen.remove();
    },
  };
}
