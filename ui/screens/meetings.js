// @ts-check
// 会議: the list, a new one in ten seconds, and one meeting with its minutes.

import { el } from "../parts/element.js";
import { mountDetail } from "./meetings/detail.js";
import { mountList } from "./meetings/list.js";
import { mountNew } from "./meetings/new.js";
import { mountSeries } from "./meetings/series.js";
import { telling } from "./meetings/telling.js";

/**
 * @param {HTMLElement} root
 * @param {Record<string, string>} params `id` opens a meeting, `series` a series, `new` the form
 * @param {any} frame
 */
export function mount(root, params, frame) {
  const app = telling(frame);
  let alive = true;
  let asked = 0;
  /** @type {ReturnType<typeof mountDetail> | ReturnType<typeof mountSeries> | null} */
  let detail = null;
  /** @type {ReturnType<typeof mountNew> | null} */
  let form = null;
  let filter = { text: "", series: /** @type {string | null} */ (null) };

  const place = el("div", { class: "meeting-place", tabindex: "-1" });
  const list = mountList(app, {
    open: (id) => open(id),
    series: (id) => openSeries(id),
    fresh: () => begin(),
    filter: (next) => { filter = next; load(); },
  });
  const back = el("button", { type: "button", class: "link back", on: { click: () => close() } }, app.t("meeting.back"));
  const screen = el("div", { class: "screen-meetings" }, list.element, el("div", { class: "meeting-pane" }, back, place));
  root.append(screen);

  async function load() {
    const mine = (asked += 1);
    const answer = /** @type {import("../types.d.ts").Meetings} */ (await app.call("meetings", filter));
    if (!alive || mine !== asked) return;
    list.update(answer, filter);
    screen.classList.toggle("nothing", answer.total === 0 && !detail && !form);
    form?.update(answer.series);
  }

  /** @param {string} id */
  function open(id) {
    leave();
    screen.classList.add("has-detail");
    detail = mountDetail(place, id, app, { removed: () => { close(); load(); }, go: open, series: openSeries });
    list.mark(id);
    app.remember({ id });
    screen.scrollTop = 0;
    place.focus({ preventScroll: true });
  }

  /** @param {string} id */
  function openSeries(id) {
    leave();
    screen.classList.add("has-detail");
    detail = mountSeries(place, id, app, { removed: () => { close(); load(); }, go: open });
    list.mark(null);
    app.remember({ series: id });
    screen.scrollTop = 0;
    place.focus({ preventScroll: true });
  }

  function begin() {
    leave();
    screen.classList.add("has-detail");
    form = mountNew(place, app, {
      made: async (id) => { await load(); open(id); },
      cancel: () => close(),
    });
    list.mark(null);
    load();
  }

  function close() {
    leave();
    screen.classList.remove("has-detail");
    list.mark(null);
    app.remember({});
    list.focus();
  }

  function leave() {
    detail?.destroy();
    form?.destroy();
    detail = null;
    form = null;
  }

  const stop = app.onChange((/** @type {string[]} */ tables) => {
    if (tables.some((table) => ["meeting", "series", "attendance", "minute_line", "action"].includes(table))) load();
  });
  load();
  if (params.id) open(params.id);
  else if (params.series) openSeries(params.series);
  else if (params.new !== undefined) begin();

  return {
    destroy() {
      alive = false;
      stop();
      leave();
      list.destroy();
      screen.remove();
    },
  };
}
