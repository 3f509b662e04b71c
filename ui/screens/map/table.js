// @ts-check
// The map as a table: the same filter, the same things to do.

import { el } from "../../parts/element.js";
import { lastOf, tableOrder } from "./model.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Column} Column */

/** So many rows at a time; the next follow when she comes near the end. */
const PORTION = 120;

/**
 * @param {HTMLElement} root
 * @param {{t: (key: string, holes?: Record<string, string | number>) => string}} app
 * @param {{select: (node: number) => void, focus: (node: number) => void, open: (node: number) => void, sign: (group: string) => HTMLElement, day: (iso: string) => string}} wants
 */
export function mountTable(root, app, wants) {
  /** @type {Column} */
  let column = "label";
  let descending = false;
  /** @type {Model | null} */
  let model = null;
  /** @type {Map<string, number>} */
  let byKana = new Map();
  /** @type {number[]} */
  let order = [];
  let made = 0;

  const body = el("tbody");
  /** @type {[Column | null, string][]} */
  const columns = [["label", "map.column_label"], ["group", "map.column_group"], [null, "map.column_detail"], ["degree", "map.column_degree"], ["last", "map.column_last"], [null, "map.column_actions"]];
  const heads = columns.map(([key, words]) => el("th", { scope: "col", class: key === "degree" ? "number" : "" }, key === null
    ? app.t(words)
    : el("button", { type: "button", class: "sorter", on: { click: () => sortBy(key) } }, app.t(words), el("span", { class: "arrow", "aria-hidden": "true" }))));
  const table = el("table", { class: "map-rows" }, el("caption", { class: "visually-hidden" }, app.t("map.table_caption")), el("thead", {}, el("tr", {}, ...heads)), body);
  const end = el("div", { class: "map-rows-end" });
  const pane = el("div", { class: "map-table", tabindex: "0", role: "region", "aria-label": app.t("map.table_caption") }, table, end);
  root.append(pane);

  const near = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) more();
  }, { root: pane, rootMargin: "400px" });
  near.observe(end);

  /** @param {Column} key */
  function sortBy(key) {
    descending = column === key ? !descending : key === "degree" || key === "last";
    column = key;
    render();
  }

  function more() {
    if (!model || made >= order.length) return;
    const rows = document.createDocumentFragment();
    for (const number of order.slice(made, made + PORTION)) rows.append(row(model, number));
    made = Math.min(order.length, made + PORTION);
    body.append(rows);
    mark();
  }

  /** @param {Model} from @param {number} number */
  function row(from, number) {
    const node = from.picture.nodes[number];
    if (!node) return el("tr");
    return el("tr", { "data-node": String(number), "aria-rowindex": String(made + 2) },
      el("th", { scope: "row" }, el("button", { type: "button", class: "name", on: { click: () => wants.select(number) } }, node.label),
        node.key_person ? el("span", { class: "key small" }, app.t("map.key_person")) : null),
      el("td", { class: "group" }, wants.sign(node.group), app.t(`map.group_${node.group}`)),
      el("td", { class: "detail" }, node.detail),
      el("td", { class: "number" }, String(node.degree)),
      el("td", { class: "last" }, wants.day(lastOf(from, number))),
      el("td", { class: "do" },
        el("button", { type: "button", class: "quiet", on: { click: () => wants.focus(number) }, "aria-label": app.t("map.focus_on", { name: node.label }) }, app.t("map.focus_short")),
        el("button", { type: "button", class: "quiet", on: { click: () => wants.open(number) }, "aria-label": app.t("map.open_of", { name: node.label }) }, app.t("map.open_short"))));
  }

  function mark() {
    for (const tr of body.rows) tr.toggleAttribute("data-selected", Number(tr.dataset.node) === model?.scene.selected);
  }

  function render() {
    if (!model) return;
    heads.forEach((head, place) => {
      const key = columns[place]?.[0];
      if (key) head.setAttribute("aria-sort", key !== column ? "none" : descending ? "descending" : "ascending");
    });
    order = tableOrder(model, column, descending, byKana);
    table.setAttribute("aria-rowcount", String(order.length + 1));
    body.replaceChildren();
    made = 0;
    more();
  }

  return {
    element: pane,
    /** @param {Model} next @param {Map<string, number>} [kana] */
    update(next, kana = byKana) {
      model = next;
      byKana = kana;
      render();
    },
    mark,
    destroy() {
      near.disconnect();
      pane.remove();
    },
  };
}
