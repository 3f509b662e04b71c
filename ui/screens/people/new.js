// @ts-check
// A new person in ten seconds; while she types, who it might already be, and why.

import { el } from "../../parts/element.js";
import { isComposing } from "../../parts/keys.js";
import { choice } from "../../parts/choice.js";
import { restoredLine } from "../../parts/restored.js";
import { input, labelled, newPerson } from "./fields.js";
import { findOrganisations, orNew } from "./finding.js";
import { options } from "./narrowing.js";

/** What was typed outlives a form that was left, and a kill of the program. */
const DRAFT = "new-person";
const plain = () => ({ name: "", kana: "", profession: "", organisation: "", title: "", mobile: "", email: "" });
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
  /** Who looks like the new one and is not, by her word. @type {Set<string>} */
  const others = new Set();
  /** Who looks like the new one now. @type {Set<string>} */
  let near = new Set();
  const name = input("text", { required: true, placeholder: app.t("person.name_example") });
  const kana = input("text", { placeholder: app.t("person.kana_example") });
  const profession = /** @type {HTMLSelectElement} */ (el("select", {}, el("option", { value: "" }, app.t("person.not_set")), options(app.vocabulary().professions)));
  const title = input("text");
  const mobile = input("tel");
  const email = input("email");
  const field = choice(app, {
    label: app.t("person.organisation"), placeholder: app.t("person.organisation_hint"), text: begun.organisation,
    search: async (text) => orNew(app, await findOrganisations(app, text), text), pick: () => typed(), free: () => typed(), cleared: () => typed(),
  });
  const controls = { name, kana, profession, title, mobile, email };
  for (const control of Object.values(controls)) control.addEventListener("input", typed);
  field.input.addEventListener("input", typed);
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const similar = el("div", { class: "similar", role: "status", hidden: true });
  const add_ = el("button", { type: "button", class: "primary", on: { click: add } }, app.t("people.add"));
  const element = el("section", { class: "card new-record", "aria-label": app.t("people.new") },
    el("header", {}, el("h1", {}, app.t("people.new")), el("button", { type: "button", class: "quiet", "aria-label": app.t("person.cancel"), on: { click: wants.cancel } }, "✕")), restored.line,
    el("div", { class: "fields" },
      labelled(app.t("person.name"), name), labelled(app.t("person.kana"), kana),
      el("div", { class: "field" }, el("span", { class: "label" }, app.t("person.organisation")), field.element), labelled(app.t("person.title"), title),
      labelled(app.t("person.profession"), profession), labelled(app.t("person.mobile"), mobile), labelled(app.t("person.email"), email)),
    similar, problem, el("div", { class: "row" }, add_, el("button", { type: "button", on: { click: wants.cancel } }, app.t("person.cancel")), el("span", { class: "small" }, app.t("people.enter_adds"))));
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
    begun.organisation = field.input.value;
    app.typed.put(DRAFT, Object.values(begun).join("").trim() === "" ? null : begun);
    name.removeAttribute("aria-invalid");
    clearTimeout(timer);
    timer = window.setTimeout(look, SETTLE_MS);
  }

  async function look() {
    const mine = (asked += 1);
    if (begun.name.trim().length + begun.kana.trim().length + begun.email.trim().length + begun.mobile.trim().length < 2) return showSimilar([]);
    try {
      const answer = /** @type {import("../../types.d.ts").Similar} */ (await app.call("similar_people", { name: begun.name, kana: begun.kana, organisation: begun.organisation, email: begun.email, mobile: begun.mobile }));
      if (alive && mine === asked) showSimilar(answer.rows);
    } catch {
      // A warning that fails must not stand in the way of adding.
      if (alive && mine === asked) showSimilar([]);
    }
  }

  /** @param {import("../../types.d.ts").Similar["rows"]} rows */
  function showSimilar(rows) {
    near = new Set(rows.map(([row]) => row.id));
    similar.hidden = rows.length === 0;
    similar.replaceChildren(...(rows.length === 0 ? [] : [el("p", { class: "strong" }, app.t("people.similar")), el("ul", { class: "list" }, rows.map(alike)), el("p", { class: "small" }, app.t("people.similar_lead"))]));
  }

  /** @param {import("../../types.d.ts").Similar["rows"][number]} row */
  function alike([row, reasons]) {
    const is = el("button", { type: "button", class: "small-button", "aria-label": app.t("people.it_is_of", { name: row.name }), on: { click: () => { forget(); wants.open(row.id); } } }, app.t("people.it_is"));
    const not = el("button", { type: "button", class: "small-button", "data-not": "", on: { click: () => tell(!others.has(row.id)) } });
    const noted = el("span", { class: "small", role: "status" });
    const element = el("li", {},
      el("span", { class: "grow" }, app.sign(row.group), " ", el("span", { class: "strong" }, row.name), " ", el("span", { class: "small" }, row.kana), el("br"),
        el("span", { class: "small" }, [row.organisation, row.title].filter((word) => word !== "").join(" ")), " ", el("span", { class: "chip due" }, reasons)),
      el("span", { class: "row words-on" }, noted, is, not));
    /** @param {boolean} isOther */
    function tell(isOther) {
      if (isOther) others.add(row.id);
      else others.delete(row.id);
      is.hidden = isOther;
      noted.textContent = isOther ? app.t("people.noted_other") : "";
      not.textContent = app.t(isOther ? "people.take_back_other" : "people.it_is_not");
      not.setAttribute("aria-label", isOther ? app.t("people.take_back_other") : app.t("people.it_is_not_of", { name: row.name }));
    }
    tell(others.has(row.id));
    return element;
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
      const fields = { ...newPerson(), name: begun.name, kana: begun.kana, profession: begun.profession === "" ? null : begun.profession, mobile: begun.mobile, email: begun.email };
      const written = await app.write("add_person", { fields, organisation: begun.organisation, title: begun.title, others: [...others].filter((id) => near.has(id)) });
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
    field.put(value.organisation ?? "");
    typed();
  }
  const forget = () => {
    others.clear();
    fill(plain());
  };
  restored.form(DRAFT, fill, plain);

  return {
    focus: () => name.focus(),
    destroy() {
      alive = false;
      clearTimeout(timer);
      field.destroy();
      element.remove();
    },
  };
}
