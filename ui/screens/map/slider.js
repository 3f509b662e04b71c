// @ts-check
// The slider over the fiscal years: the map as it was at the end of a month.

import { el } from "../../parts/element.js";
import { inWords, monthEnds } from "../../map/years.js";

const SETTLE_MS = 90;

/**
 * @param {any} app
 * @param {(until: string | null) => void} moved an ISO day; null: today
 */
export function mountSlider(app, moved) {
  /** @type {string[]} */
  let days = [];
  let timer = 0;
  const input = el("input", { type: "range", min: "0", step: "1", class: "map-slider", "aria-label": app.t("map.year") });
  const first = el("span", { class: "small" });
  const now = el("b", { class: "small map-now" });
  const back = el("button", { type: "button", class: "link small", hidden: true, on: { click: () => { input.value = input.max; words(); moved(null); } } }, app.t("map.to_today"));
  const root = el("div", { class: "map-years" }, first, input, now, back);

  /** @param {string} day */
  const written = (day) => {
    const { fiscal, era, month } = inWords(day);
    const name = new Intl.DateTimeFormat(app.status().settings.language, { month: "short", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
    return app.t("map.year_month", { fiscal: app.status().settings.date_style === "era" ? app.t("map.year_era", { era, fiscal }) : app.t("map.year_iso", { fiscal }), month, name });
  };
  const words = () => {
    const day = days[Number(input.value)];
    if (!day) return;
    now.textContent = written(day);
    input.setAttribute("aria-valuetext", now.textContent);
    back.hidden = Number(input.value) === days.length - 1;
  };
  input.addEventListener("input", () => {
    words();
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const last = Number(input.value) === days.length - 1;
      moved(last ? null : days[Number(input.value)] ?? null);
    }, SETTLE_MS);
  });

  return {
    element: root,
    /** @param {string | null} firstDay @param {string | null} until */
    update(firstDay, until) {
      const today = app.status().today_iso;
      const next = monthEnds(firstDay ?? today, today);
      root.hidden = next.length < 2;
      if (next.length !== days.length || next[0] !== days[0]) {
        days = next;
        input.max = String(days.length - 1);
        first.textContent = written(days[0] ?? today);
      }
      if (document.activeElement !== input) {
        const place = until === null ? days.length - 1 : days.indexOf(until);
        input.value = String(place === -1 ? days.length - 1 : place);
      }
      words();
    },
  };
}
