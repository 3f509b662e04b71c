// @ts-check
// 重なりを探す: people of the ledger who may be one, the likeliest first, the two of a pair beside each other. On a pair: 1 the
// same person, 2 two people, 3 later. Those who are known to be two stand in a list of their own and can be taken back.

import { el } from "../../parts/element.js";
import { apartList } from "./apart.js";
import { openMerge } from "./merge.js";
import { pairCard } from "./pair.js";

/** @typedef {import("../../types.d.ts").Duplicates} Duplicates */
/** @typedef {import("../../types.d.ts").DuplicatePair} DuplicatePair */
/** @typedef {import("../../types.d.ts").DuplicatePerson} DuplicatePerson */
/** @typedef {{pair: DuplicatePair, people: [DuplicatePerson, DuplicatePerson], of: number, first: boolean}} Shown */
/** @typedef {"open" | "later" | "apart"} View */

/** So many pairs stand on the page at first. */
const PAGE = 40;
/** Looking through thousands takes a second: while she decides pair after pair, it waits until she rests. */
const REST_MS = 2000;
const SOON_MS = 60;
/** Not now: until the ledger is closed. @type {{ledger: string, keys: Set<string>}} */
let put = { ledger: "", keys: new Set() };

/** @param {DuplicatePair} pair */
export const keyOf = (pair) => `${pair.a} ${pair.b}`;

/** Pairs in the order of the groups, each with its two people. @param {Duplicates} answer @returns {Shown[]} */
export function pairsOf(answer) {
  return answer.groups.flatMap(({ people, pairs }) => pairs.flatMap((pair, nth) => {
    const [one, other] = [pair.a, pair.b].map((id) => people.find((person) => person.id === id));
    return one && other ? [{ pair, people: /** @type {[DuplicatePerson, DuplicatePerson]} */ ([one, other]), of: people.length, first: nth === 0 }] : [];
  }));
}

