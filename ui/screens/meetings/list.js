// @ts-check
// All meetings, the future ones on top, narrowed by words and by series.

import { el } from "../../parts/element.js";
import { isComposing } from "../../parts/keys.js";

/** @typedef {import("../../types.d.ts").Meetings} Meetings */
/** @typedef {import("../../types.d.ts").MeetingListRow} MeetingListRow */

/** So many rows at a time. */
const PORTION = 100;
const SETTLE_MS = 60;

/**
 * @param {any} app
 * @param {{open: (id: string) => void, series: (id: string) => void, fresh: () => void, filter: (filter: {text: string, series: string | null}) => void}} wants
 */
export function mountList(app, wants) {
  let timer = 0;
  /** @type {MeetingListRow[]} */
  let rows = [];
  let made = 0;
  let current = /** @type {string | null} */ (null);

  const text = /** @type {HTMLInputElement} */ (el("input", { type: "search", class: "narrow", placeholder: app.t("meeting.narrow"), "aria-label": app.t("meeting.narrow"), autocomplete: "off" }));
  const series = /** @type {HTMLSelectElement} */ (el("select", { "aria-label": app.t("meeting.series") }, el("option", { value: "" }, app.t("meeting.all_series"))));
  const about = el("button", { type: "button", class: "small-button", hidden: true, on: { click: () => wants.series(series.value) } }, app.t("series.open"));
  const fresh = el("button", { type: "button", class: "primary", on: { click: wants.fresh } }, app.t("meeting.new"));
  const banner = el("button", { type: "button", class: "chip due hidden-banner", hidden: true, on: { click: clear } });
  const body = el("ul", { class: "meeting-rows", "aria-label": app.t("meeting.list") });
  const end = el("div", {});
  const empty = el("div", { class: "empty", hidden: true }, el("p", {}, app.t("meeting.empty")), el("button", { type: "button", class: "primary", on: { click: wants.fresh } }, app.t("meeting.new")));
  const live = el("p", { class: "visually-hidden", role: "status" });
  const scroller = el("div", { class: "meeting-scroll" }, body, end);
  const root = el("section", { class: "meeting-list", "aria-label": app.t("meeting.list") },
    el("header", {}, el("h1", {}, app.t("meeting.heading")), fresh), el("div", { class: "narrowing" }, text, series, about), banner, scroller, empty, live);

  const ask = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => wants.filter({ text: text.value, series: series.value === "" ? null : series.value }), SETTLE_MS);
  };
  text.addEventListener("input", ask);
  text.addEventListener("keydown", (event) => {
    if (isComposing(event)) return;
    if (event.key === "Escape" && text.value !== "") {
      event.preventDefault();
      clear();
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      /** @type {HTMLElement | null} */ (body.querySelector("button"))?.focus();
    }
  });
  series.addEventListener("change", ask);
  body.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (isComposing(event)) return;
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const buttons = [...body.querySelectorAll("button")];
    const next = buttons[buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement)) + by];
    if (next) next.focus();
    else if (by === -1) text.focus();
  });

  function clear() {
    text.value = "";
    series.value = "";
    wants.filter({ text: "", series: null });
    text.focus();
  }

  const near = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) more();
  }, { root: scroller, rootMargin: "300px" });
  near.observe(end);

  function more() {
    if (made >= rows.length) return;
    const part = document.createDocumentFragment();
    for (const row of rows.slice(made, made + PORTION)) part.append(item(row));
    made = Math.min(rows.length, made + PORTION);
    body.append(part);
    mark(current);
  }

  /** @param {MeetingListRow} row */
  function item(row) {
    const facts = [row.place, row.future ? "" : app.t("meeting.present_count", { count: row.present }), row.decisions === 0 ? "" : app.t("meeting.decision_count", { count: row.decisions })];
    return el("li", {}, el("button", { type: "button", class: "meeting-row", "data-id": row.id, on: { click: () => wants.open(row.id) } },
      el("span", { class: "row-date small" }, row.date, row.future ? el("span", { class: "chip good" }, app.t("meeting.future")) : "",
        row.is_final ? el("span", { class: "chip" }, app.t("meeting.final")) : "", row.open_actions === 0 ? "" : el("span", { class: "chip due" }, app.t("meeting.open_actions", { count: row.open_actions }))),
      el("span", { class: "row-title" }, row.title), el("span", { class: "small" }, facts.filter((fact) => fact !== "").join(" · "))));
  }

  /** @param {string | null} id */
  function mark(id) {
    current = id;
    for (const button of body.querySelectorAll("button")) {
      if (button.dataset.id === id) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  return {
    element: root,
    mark,
    focus() {
      const button = /** @type {HTMLElement | null} */ (body.querySelector("button[aria-current]") ?? body.querySelector("button"));
      button?.focus();
    },
    /** @param {Meetings} answer @param {{text: string, series: string | null}} filter */
    update(answer, filter) {
      const options = answer.series.map((one) => [one.id, one.fields.name]);
      if (series.options.length !== options.length + 1 || options.some(([id, name], place) => series.options[place + 1]?.value !== id || series.options[place + 1]?.text !== name)) {
        series.replaceChildren(el("option", { value: "" }, app.t("meeting.all_series")), ...options.map(([id, name]) => el("option", { value: id }, name)));
        series.value = filter.series ?? "";
      }
      const focused = body.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.id : undefined;
      const top = scroller.scrollTop;
      const reached = Math.max(PORTION, made);
      rows = answer.rows;
      body.replaceChildren();
      made = 0;
      while (made < Math.min(reached, rows.length)) more();
      scroller.scrollTop = top;
      if (focused !== undefined) /** @type {HTMLElement | null} */ ([...body.querySelectorAll("button")].find((button) => button.dataset.id === focused) ?? null)?.focus();
      about.hidden = series.value === "";
      // The series it was narrowed to is gone.
      if (filter.series !== null && !options.some(([id]) => id === filter.series)) wants.filter({ ...filter, series: null });
      const hidden = answer.total - answer.rows.length;
      banner.hidden = hidden === 0;
      banner.textContent = app.t("meeting.hidden", { count: hidden });
      empty.hidden = answer.total > 0;
      live.textContent = filter.text === "" && filter.series === null ? "" : app.t("meeting.found", { count: rows.length });
    },
    destroy() {
      clearTimeout(timer);
      near.disconnect();
    },
  };
}
