// @ts-check
// The frame that people and organisations share: list on the left, one record on the right, one click deep.

import { el } from "../../parts/element.js";
import { isComposing } from "../../parts/keys.js";
import { mountNarrowing } from "./narrowing.js";
import { mountRows } from "./rows.js";

/** @typedef {{id: string, index: string}} Row */
/** @typedef {{destroy(): void, focus(): void, municipalities?: (entries: {id: string, name: string}[]) => void}} Pane */

/** The filter and the place in the list outlive the visit to another screen, within one ledger. @type {Map<string, {ledger: string, filter: any, top: number}>} */
const remembered = new Map();

/**
 * @template {Row} R
 * @param {HTMLElement} root @param {Record<string, string>} params @param {any} app
 * @param {object} how
 * @param {"people" | "organisations"} how.name command, screen and prefix of words
 * @param {string} how.words prefix of words
 * @param {string[]} how.tables what the rows are made of
 * @param {{key: string, label: string, entries?: {id: string, name: string, group?: string}[]}[]} how.chips
 * @param {(row: R) => Node[]} how.draw
 * @param {(root: HTMLElement, id: string, wants: {removed: () => void, municipalities: () => {id: string, name: string}[]}) => Pane} how.card
 * @param {() => void} [how.doubles] looks for records that are one
 * @param {(root: HTMLElement, wants: {made: (id: string) => void, open: (id: string) => void, cancel: () => void}) => Pane} how.fresh
 */
export function mountListScreen(root, params, app, { name, words, tables, chips, draw, card, fresh, doubles }) {
  let alive = true;
  let asked = 0;
  let timer = 0;
  /** @type {Pane | null} */
  let pane = null;
  let current = /** @type {string | null} */ (null);
  /** @type {{id: string, name: string}[]} */
  let places = [];
  const ledger = app.status().ledger?.dir ?? "";
  const kept = remembered.get(name);
  const plain = { text: "", ...Object.fromEntries(chips.map((chip) => [chip.key, null])) };
  const before = kept?.ledger === ledger ? kept : null;
  let filter = before?.filter ?? plain;
  let top = before?.top ?? 0;

  const total = el("span", { class: "small" });
  const add = el("button", { type: "button", class: "primary small-button", on: { click: () => begin() } }, app.t(`${words}.add`));
  const narrowing = mountNarrowing(app, {
    hint: app.t(`${words}.filter`), chips, filter,
    changed: (next) => { filter = next; load(); },
    down: () => rows.focus(), enter: () => rows.openFirst(),
  });
  const rows = mountRows(app, { label: app.t(`${words}.list`), draw, open: (id) => open(id, true), up: () => narrowing.focus() });
  const none = el("p", { class: "small none-found", hidden: true }, app.t(`${words}.none_found`));
  const found = el("p", { class: "visually-hidden", role: "status" });
  const master = el("section", { class: "master", "aria-label": app.t(`${words}.list`) }, el("header", { class: "master-head" }, el("h1", {}, app.t(`${words}.heading`), " ", total), doubles ? el("button", { type: "button", class: "quiet small-button push", "data-doubles": "", on: { click: doubles } }, app.t("doubles.open")) : null, add), narrowing.element, none, rows.element, found);
  const place = el("div", { class: "detail-place" });
  const back = el("button", { type: "button", class: "link back-to-list", on: { click: () => close() } }, app.t(`${words}.back`));
  const rest = el("p", { class: "rest" }, app.t(`${words}.rest`));
  const detail = el("div", { class: "detail" }, back, rest, place);
  const empty = el("div", { class: "empty", hidden: true }, el("p", {}, app.t(`${words}.empty`)),
    el("div", { class: "row" }, el("button", { type: "button", class: "primary", on: { click: () => begin() } }, app.t(`${words}.add`)), el("button", { type: "button", on: { click: () => app.navigate("exchange") } }, app.t("people.import"))));
  const screen = el("div", { class: "record-screen" }, master, empty, detail);
  const room = el("div", { class: "record-room" }, screen);
  root.append(room);

  async function load() {
    const mine = (asked += 1);
    try {
      const answer = await app.call(name, filter);
      if (!alive || mine !== asked) return;
      const hidden = answer.total - answer.rows.length;
      rows.update(answer.rows);
      rows.mark(current);
      if (top > 0) {
        rows.scrollTo(top);
        top = 0;
      }
      total.textContent = answer.total > 0 ? app.t(`${words}.count`, { count: answer.total }) : "";
      narrowing.update(hidden, app.t(`${words}.hidden`, { count: hidden }));
      none.hidden = answer.rows.length > 0 || answer.total === 0;
      isEmpty = answer.total === 0;
      arrange();
      const said = answer.rows.length === answer.total ? "" : app.t(`${words}.found`, { count: answer.rows.length });
      if (found.textContent !== said) found.textContent = said;
    } catch (problem) {
      if (alive && mine === asked) app.fail(problem);
    }
  }
  let isEmpty = false;
  function arrange() {
    screen.classList.toggle("has-detail", pane !== null);
    screen.classList.toggle("no-rows", isEmpty);
    empty.hidden = !isEmpty || pane !== null;
    rest.hidden = pane !== null || isEmpty;
    detail.hidden = isEmpty && pane === null;
  }

  async function region() {
    try {
      const answer = /** @type {import("../../types.d.ts").RegionCard} */ (await app.call("region", {}));
      if (!alive) return;
      places = answer.municipalities.map(({ id, name: called, in_region: within }) => ({ id, name: called, ...(within ? {} : { group: app.t("people.outside_region") }) }));
      narrowing.entries("municipality", places);
      pane?.municipalities?.(places);
    } catch (problem) {
      app.fail(problem);
    }
  }

  /** @param {string} id @param {boolean} [focused] */
  function open(id, focused = false) {
    leave();
    current = id;
    pane = card(place, id, { removed: () => { close(); load(); }, municipalities: () => places });
    arrange();
    rows.mark(id, !focused);
    app.remember({ id });
    detail.scrollTop = 0;
    pane.focus();
  }
  function begin() {
    leave();
    pane = fresh(place, { made: (id) => { load().then(() => { if (alive) open(id); }); }, open: (id) => open(id), cancel: () => close() });
    arrange();
    rows.mark(null);
    detail.scrollTop = 0;
    pane.focus();
  }
  function close() {
    leave();
    arrange();
    rows.mark(null);
    app.remember({});
    if (!isEmpty) rows.focus();
  }
  function leave() {
    pane?.destroy();
    pane = null;
    current = null;
  }

  /** Esc: a filter goes first; typing in a card keeps its own Esc. @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (isComposing(event) || event.key !== "Escape" || event.defaultPrevented) return;
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.closest("dialog") || (detail.contains(target) && target.closest("input, select, textarea"))) return;
    if (narrowing.clear()) event.preventDefault();
  };
  document.addEventListener("keydown", onKey);
  const stop = app.onChange((/** @type {string[]} */ changed) => {
    if (changed.some((table) => table === "municipality" || table === "region")) region();
    if (!changed.some((table) => tables.includes(table))) return;
    clearTimeout(timer);
    timer = window.setTimeout(load, 80);
  });
  load().then(() => { if (alive && current) rows.mark(current, true); });
  region();
  if (params.id) open(params.id);
  else if (params.new !== undefined) begin();

  return {
    destroy() {
      remembered.set(name, { ledger, filter, top: rows.scrolled() });
      alive = false;
      clearTimeout(timer);
      stop();
      document.removeEventListener("keydown", onKey);
      leave();
      narrowing.destroy();
      rows.destroy();
      room.remove();
    },
  };
}
