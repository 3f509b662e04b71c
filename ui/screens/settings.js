// @ts-check
// 設定: how she reads it, and the region itself.

import { el } from "../parts/element.js";
import { choice } from "../parts/choice.js";
import { createDrafts } from "../parts/drafts.js";
import { keptIn, restoredLine } from "../parts/restored.js";
import { keysCard } from "./settings/keys.js";
import { receiptsCard } from "./settings/receipts.js";

/** @typedef {import("../types.d.ts").RegionCard} RegionCard */

/** @param {HTMLElement} root @param {Record<string, string>} _params @param {any} app */
export function mount(root, _params, app) {
  let alive = true;
  const settings = () => app.status().settings;
  const region = el("section", { class: "card", hidden: true });
  const restored = restoredLine(app);
  const kept = { name: "", prefecture: "", purpose: "" };
  /** A refused value stays in its field alone: the other fields go on being saved. */
  const drafts = /** @type {ReturnType<typeof createDrafts<{value: string}>>} */ (createDrafts({
    save: async (key, fields) => {
      const next = { ...kept, [key]: fields.value };
      await app.write("save_region", { region: next, add_municipalities: [], add_coordinator: null });
      Object.assign(kept, next);
    },
    failed: (_, problem) => app.fail(problem),
    wait: 400,
    kept: keptIn(app, "region", restored),
  }));
  const screen = el("div", { class: "screen-settings" }, el("div", { class: "head" }, el("h1", {}, app.t("settings.title")), el("small", {}, app.t("settings.version", { version: app.status().version }))),
    el("div", { class: "settings-grid" }, el("div", { class: "grid" }, look(), keysCard(app), receiptsCard(app)), region));
  root.append(screen);

  function look() {
    /** @param {string} label @param {"language" | "theme" | "date_style" | "zoom"} key @param {[string | number, string][]} options */
    const group = (label, key, options) => el("fieldset", {}, el("legend", {}, label), options.map(([value, words]) => {
      const input = el("input", { type: "radio", name: key, value: String(value) });
      input.checked = String(settings()[key] || (key === "zoom" ? 100 : "")) === String(value);
      input.addEventListener("change", () => app.saveSettings({ ...settings(), [key]: value }).catch(app.fail));
      return el("label", { lang: value === "en" ? "en" : value === "ja" ? "ja" : null }, input, " ", words);
    }));
    return el("section", { class: "card" }, el("header", {}, el("h2", {}, app.t("settings.look"))),
      group(app.t("settings.language"), "language", [["ja", app.t("settings.ja")], ["en", app.t("settings.en")]]),
      group(app.t("settings.theme"), "theme", [["system", app.t("settings.system")], ["light", app.t("settings.light")], ["dark", app.t("settings.dark")]]),
      group(app.t("settings.dates"), "date_style", [["era", app.t("settings.era")], ["iso", app.t("settings.iso")]]),
      group(app.t("settings.zoom"), "zoom", [[100, "100%"], [125, "125%"], [150, "150%"], [200, "200%"]]));
  }

  async function load() {
    if (!app.status().ledger) return;
    try {
      const card = await app.call("region", {});
      if (alive && !region.contains(document.activeElement)) show(card);
    } catch (error) {
      app.fail(error);
    }
  }

  /** @param {RegionCard} card */
  function show(card) {
    Object.assign(kept, card.region);
    for (const key of /** @type {const} */ (["name", "prefecture", "purpose"])) drafts.take(key, { value: kept[key] });
    /** @param {"name" | "prefecture" | "purpose"} key @param {string} label @param {string} [tag] */
    const field = (key, label, tag = "input") => {
      const input = el(tag, tag === "textarea" ? { rows: "3" } : { type: "text" });
      input.value = (drafts.fields(key) ?? { value: kept[key] }).value;
      input.addEventListener("input", (/** @type {InputEvent} */ event) => (event.isComposing ? drafts.hold(key, { value: input.value }) : drafts.edit(key, { value: input.value })));
      input.addEventListener("compositionend", () => drafts.edit(key, { value: input.value }));
      input.addEventListener("blur", () => drafts.keep(key));
      return el("label", { class: "field" }, el("span", {}, label), input);
    };
    const town = el("input", { type: "text", "aria-label": app.t("settings.add_municipality") });
    const townRestored = restoredLine(app);
    const fillTown = (/** @type {string} */ value) => {
      town.value = value;
      app.typed.put("municipality", value === "" ? null : value);
    };
    town.addEventListener("input", () => fillTown(town.value));
    const towns = el("form", { class: "row" }, town, el("button", { type: "submit" }, app.t("settings.add")));
    towns.addEventListener("submit", async (/** @type {Event} */ event) => {
      event.preventDefault();
      if (town.value.trim() === "") return;
      try {
        await app.write("save_region", { region: kept, add_municipalities: [town.value.trim()], add_coordinator: null });
        fillTown("");
        show(await app.call("region", {}));
      } catch (error) {
        app.fail(error);
      }
    });
    const kind = el("select", { "aria-label": app.t("start.kind") }, app.vocabulary().coordinator_kinds.map((/** @type {{id: string, name: string}} */ entry) => el("option", { value: entry.id }, entry.name)));
    const me = el("input", { type: "checkbox" });
    const who = choice(app, {
      label: app.t("settings.person"), placeholder: app.t("settings.person"), text: "", again: true,
      search: async (/** @type {string} */ text) => {
        const found = await app.call("people", { text, side: null, profession: null, municipality: null, key_person: null });
        return found.rows.slice(0, 8).map((/** @type {import("../types.d.ts").PersonListRow} */ row) => ({ id: row.id, name: row.name, detail: row.organisation }));
      },
      pick: async (/** @type {{id: string, name: string}} */ option) => {
        try {
          await app.write("save_region", { region: kept, add_municipalities: [], add_coordinator: { person: option.id, name: option.name, kind: kind.value, me: me.checked } });
          show(await app.call("region", {}));
        } catch (error) {
          app.fail(error);
        }
      },
    });
    const kinds = new Map(app.vocabulary().coordinator_kinds.map((/** @type {{id: string, name: string}} */ entry) => [entry.id, entry.name]));
    region.replaceChildren(el("header", {}, el("h2", {}, app.t("settings.region"))), restored.line,
      el("div", { class: "pair" }, field("name", app.t("settings.region_name")), field("prefecture", app.t("settings.prefecture"))), field("purpose", app.t("settings.purpose"), "textarea"),
      el("h3", {}, app.t("settings.municipalities")), el("p", { class: "row" }, card.municipalities.map((one) => el("span", { class: "chip" }, one.name))), towns, townRestored.line,
      el("h3", {}, app.t("settings.coordinators")),
      el("ul", { class: "list" }, card.coordinators.map((one) => el("li", {}, el("button", { type: "button", class: "link grow", on: { click: () => app.openRecord("person", one.person) } }, one.name), el("span", { class: "small" }, String(kinds.get(one.kind) ?? one.kind)), one.me ? el("span", { class: "chip good" }, app.t("settings.me")) : null))),
      el("p", { class: "small" }, app.t("settings.add_coordinator")),
      el("div", { class: "row" }, kind, el("label", {}, me, " ", app.t("settings.as_me")), who.element),
      el("h3", {}, app.t("settings.place")), el("p", { class: "small place" }, app.status().ledger?.dir ?? "", " ", el("button", { type: "button", class: "link", on: { click: () => app.openFolder(app.status().ledger.dir) } }, app.t("settings.open_folder"))),
      app.status().ledger?.cloud ? el("p", { class: "banner" }, app.status().ledger.cloud) : "",
      el("p", {}, el("button", { type: "button", on: { click: () => app.call("close_ledger", {}).then(app.restart).catch(app.fail) } }, app.t("settings.close"))));
    townRestored.form("municipality", fillTown, () => "");
    region.hidden = false;
  }

  const stop = app.onChange(() => load());
  load();
  return {
    destroy() {
      drafts.flush();
      alive = false;
      stop();
      screen.remove();
    },
  };
}
