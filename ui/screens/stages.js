// @ts-check
// 段階: the three stages, each item with her own state beside what the ledger shows.

import { el } from "../parts/element.js";
import { createDrafts } from "../parts/drafts.js";
import { keptIn, restoredLine } from "../parts/restored.js";
import { telling } from "./meetings/telling.js";
import { mountItem } from "./stages/item.js";

/** @typedef {import("../types.d.ts").Stages} Stages */
/** @typedef {import("../types.d.ts").Stage} Stage */
/** @typedef {import("../types.d.ts").MarkState} MarkState */

/**
 * @param {HTMLElement} root
 * @param {Record<string, string>} params `item` opens an item: 2-7
 * @param {any} frame
 */
export function mount(root, params, frame) {
  const app = telling(frame);
  let alive = true;
  let asked = 0;
  /** @type {Map<string, ReturnType<typeof mountItem>>} */
  const items = new Map();
  /** @type {Map<number, {meter: HTMLElement, count: HTMLElement}>} */
  const columns = new Map();

  const restored = restoredLine(app);
  const goal = el("p", { class: "goal" });
  const grid = el("div", { class: "stage-grid" });
  const live = el("p", { class: "visually-hidden", role: "status", "aria-live": "polite" });
  const screen = el("div", { class: "screen-stages" }, el("header", { class: "stage-head" }, el("h1", {}, app.t("stage.title")), goal), restored.line, grid, el("p", { class: "small stage-foot" }, app.t("stage.foot")), live);
  root.append(screen);

  /** @type {ReturnType<typeof createDrafts<{state: MarkState, note: string}>>} */
  const drafts = createDrafts({
    save: async (item, fields) => { await app.write("mark_item", { item, ...fields }); },
    // The failed write was told already; the words stay and the next key tries again.
    failed: () => {},
    kept: keptIn(app, "stage", restored),
  });

  async function load() {
    const mine = (asked += 1);
    const answer = /** @type {Stages} */ (await app.call("stages", {}));
    if (!alive || mine !== asked) return;
    goal.textContent = answer.goal;
    for (const stage of answer.stages) update(stage, answer.next_step);
    if (params.item) {
      items.get(params.item)?.open(true);
      delete params.item;
    }
  }

  /** @param {Stage} stage @param {string | null} next */
  function update(stage, next) {
    let column = columns.get(stage.stage);
    if (!column) {
      const list = el("ul", { class: "list" });
      for (const item of stage.items) {
        const made = mountItem(app, item, { drafts, say: (words) => { live.textContent = words; } });
        items.set(item.id, made);
        list.append(made.element);
      }
      column = { meter: el("div", { class: "meter" }), count: el("small") };
      const name = el("h2", { id: `stage-${stage.stage}` }, stage.name);
      grid.append(el("section", { class: "card stage", "aria-labelledby": `stage-${stage.stage}` }, el("header", {}, name, column.count), column.meter, list));
      columns.set(stage.stage, column);
    }
    const { done, under_way: doing, items: all } = stage.meter;
    column.count.textContent = app.t("stage.count", { done, all });
    column.meter.replaceChildren(part("done", done, all), part("doing", doing, all));
    column.meter.setAttribute("role", "img");
    column.meter.setAttribute("aria-label", app.t("stage.meter", { done, doing, all }));
    for (const item of stage.items) items.get(item.id)?.update(item, item.id === next);
  }

  /** @param {string} kind @param {number} count @param {number} all */
  function part(kind, count, all) {
    const bar = el("i", { class: kind });
    bar.style.width = `${all === 0 ? 0 : (100 * count) / all}%`;
    return bar;
  }

  const stop = app.onChange(() => load());
  load();
  return {
    destroy() {
      alive = false;
      stop();
      drafts.flush();
      for (const item of items.values()) item.destroy();
      screen.remove();
    },
  };
}
