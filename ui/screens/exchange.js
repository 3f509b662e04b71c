// @ts-check
// 取り込み／書き出し: a colleague's file on the desk, row by row, before anything is written; and lists out again.

import { asProblem } from "../api.js";
import { el } from "../parts/element.js";
import { sealing } from "../parts/sealing.js";
import { mountDesk } from "./exchange/desk.js";
import { colleaguesCard } from "./exchange/pack/colleagues.js";
import { packDesk } from "./exchange/pack/desk.js";
import { givePanel } from "./exchange/pack/give.js";
import { guessed, readingPanel } from "./exchange/reading.js";
import { sealedCard } from "./exchange/sealed.js";

/** How a list of people can go out, and how such a file's name ends. @type {[import("../types.d.ts").PeopleFormat, string][]} */
const FORMATS = [["xlsx", "xlsx"], ["xlsx_by_organisation", "xlsx"], ["csv", "csv"], ["csv_cp932", "csv"], ["vcard3", "vcf"], ["vcard4", "vcf"]];

/** @param {HTMLElement} root @param {Record<string, string>} params `file` was dropped onto the window @param {any} app */
export function mount(root, params, app) {
  let alive = true;
  /** @type {{destroy: () => void} | null} */
  let desk = null;
  const colleagues = colleaguesCard(app, {
    give: (handOver) => stand(givePanel(app, { handOver, close: welcome })),
    desk: (path, passphrase, seen) => stand(packDesk(app, path, passphrase, seen, welcome)),
  });
  const place = el("div", { class: "desk-place" });
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const before = el("section", { class: "card before" });
  const screen = el("div", { class: "screen-exchange" }, el("div", { class: "head" }, el("h1", {}, app.t("exchange.title"))), problem, place);
  root.append(screen);

  /** Decisions on a file that was not taken in yet: the file itself is not kept, so she chooses it once more. */
  function unfinished() {
    return app.typed.ids("import:").map((/** @type {string} */ id) => {
      const { file = "", decisions = [] } = app.typed.get(id) ?? {};
      const line = el("p", { class: "restored", role: "status" }, app.t("exchange.unfinished", { file, count: decisions.length }), " ",
        el("button", { type: "button", class: "link", on: { click: () => { app.typed.put(id, null); line.remove(); } } }, app.t("typed.discard")));
      return line;
    });
  }

  /** @param {{element: HTMLElement, destroy: () => void}} panel */
  function stand(panel) {
    desk?.destroy();
    desk = panel;
    place.replaceChildren(panel.element);
  }

  function welcome() {
    desk?.destroy();
    desk = null;
    place.replaceChildren(...unfinished(), el("div", { class: "welcome" }, el("div", { class: "stack" },
      el("section", { class: "card choose" }, el("p", {}, app.t("exchange.lead")),
        el("p", {}, el("button", { type: "button", class: "primary", on: { click: choose } }, app.t("exchange.choose"))), el("p", { class: "small" }, app.t("exchange.drop"))),
      out(), sealedCard(app)), el("div", { class: "stack" }, colleagues.element, before)));
    loadBefore();
    colleagues.load();
  }

  async function choose() {
    try {
      const path = await app.chooseFile("contacts");
      if (path !== null) await read(path);
    } catch (error) {
      fail(error);
    }
  }

  /** @param {string} path @param {import("./exchange/reading.js").Way} [way] */
  async function read(path, way = { encoding: "", options: guessed() }) {
    problem.hidden = true;
    place.replaceChildren(el("p", { class: "muted", role: "status" }, app.t("exchange.reading")));
    try {
      const run = await app.call("read_contacts", { path, encoding: way.encoding || null, options: way.options });
      if (!alive) return;
      desk?.destroy();
      place.replaceChildren();
      desk = mountDesk(place, app, path, run, way, { another: choose, close: welcome });
    } catch (error) {
      // A list whose columns nobody knows can be looked at all the same, and she names them herself.
      if (alive && way.options.mapping === null && asProblem(error).code === "unreadable" && await app.call("preview_contacts", { path, encoding: null, options: guessed() }).then(() => true, () => false)) {
        const panel = readingPanel(app, path, way, { use: (next) => read(path, next), close: welcome });
        place.replaceChildren(panel.element);
        return;
      }
      welcome();
      fail(error);
    }
  }

  /** @param {unknown} error */
  function fail(error) {
    problem.textContent = asProblem(error).message;
    problem.title = asProblem(error).detail;
    problem.hidden = false;
  }

  function out() {
    const unknown = el("input", { type: "checkbox" });
    const seal = sealing(app);
    const told = el("div", { class: "banner", role: "alert", hidden: true });
    const format = /** @type {HTMLSelectElement} */ (el("select", { "aria-label": app.t("exchange.format") }, FORMATS.map(([id]) => el("option", { value: id }, app.t(`exchange.format_${id}`)))));
    /** @param {string | null} path where to, chosen already @param {boolean} replace */
    const give = async (path = null, replace = false) => {
      problem.hidden = true;
      told.hidden = true;
      try {
        const passphrase = seal.passphrase();
        const ending = FORMATS.find(([id]) => id === format.value)?.[1] ?? "csv";
        const to = path ?? await app.choosePlace({ suggested: seal.name(`${app.t("exchange.out_name")}.${ending}`), purpose: "people" });
        if (to === null) return;
        const given = /** @type {import("../types.d.ts").PeopleExported} */ (await app.call("export_people", { path: to, passphrase, include_unknown: unknown.checked, format: format.value, replace }));
        if (!given.written) {
          // Nothing lies there yet: she decides whether these letters may be replaced.
          told.replaceChildren(el("span", { class: "grow" }, given.message), el("button", { type: "button", on: { click: () => give(to, true) } }, app.t("exchange.replace")), el("button", { type: "button", class: "quiet", on: { click: () => { told.hidden = true; } } }, app.t("close")));
          told.hidden = false;
          return;
        }
        await app.changed(["export_log"]);
        app.toast(`${app.t("exchange.written", { path: given.path })} ${given.message}`);
      } catch (error) {
        fail(error);
      }
    };
    return el("section", { class: "card" }, el("header", {}, el("h2", {}, app.t("exchange.out"))), el("p", { class: "small" }, app.t("exchange.out_hint")),
      el("p", {}, el("label", {}, unknown, " ", app.t("exchange.unknown"))), seal.element, told,
      el("div", { class: "row" }, format, el("button", { type: "button", "data-out": "", on: { click: () => give() } }, app.t("exchange.out_button"))));
  }

  async function loadBefore() {
    const { rows } = /** @type {import("../types.d.ts").Imports} */ (await app.call("imports", {}).catch(() => ({ rows: [] })));
    before.replaceChildren(el("header", {}, el("h2", {}, app.t("exchange.before"))),
      rows.length === 0 ? el("p", { class: "muted" }, app.t("exchange.no_before")) : el("ul", { class: "list" }, rows.map((row) => el("li", {},
        el("span", { class: "grow" }, el("b", {}, row.file), " ", el("span", { class: "small" }, row.source)), el("span", { class: "small" }, app.t("exchange.imported", { new: row.new, updated: row.updated, doubtful: row.doubtful })), el("small", {}, row.at)))));
  }

  const stop = app.onChange((/** @type {string[]} */ tables) => { if (desk === null && tables.some((table) => table.startsWith("import"))) loadBefore(); });
  welcome();
  if (params.file) read(params.file);
  return {
    destroy() {
      alive = false;
      stop();
      desk?.destroy();
      screen.remove();
    },
  };
}