/** @param {HTMLElement} root @param {any} app */
export function mountDuplicates(root, app) {
  const ledger = app.status().ledger?.dir ?? "";
  if (put.ledger !== ledger) put = { ledger, keys: new Set() };
  let alive = true;
  let asked = 0;
  let timer = 0;
  let page = PAGE;
  /** @type {View} */
  let view = "open";
  /** @type {Shown[] | null} */
  let pairs = null;
  let more = 0;
  /** Writes of this desk: what they change stands on it already. */
  let own = 0;
  let apart = /** @type {import("../../types.d.ts").PairApart[]} */ ([]);
  /** The pair that the focus goes to when the list is drawn anew: by key, else by place. @type {{key: string, place: number} | null} */
  let wanted = { key: "", place: 0 };

  const views = el("nav", { class: "desk-groups", "aria-label": app.t("doubles.title") });
  const hint = el("p", { class: "small keys-hint" });
  const list = el("div", { class: "doubles" }, el("p", { class: "muted", role: "status" }, app.t("doubles.looking")));
  const screen = el("div", { class: "screen-doubles" },
    el("div", { class: "head" }, el("h1", { tabindex: "-1" }, app.t("doubles.title")), el("button", { type: "button", class: "quiet push", on: { click: () => app.navigate("people") } }, app.t("doubles.back"))),
    el("div", { class: "desk-body" }, views, el("div", { class: "desk-rows" }, hint, list)));
  root.append(screen);

  async function load() {
    const mine = (asked += 1);
    try {
      const [found, kept] = await Promise.all([app.call("duplicates", {}), app.call("pairs_apart", {})]);
      if (!alive || mine !== asked) return;
      pairs = pairsOf(found);
      more = found.more;
      apart = kept.rows;
      draw();
    } catch (problem) {
      if (alive && mine === asked) app.fail(problem);
    }
  }

  const shown = () => (pairs ?? []).filter(({ pair }) => put.keys.has(keyOf(pair)) === (view === "later"));

  function draw() {
    const later = (pairs ?? []).filter(({ pair }) => put.keys.has(keyOf(pair))).length;
    /** @param {View} one @param {number} count */
    const button = (one, count) => el("button", { type: "button", class: "group", "data-view": one, "aria-pressed": String(view === one), on: { click: () => turn(one) } }, el("span", {}, app.t(`doubles.view_${one}`)), el("b", { class: "number" }, String(count)));
    views.replaceChildren(button("open", (pairs?.length ?? 0) - later), button("later", later), button("apart", apart.length));
    hint.textContent = view === "apart" ? app.t("doubles.apart_lead") : app.t("doubles.lead");
    const had = list.contains(document.activeElement) ? place(document.activeElement) : null;
    if (view === "apart") list.replaceChildren(...apartList(app, apart, together));
    else drawPairs();
    const to = wanted ?? had;
    wanted = null;
    if (to) focus(to);
  }

  function drawPairs() {
    const all = shown();
    hint.hidden = all.length === 0;
    if (all.length === 0) return void list.replaceChildren(nothing());
    list.replaceChildren(...all.slice(0, page).map((one) => pairCard(app, one, view === "later", { same, others, later, step, open: (id) => app.openRecord("person", id) })),
      ...(all.length > page ? [el("button", { type: "button", on: { click: () => { wanted = { key: "", place: page }; page += PAGE; draw(); } } }, app.t("exchange.more", { count: all.length - page }))] : []),
      ...(more > 0 && all.length <= page ? [el("p", { class: "small" }, app.t("doubles.more", { count: more }))] : []));
  }

  function nothing() {
    if (view === "later") return el("p", { class: "muted" }, app.t("doubles.none_later"));
    return el("div", { class: "empty", role: "status" }, el("p", {}, app.t((pairs?.length ?? 0) > 0 ? "doubles.none_left" : "doubles.none")),
      el("button", { type: "button", class: "primary", on: { click: () => app.navigate("people") } }, app.t("doubles.back")));
  }

  /** @returns {HTMLElement[]} */
  const cards = () => [...list.querySelectorAll("[data-pair]")];
  /** @param {Element | null} within */
  function place(within) {
    const card = /** @type {HTMLElement | null} */ (within?.closest("[data-pair]") ?? null);
    return card ? { key: card.dataset.pair ?? "", place: cards().indexOf(card) } : null;
  }
  /** @param {{key: string, place: number}} to */
  function focus(to) {
    const all = cards();
    const card = all.find((one) => one.dataset.pair === to.key) ?? all[Math.min(to.place, all.length - 1)];
    if (!card) return void /** @type {HTMLElement | null} */ (list.querySelector("button") ?? screen.querySelector("h1"))?.focus();
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }
  /** @param {HTMLElement} card @param {number} by */
  function step(card, by) {
    const all = cards();
    const next = all[all.indexOf(card) + by];
    if (next) focus({ key: next.dataset.pair ?? "", place: 0 });
  }
  /** @param {View} one */
  function turn(one) {
    view = one;
    page = PAGE;
    draw();
    views.querySelector(`[data-view=${one}]`)?.focus();
  }

  /** @param {Shown} one @param {HTMLElement} card */
  function same({ pair }, card) {
    const at = cards().indexOf(card);
    openMerge(app, "person", pair.a, pair.b, (kept) => {
      const gone = kept === pair.a ? pair.b : pair.a;
      leave((one) => one.pair.a === gone || one.pair.b === gone, at);
    });
  }
  /** @param {Shown} one @param {HTMLElement} card @param {string} why */
  async function others({ pair }, card, why) {
    const at = cards().indexOf(card);
    own += 1;
    try {
      const written = await app.write("keep_apart", { a: pair.a, b: pair.b, why });
      leave((one) => one.pair === pair, at);
      app.undoable(written.operation);
    } catch (problem) {
      app.fail(problem);
    } finally {
      own -= 1;
    }
  }
  /** What she decided about goes at once; the focus comes to the next pair. @param {(one: Shown) => boolean} goes @param {number} at */
  function leave(goes, at) {
    pairs = (pairs ?? []).filter((one) => !goes(one));
    wanted = { key: "", place: at };
    draw();
  }
  /** @param {Shown} one @param {HTMLElement} card */
  function later({ pair, people }, card) {
    wanted = { key: "", place: cards().indexOf(card) };
    const back = put.keys.delete(keyOf(pair));
    if (!back) put.keys.add(keyOf(pair));
    draw();
    app.say(app.t(back ? "doubles.is_open" : "doubles.is_later", { a: people[0].name, b: people[1].name }));
  }
  /** @param {string} a @param {string} b */
  async function together(a, b) {
    try {
      wanted = { key: "", place: 0 };
      const written = await app.write("keep_together", { a, b });
      app.undoable(written.operation);
    } catch (problem) {
      app.fail(problem);
    }
  }

  const stop = app.onChange((/** @type {string[]} */ tables) => {
    if (!tables.some((table) => ["person", "affiliation", "organisation", "former_value", "distinct_pair", "merged"].includes(table))) return;
    clearTimeout(timer);
    timer = window.setTimeout(load, own > 0 ? REST_MS : SOON_MS);
  });
  load();
  return {
    destroy() {
      alive = false;
      clearTimeout(timer);
      stop();
      screen.remove();
    },
  };
}
