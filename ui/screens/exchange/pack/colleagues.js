// @ts-check
// Colleagues: packs to and from them, their keys and ours, the shared folder, values that two people wrote and nobody chose between.

import { asProblem } from "../../../api.js";
import { el } from "../../../parts/element.js";

/** @typedef {import("../../../types.d.ts").Colleagues} Colleagues */
/** @typedef {import("../../../types.d.ts").OpenChoices} OpenChoices */

/**
 * @param {any} app
 * @param {{give: (handOver: boolean) => void, desk: (path: string, passphrase: string | null, desk: import("../../../types.d.ts").PackDesk) => void}} turn
 */
export function colleaguesCard(app, turn) {
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const asks = el("form", { class: "row", hidden: true });
  const choices = el("div", {});
  const folder = el("div", { class: "stack" });
  const keys = el("details", {}, el("summary", {}, app.t("pack.keys")));
  const element = el("section", { class: "card colleagues" }, el("header", {}, el("h2", {}, app.t("pack.title"))), el("p", { class: "small" }, app.t("pack.lead")),
    el("div", { class: "row" }, el("button", { type: "button", on: { click: () => turn.give(false) } }, app.t("pack.give_button")), el("button", { type: "button", on: { click: () => attempt(choose) } }, app.t("pack.open_button")), el("button", { type: "button", class: "quiet", on: { click: () => turn.give(true) } }, app.t("pack.hand_over_button"))),
    asks, problem, choices, folder, keys);

  /** @param {() => Promise<void>} work */
  async function attempt(work) {
    problem.hidden = true;
    try {
      await work();
    } catch (error) {
      problem.textContent = asProblem(error).message;
      problem.hidden = false;
    }
  }

  async function choose() {
    const path = await app.chooseFile("pack");
    if (path !== null) await open(path);
  }

  /** Sealed for our own key it opens at once; else it asks for the passphrase. @param {string} path */
  async function open(path) {
    try {
      turn.desk(path, null, await app.call("open_pack", { path, passphrase: null, decisions: [] }));
    } catch (error) {
      if (!asProblem(error).detail.startsWith("passphrase")) throw error;
      const passphrase = el("input", { type: "password", autocomplete: "off", "aria-label": app.t("start.passphrase"), placeholder: app.t("start.passphrase") });
      asks.replaceChildren(el("b", {}, path.split(/[\\/]/u).pop() ?? path), passphrase, el("button", { type: "submit", class: "primary" }, app.t("pack.open_it")));
      asks.onsubmit = (/** @type {Event} */ event) => {
        event.preventDefault();
        attempt(async () => turn.desk(path, passphrase.value, await app.call("open_pack", { path, passphrase: passphrase.value, decisions: [] })));
      };
      asks.hidden = false;
      passphrase.focus();
    }
  }

  async function load() {
    const known = /** @type {Colleagues} */ (await app.call("colleagues", {}));
    const open = /** @type {OpenChoices} */ (await app.call("open_choices", {}));
    choices.replaceChildren(open.rows.length === 0 ? "" : el("div", { class: "stack open-choices" }, el("h3", {}, app.t("pack.open_choices", { count: open.rows.length })), open.rows.slice(0, 20).map((row) => el("div", { class: "row" }, el("span", { class: "grow" }, `${row.record}・${row.label}`),
      row.values.map((value, at) => el("button", { type: "button", class: "chip", title: `${value.who}・${value.at}`, on: { click: () => attempt(async () => { const written = await app.call("choose_value", { table: row.table, id: row.id, field: row.field, value: at }); await app.changed(written.tables); await load(); }) } }, value.value || "—"))))));
    shared(known);
    mine(known);
  }

  /** @param {Colleagues} known */
  function shared(known) {
    const found = el("ul", { class: "list" });
    const named = known.folder !== "";
    const passphrase = el("input", { type: "password", autocomplete: "off" });
    const users = el("input", { type: "text", placeholder: app.t("pack.folder_users_hint") });
    const basis = el("select", {}, el("option", { value: "" }, app.t("from.no_basis")), app.vocabulary().bases.map((/** @type {{id: string, name: string}} */ one) => el("option", { value: one.id }, one.name)));
    /** @param {string} key @param {HTMLElement} input */
    const field = (key, input) => el("label", { class: "field" }, el("span", {}, app.t(key)), input);
    const name = async () => {
      if (users.value.trim() === "") {
        users.focus();
        throw new Error(app.t("pack.to_missing"));
      }
      const path = await app.chooseFile("folder");
      if (path === null) return;
      await app.call("set_share_folder", { path, passphrase: passphrase.value, recipient: users.value, basis: basis.value });
      await load();
    };
    const exchange = async () => {
      const result = await app.call("exchange_folder", { take: false });
      found.replaceChildren(...(result.others.length === 0 ? [el("li", { class: "muted" }, app.t("pack.nobody_there"))] : result.others.map((/** @type {any} */ one) => el("li", {}, el("span", { class: "grow" }, el("b", {}, one.sender), " ", el("span", { class: "small" }, one.message)),
        one.state === "new" ? el("button", { type: "button", on: { click: () => attempt(() => open(one.path)) } }, app.t("pack.look")) : null))));
      if (result.problem === null) app.say(app.t("pack.exchanged"));
      else throw new Error(app.t("pack.not_put", { why: result.problem }));
    };
    folder.replaceChildren(el("h3", {}, app.t("pack.folder")), el("p", { class: "small" }, app.t("pack.folder_hint")), named
      ? el("div", { class: "row" }, el("span", { class: "grow path" }, known.folder), el("button", { type: "button", on: { click: () => attempt(exchange) } }, app.t("pack.exchange")), el("button", { type: "button", class: "quiet", on: { click: () => attempt(async () => { await app.call("set_share_folder", { path: null, passphrase: "", recipient: "", basis: "" }); await load(); }) } }, app.t("pack.folder_leave")))
      : el("div", { class: "stack" }, field("pack.folder_users", users), field("pack.basis", basis), field("pack.folder_passphrase", passphrase), el("div", { class: "row" }, el("button", { type: "button", on: { click: () => attempt(name) } }, app.t("pack.folder_choose")))), found);
  }

  /** @param {Colleagues} known */
  function mine(known) {
    const name = el("input", { type: "text", "aria-label": app.t("pack.name"), placeholder: app.t("pack.name") });
    const organisation = el("input", { type: "text", "aria-label": app.t("from.giver_organisation"), placeholder: app.t("from.giver_organisation") });
    const key = el("input", { type: "text", "aria-label": app.t("pack.key"), placeholder: "age1…", spellcheck: "false" });
    const add = el("form", { class: "row" }, name, organisation, key, el("button", { type: "submit" }, app.t("pack.add")));
    add.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      attempt(async () => {
        await app.changed((await app.call("save_colleague", { name: name.value, organisation: organisation.value, key: key.value.trim() })).tables);
        await load();
      });
    });
    keys.replaceChildren(el("summary", {}, app.t("pack.keys")), el("p", { class: "small" }, app.t("pack.keys_hint")),
      el("div", { class: "row" }, code(known.code), el("div", { class: "stack grow" }, el("b", {}, app.t("pack.my_key")), el("input", { type: "text", readonly: true, value: known.key, "aria-label": app.t("pack.my_key"), on: { focus: (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).select() } }))),
      el("ul", { class: "list" }, known.colleagues.map((one) => el("li", {}, el("span", { class: "grow" }, el("b", {}, one.name), " ", el("span", { class: "small" }, one.organisation), el("div", { class: "small path" }, one.key)),
        el("button", { type: "button", class: "quiet", on: { click: () => attempt(async () => { await app.changed((await app.call("remove_colleague", { id: one.id })).tables); await load(); }) } }, app.t("pack.remove"))))), add);
  }

  /** A QR code drawn square by square: dark is dark in the dark theme as well, on white. @param {boolean[][]} code */
  function code(code) {
    const size = code.length;
    const space = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(space, "svg");
    picture.setAttribute("viewBox", `-4 -4 ${size + 8} ${size + 8}`);
    picture.setAttribute("class", "qr");
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", app.t("pack.my_key"));
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", code.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join(""));
    picture.append(path);
    return picture;
  }

  attempt(load);
  return { element, load: () => attempt(load) };
}
