// @ts-check
// A new organisation in ten seconds; while she types, those of the ledger whose name is like it.

import { el } from "../../parts/element.js";
import { isComposing } from "../../parts/keys.js";
import { restoredLine } from "../../parts/restored.js";
import { input, labelled, newOrganisation } from "../people/fields.js";
import { findOrganisations } from "../people/finding.js";
import { options } from "../people/narrowing.js";

/** What was typed outlives a form that was left, and a kill of the program. */
const DRAFT = "new-organisation";
const plain = () => ({ name: "", kana: "", kind: "", phone: "" });
const SETTLE_MS = 150;

/**
 * @param {HTMLElement} root @param {any} app
 * @param {{made: (id: string) => void, open: (id: string) => void, cancel: () => void}} wants
 */
export function mountNew(root, app, wants) {
  const begun = plain();
  const restored = restoredLine(app);
  let alive = true;
  let asked = 0;
  let timer = 0;
  let busy = false;
  const name = input("text", { required: true, placeholder: app.t("organisation.name_example") });
  const kana = input("text");
  const kind = /** @type {HTMLSelectElement} */ (el("select", {}, el("option", { value: "" }, app.t("person.not_set")), options(app.vocabulary().organisation_kinds)));
  const phone = input("tel");
  const controls = { name, kana, kind, phone };
  for (const control of Object.values(controls)) control.addEventListener("input", typed);
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const similar = el("div", { class: "similar", role: "status", hidden: true });
  const element = el("section", { class: "card new-record", "aria-label": app.t("organisation.new") },
    el("header", {}, el("h1", {}, app.t("organisation.new")), el("button", { type: "button", class: "quiet", "aria-label": app.t("person.cancel"), on: { click: wants.cancel } }, "✕")), restored.line,
    el("div", { class: "fields" }, labelled(app.t("organisation.name"), name), labelled(app.t("person.kana"), kana), labelled(app.t("organisation.kind"), kind), labelled(app.t("person.phone"), phone)),
    similar, problem, el("div", { class: "row" }, el("button", { type: "button", class: "primary", on: { click: add } }, app.t("organisation.add")), el("button", { type: "button", on: { click: wants.cancel } }, app.t("person.cancel")), el("span", { class: "small" }, app.t("people.enter_adds"))));
  root.append(element);

  element.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (isComposing(event) || event.defaultPrevented) return;
    if (event.key === "Enter" && /** @type {HTMLElement} */ (event.target).tagName === "INPUT") {
      event.preventDefault();
      add();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      wants.cancel();
    }
  });

  function typed() {
    for (const [key, control] of Object.entries(controls)) begun[/** @type {keyof typeof begun} */ (key)] = control.value;
    app.typed.put(DRAFT, Object.values(begun).join("").trim() === "" ? null : begun);
    name.removeAttribute("aria-invalid");
    clearTimeout(timer);
    timer = window.setTimeout(look, SETTLE_MS);
  }

  async function look() {
    const mine = (asked += 1);
    const found = begun.name.trim().length < 2 ? [] : await findOrganisations(app, begun.name).catch(() => []);
    if (!alive || mine !== asked) return;
    similar.hidden = found.length === 0;
    similar.replaceChildren(...(found.length === 0 ? [] : [el("p", { class: "strong" }, app.t("organisation.similar")), el("ul", { class: "list" }, found.slice(0, 4).map((one) => el("li", {},
      el("span", { class: "grow" }, el("span", { class: "strong" }, one.name), " ", el("span", { class: "small" }, one.detail ?? "")),
      el("button", { type: "button", class: "small-button", "aria-label": app.t("people.open_this_of", { name: one.name }), on: { click: () => { forget(); wants.open(one.id); } } }, app.t("organisation.open_this")))))]));
  }

  async function add() {
    if (busy) return;
    typed();
    problem.hidden = true;
    if (begun.name.trim() === "") {
      name.setAttribute("aria-invalid", "true");
      name.focus();
      return;
    }
    busy = true;
    try {
      const written = await app.write("add_organisation", { fields: { ...newOrganisation(), name: begun.name, kana: begun.kana, kind: begun.kind === "" ? null : begun.kind, phone: begun.phone } });
      forget();
      if (alive) wants.made(written.id);
    } catch (error) {
      problem.textContent = /** @type {import("../../types.d.ts").Problem} */ (error).message ?? String(error);
      problem.hidden = false;
    } finally {
      busy = false;
    }
  }
  /** @param {ReturnType<typeof plain>} value */
  function fill(value) {
    for (const [key, control] of Object.entries(controls)) control.value = value[/** @type {keyof typeof begun} */ (key)] ?? "";
    typed();
  }
  const forget = () => fill(plain());
  restored.form(DRAFT, fill, plain);

  return {
    focus: () => name.focus(),
    destroy() {
      alive = false;
      clearTimeout(timer);
      element.remove();
    },
  };
}
