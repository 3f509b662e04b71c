// @ts-check
// One search box for everything: by kanji, kana or reading, as she types.

import { el } from "./element.js";
import { guarded } from "./keys.js";

const SETTLE_MS = 30;
const MOST = 20;

/** @param {any} app */
export function mountSearch(app) {
  const input = el("input", {
    type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-expanded": "false", "aria-controls": "hits", "aria-autocomplete": "list",
    "aria-label": app.t("search.label"), placeholder: app.t("search.placeholder"),
  });
  const list = el("ul", { id: "hits", class: "hits", role: "listbox", "aria-label": app.t("search.found"), hidden: true });
  const element = el("div", { class: "search", role: "search" }, input, el("kbd", { "aria-hidden": "true" }, "Ctrl K"), list);
  /** @type {import("../types.d.ts").Hit[]} */
  let hits = [];
  let active = -1;
  let asked = 0;
  let timer = 0;

  async function ask() {
    const mine = (asked += 1);
    const text = input.value.trim();
    if (text === "") return close();
    try {
      const found = await app.call("search", { text, limit: MOST });
      // An older question must never answer over a newer one.
      if (mine !== asked || document.activeElement !== input) return;
      hits = found.hits;
      active = hits.length > 0 ? 0 : -1;
      show(found.total);
      app.say(app.t("search.count", { count: found.total }));
    } catch (error) {
      app.fail(error);
    }
  }

  /** @param {number} total */
  function show(total) {
    list.replaceChildren(...hits.map((hit, place) => el("li", {
      role: "option", id: `hit-${place}`, "aria-selected": String(place === active),
      on: { mousedown: (/** @type {MouseEvent} */ event) => { event.preventDefault(); take(place); } },
    }, el("span", { class: "kind" }, app.t(`search.kind_${hit.kind}`)), el("span", { class: "grow" }, hit.title), el("small", {}, hit.detail))));
    if (hits.length === 0) list.append(el("li", { class: "note" }, app.t("search.nothing", { text: input.value.trim() })));
    else if (total > hits.length) list.append(el("li", { class: "note" }, app.t("search.more", { count: total - hits.length })));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    point();
  }

  function point() {
    [...list.children].forEach((item, place) => item.role === "option" && item.setAttribute("aria-selected", String(place === active)));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", `hit-${active}`);
      list.children[active]?.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function close() {
    hits = [];
    active = -1;
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  /** @param {number} place */
  function take(place) {
    const hit = hits[place];
    if (!hit) return;
    input.value = "";
    asked += 1;
    close();
    input.blur();
    app.openRecord(hit.kind, hit.open);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, SETTLE_MS);
  });
  input.addEventListener("focus", () => input.value && ask());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", guarded((event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (hits.length === 0) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      active = (active + step + hits.length) % hits.length;
      point();
    } else if (event.key === "Enter") take(active);
    else if (event.key === "Escape") {
      if (list.hidden) input.blur();
      input.value = "";
      asked += 1;
      close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }));

  return {
    element,
    focus() {
      input.focus();
      input.select();
    },
    destroy() {
      clearTimeout(timer);
      asked += 1;
    },
  };
}
