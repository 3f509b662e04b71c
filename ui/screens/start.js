// @ts-check
// The start: the sample region, the last ledger, another one, or a new one.

import { asProblem, namedLedger } from "../api.js";
import { el } from "../parts/element.js";
import { openByRecovery } from "./keys/recovery.js";

/** What was typed into the form outlives a visit to another screen. @type {Record<string, string>} */
const draft = {};

/** @param {HTMLElement} root @param {Record<string, string>} _params @param {any} app */
export function mount(root, _params, app) {
  const status = /** @type {import("../types.d.ts").Status} */ (app.status());
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const working = el("p", { class: "muted", role: "status", hidden: true }, app.t("start.working"));

  let made = false;
  /** Runs what opens a ledger; a problem stays beside the form and nothing typed is lost. @param {() => Promise<any>} open */
  async function attempt(open) {
    problem.hidden = true;
    working.hidden = false;
    screen.setAttribute("aria-busy", "true");
    try {
      const next = await open();
      if (next) {
        for (const key of Object.keys(draft)) delete draft[key];
        // A ledger that was made just now has no sheet yet.
        await app.restart(next, made && next.ledger?.recovery !== "tried" ? "#/sheet?first=" : undefined);
      }
    } catch (error) {
      problem.textContent = asProblem(error).message;
      problem.hidden = false;
      problem.scrollIntoView({ block: "nearest" });
    } finally {
      working.hidden = true;
      screen.removeAttribute("aria-busy");
    }
  }

  /** @param {string} key @param {string} label @param {Record<string, any>} [attributes] @param {string} [tag] */
  function field(key, label, attributes = {}, tag = "input") {
    const input = el(tag, { name: key, autocomplete: "off", ...attributes });
    // Passphrases are never kept.
    if (attributes.type !== "password") {
      input.value = draft[key] ?? "";
      input.addEventListener("input", () => { draft[key] = input.value; });
    }
    return { input, element: el("label", { class: "field" }, el("span", {}, label), input) };
  }

  /** @param {string} key @param {string} label @param {{id: string, name: string, group: string}[]} entries */
  function select(key, label, entries) {
    const input = el("select", { name: key }, el("option", { value: "" }, app.t("start.none")));
    /** @type {Map<string, HTMLElement>} */
    const groups = new Map();
    for (const entry of entries) {
      let place = input;
      if (entry.group) {
        place = groups.get(entry.group) ?? el("optgroup", { label: entry.group });
        if (!groups.has(entry.group)) input.append(place);
        groups.set(entry.group, place);
      }
      place.append(el("option", { value: entry.id }, entry.name));
    }
    input.value = draft[key] ?? "";
    input.addEventListener("change", () => { draft[key] = input.value; });
    return { input, element: el("label", { class: "field" }, el("span", {}, label), input) };
  }

  const sample = el("section", { class: "card" }, el("header", {}, el("h2", {}, app.t("start.sample"))), el("p", { class: "small" }, app.t("start.sample_hint")),
    el("p", {}, el("button", { type: "button", class: "primary", on: { click: () => attempt(() => app.call("open_sample", {})) } }, app.t("start.sample"))));

  function open() {
    const passphrase = field("passphrase", app.t("start.passphrase"), { type: "password", autocomplete: "current-password" });
    const last = namedLedger() || status.last_ledger;
    if (last === "") return el("section", { class: "card" }, el("header", {}, el("h2", {}, app.t("start.other_title"))), el("p", {}, el("button", { type: "button", on: { click: () => attempt(openOther) } }, app.t("start.other"))));
    const name = last.split(/[\\/]/).pop() ?? last;
    // She asked this computer to remember the key: one click, and the passphrase opens it all the same.
    const remembered = status.remembered && last === status.last_ledger
      ? el("p", {}, el("button", { type: "button", class: "primary", on: { click: () => attempt(() => app.call("open_remembered", { dir: last })) } }, app.t("start.open_remembered"))) : null;
    const form = el("form", { class: "card" }, el("header", {}, el("h2", {}, app.t("start.last"))),
      el("p", { title: last }, el("b", {}, name)), remembered, passphrase.element,
      el("div", { class: "row" },
        el("button", { type: "submit", class: remembered === null ? "primary" : null }, app.t("start.open")),
        el("button", { type: "button", on: { click: () => attempt(openOther) } }, app.t("start.other")),
        el("button", { type: "button", class: "link small", on: { click: () => attempt(() => openByRecovery(app, last)) } }, app.t("recovery.open"))));
    form.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      attempt(() => app.open(last, passphrase.input.value));
    });
    return form;
  }

  /** A folder that a service copies to the internet is no good place; she decides. @param {string} dir @returns {Promise<string | null>} null: she thinks again */
  async function wellPlaced(dir) {
    const { cloud, warning, safe_place: safe } = await app.call("judge_place", { dir });
    if (cloud === "") return dir;
    return new Promise((resolve) => {
      /** @type {string | null} */
      let place = null;
      const take = (/** @type {string | null} */ next) => { place = next; dialog.close(); };
      const dialog = el("dialog", { "aria-labelledby": "cloud-title" }, el("div", { class: "quick" }, el("h2", { id: "cloud-title" }, app.t("start.cloud", { cloud })), el("p", {}, warning),
        safe === "" ? null : el("p", { class: "small place" }, safe),
        el("div", { class: "row" }, safe === "" ? null : el("button", { type: "button", class: "primary", on: { click: () => take(safe) } }, app.t("start.cloud_safe")),
          el("button", { type: "button", on: { click: () => take(null) } }, app.t("start.cloud_other")), el("button", { type: "button", class: "quiet", on: { click: () => take(dir) } }, app.t("start.cloud_here")))));
      dialog.addEventListener("close", () => { dialog.remove(); resolve(place); });
      document.body.append(dialog);
      dialog.showModal();
    });
  }

  /** Another ledger: a sample opens at once, any other asks for its passphrase here. */
  async function openOther() {
    const dir = await app.chooseFile("ledger");
    if (dir === null) return null;
    try {
      return await app.open(dir, "");
    } catch (error) {
      if (asProblem(error).code !== "wrong_passphrase") throw error;
    }
    return ask(dir);
  }

  /** @param {string} dir @returns {Promise<any>} */
  function ask(dir) {
    return new Promise((resolve) => {
      const passphrase = field("passphrase", app.t("start.passphrase"), { type: "password", autocomplete: "current-password" });
      const wrong = el("p", { class: "problem", role: "alert", hidden: true });
      const form = el("form", { class: "quick", method: "dialog" }, el("h2", {}, dir.split(/[\\/]/).pop() ?? dir), passphrase.element, wrong,
        el("div", { class: "row" }, el("button", { type: "submit", class: "primary" }, app.t("start.open")), el("button", { type: "button", on: { click: () => dialog.close() } }, app.t("close")),
          el("button", { type: "button", class: "link small", on: { click: () => { openByRecovery(app, dir).then((next) => { if (next) { resolve(next); dialog.close(); } }); } } }, app.t("recovery.open"))));
      const dialog = el("dialog", { "aria-label": app.t("start.passphrase") }, form);
      form.addEventListener("submit", async (/** @type {Event} */ event) => {
        event.preventDefault();
        try {
          const next = await app.open(dir, passphrase.input.value);
          resolve(next);
          dialog.close();
        } catch (error) {
          wrong.textContent = asProblem(error).message;
          wrong.hidden = false;
          passphrase.input.select();
        }
      });
      dialog.addEventListener("close", () => { resolve(null); dialog.remove(); });
      document.body.append(dialog);
      dialog.showModal();
    });
  }

  function fresh() {
    const words = app.vocabulary();
    const region = field("region", app.t("start.region"), { placeholder: app.t("start.region_hint") });
    const prefecture = field("prefecture", app.t("start.prefecture"));
    const municipalities = field("municipalities", app.t("start.municipalities"), { rows: "4" }, "textarea");
    const name = field("name", app.t("start.name"));
    const kana = field("kana", app.t("start.kana"));
    const profession = select("profession", app.t("start.profession"), words.professions);
    const organisation = field("organisation", app.t("start.organisation"));
    const title = field("title", app.t("start.title"));
    const kind = select("kind", app.t("start.kind"), words.coordinator_kinds);
    const first = field("new_passphrase", app.t("start.passphrase"), { type: "password", autocomplete: "new-password" });
    const again = field("new_passphrase_again", app.t("start.passphrase_again"), { type: "password", autocomplete: "new-password" });
    const warning = el("p", { class: "small" });
    const warn = () => {
      warning.textContent = first.input.value === "" ? app.t("start.empty_passphrase") : first.input.value !== again.input.value && again.input.value !== "" ? app.t("start.differ") : app.t("start.passphrase_hint");
    };
    first.input.addEventListener("input", warn);
    again.input.addEventListener("input", warn);
    warn();
    const form = el("form", { class: "card new-ledger" }, el("header", {}, el("h2", {}, app.t("start.new"))),
      el("div", { class: "columns" },
        el("div", { class: "grid" }, region.element, prefecture.element, municipalities.element),
        el("div", { class: "grid" }, el("h3", {}, app.t("start.me")), el("div", { class: "pair" }, name.element, kana.element), el("div", { class: "pair" }, profession.element, kind.element), el("div", { class: "pair" }, organisation.element, title.element)),
        el("div", { class: "grid" }, el("div", { class: "pair" }, first.element, again.element), warning, el("p", { class: "small" }, app.t("start.forget")))),
      el("div", { class: "row" }, el("button", { type: "submit", class: "primary" }, app.t("start.choose_place"))));
    form.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      attempt(async () => {
        if (region.input.value.trim() === "") {
          region.input.focus();
          throw { code: "refused", message: app.t("start.no_region"), detail: "" };
        }
        if (first.input.value !== again.input.value) {
          again.input.focus();
          throw { code: "refused", message: app.t("start.differ"), detail: "" };
        }
        const dir = await app.choosePlace({ suggested: `${app.t("start.place_name", { region: region.input.value.trim() })}.kaotsunagi`, purpose: "ledger" });
        if (dir === null) return null;
        const place = await wellPlaced(dir);
        if (place === null) return null;
        made = true;
        return app.call("new_ledger", {
          dir: place, passphrase: first.input.value, region: region.input.value, prefecture: prefecture.input.value,
          municipalities: municipalities.input.value.split("\n").map((/** @type {string} */ line) => line.trim()).filter(Boolean),
          coordinator: { name: name.input.value, kana: kana.input.value, profession: profession.input.value || null, organisation: organisation.input.value, organisation_kind: null, title: title.input.value, kind: kind.input.value || "other" },
        });
      });
    });
    return form;
  }

  const screen = el("div", { class: "screen-start" },
    el("header", {}, el("h1", {}, app.t("app.name")), el("p", {}, app.t("start.lead")),
      status.ledger ? el("p", {}, el("button", { type: "button", on: { click: () => app.navigate("today") } }, app.t("start.back"))) : null),
    problem, working, el("div", { class: "start-grid" }, sample, open()), fresh());
  root.append(screen);
  return { destroy: () => screen.remove() };
}
