// @ts-check
// 接点を記録: ten seconds. A few kana of the name, what, Enter.

import { el } from "./element.js";
import { guarded } from "./keys.js";
import { choice } from "./choice.js";
import { dateField } from "./date.js";
import { restoredLine } from "./restored.js";

/** An unfinished encounter outlives a closed dialog, and a kill of the program. */
const DRAFT = "encounter";

/** @param {any} app @param {{id: string, name: string} | null} [person] */
export function openEncounter(app, person = null) {
  /** @type {Map<string, string>} */
  const people = new Map(person ? [[person.id, person.name]] : []);
  const chosen = el("div", { class: "row" });
  const who = choice(app, {
    label: app.t("encounter.who"), placeholder: app.t("encounter.who_hint"), text: "", again: true,
    search: async (/** @type {string} */ text) => {
      if (text.trim() === "") return [];
      const found = await app.call("people", { text, side: null, profession: null, municipality: null, key_person: null });
      return found.rows.slice(0, 8).map((/** @type {import("../types.d.ts").PersonListRow} */ row) => ({ id: row.id, name: row.name, detail: [row.organisation, row.title].filter(Boolean).join(" ") }));
    },
    pick: (/** @type {{id: string, name: string}} */ option) => { people.set(option.id, option.name); show(); typed(); },
  });
  const restored = restoredLine(app);
  const kinds = app.vocabulary().encounter_kinds;
  const kind = el("select", { "aria-label": app.t("encounter.kind") }, kinds.map((/** @type {{id: string, name: string}} */ entry) => el("option", { value: entry.id }, entry.name)));
  let day = app.status().today_iso;
  const on = dateField(app, { label: app.t("encounter.on"), changed: (/** @type {string | null} */ next) => { day = next ?? app.status().today_iso; typed(); } });
  on.set(day);
  const summary = el("textarea", { rows: "2", "aria-label": app.t("encounter.summary") });
  const insight = el("textarea", { rows: "1", "aria-label": app.t("encounter.insight") });
  const isCase = el("input", { type: "checkbox" });
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const form = el("form", { class: "quick", method: "dialog" },
    el("header", {}, el("h2", {}, app.t("encounter.open")), el("button", { type: "button", class: "quiet", "aria-label": app.t("close"), on: { click: () => dialog.close() } }, "×")), restored.line,
    el("div", { class: "field" }, el("span", {}, app.t("encounter.who")), chosen, who.element),
    el("div", { class: "row" }, el("label", { class: "field" }, el("span", {}, app.t("encounter.kind")), kind), el("label", { class: "field" }, el("span", {}, app.t("encounter.on")), on.element)),
    el("label", { class: "field" }, el("span", {}, app.t("encounter.summary")), summary),
    el("label", { class: "field" }, el("span", {}, app.t("encounter.insight")), insight),
    el("label", {}, isCase, " ", app.t("encounter.is_case")),
    el("p", { class: "small" }, app.t("hint.no_patients")), problem,
    el("div", { class: "row" }, el("button", { type: "submit", class: "primary" }, app.t("encounter.save")), el("kbd", {}, "Ctrl Enter")));
  const dialog = el("dialog", { "aria-label": app.t("encounter.open") }, form);

  function show() {
    chosen.replaceChildren(...[...people].map(([id, name]) => el("button", { type: "button", class: "chip good", "aria-label": app.t("encounter.without", { name }), on: { click: () => { people.delete(id); show(); typed(); } } }, `${name} ×`)));
  }

  const plain = () => ({ people: person ? [[person.id, person.name]] : /** @type {string[][]} */ ([]), who: "", kind: String(kinds[0]?.id ?? ""), day: /** @type {string} */ (app.status().today_iso), summary: "", insight: "", is_case: false });
  /** What stands in the form outlives a kill. */
  function typed() {
    const value = { people: [...people], who: who.input.value, kind: kind.value, day, summary: summary.value, insight: insight.value, is_case: isCase.checked };
    app.typed.put(DRAFT, (value.who + value.summary + value.insight).trim() === "" ? null : value);
  }
  /** @param {ReturnType<typeof plain>} value */
  function fill(value) {
    people.clear();
    // Opened for somebody: the words come back, those it was begun for make room.
    for (const [id, name] of person ? [[person.id, person.name]] : value.people) people.set(id, name);
    who.put(value.who);
    kind.value = value.kind;
    day = value.day;
    on.set(day);
    summary.value = value.summary;
    insight.value = value.insight;
    isCase.checked = value.is_case;
    show();
    typed();
  }

  async function save() {
    try {
      await app.write("add_encounter", { fields: { on: day, kind: kind.value, summary: summary.value, insight: insight.value, is_case: isCase.checked, people: [...people.keys()], organisations: [] } });
      fill(plain());
      dialog.close();
      app.undoable(app.t("encounter.saved"));
    } catch (error) {
      problem.textContent = /** @type {{message: string}} */ (error).message;
      problem.hidden = false;
    }
  }

  form.addEventListener("input", typed);
  form.addEventListener("submit", (/** @type {Event} */ event) => { event.preventDefault(); save(); });
  dialog.addEventListener("keydown", guarded((event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    }
  }));
  dialog.addEventListener("close", () => {
    who.destroy?.();
    dialog.remove();
  });
  document.body.append(dialog);
  show();
  restored.form(DRAFT, fill, plain);
  dialog.showModal();
  (person ? summary : dialog.querySelector("input"))?.focus();
}
