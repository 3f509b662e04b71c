// @ts-check
// 接点を記録: ten seconds. A few kana of the name, what, Enter.

import { el } from "./element.js";
import { guarded } from "./keys.js";
import { choice } from "./choice.js";
import { dateField } from "./date.js";

/** The words of an unfinished encounter outlive a closed dialog. */
const draft = { summary: "", insight: "", is_case: false };

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
    pick: (/** @type {{id: string, name: string}} */ option) => { people.set(option.id, option.name); show(); },
  });
  const kinds = app.vocabulary().encounter_kinds;
  const kind = el("select", { "aria-label": app.t("encounter.kind") }, kinds.map((/** @type {{id: string, name: string}} */ entry) => el("option", { value: entry.id }, entry.name)));
  let day = app.status().today_iso;
  const on = dateField(app, { label: app.t("encounter.on"), changed: (/** @type {string | null} */ next) => { day = next ?? app.status().today_iso; } });
  on.set(day);
  const summary = el("textarea", { rows: "2", "aria-label": app.t("encounter.summary") });
  summary.value = draft.summary;
  const insight = el("textarea", { rows: "1", "aria-label": app.t("encounter.insight") });
  insight.value = draft.insight;
  const isCase = el("input", { type: "checkbox" });
  isCase.checked = draft.is_case;
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const form = el("form", { class: "quick", method: "dialog" },
    el("header", {}, el("h2", {}, app.t("encounter.open")), el("button", { type: "button", class: "quiet", "aria-label": app.t("close"), on: { click: () => dialog.close() } }, "×")),
    el("div", { class: "field" }, el("span", {}, app.t("encounter.who")), chosen, who.element),
    el("div", { class: "row" }, el("label", { class: "field" }, el("span", {}, app.t("encounter.kind")), kind), el("label", { class: "field" }, el("span", {}, app.t("encounter.on")), on.element)),
    el("label", { class: "field" }, el("span", {}, app.t("encounter.summary")), summary),
    el("label", { class: "field" }, el("span", {}, app.t("encounter.insight")), insight),
    el("label", {}, isCase, " ", app.t("encounter.is_case")),
    el("p", { class: "small" }, app.t("hint.no_patients")), problem,
    el("div", { class: "row" }, el("button", { type: "submit", class: "primary" }, app.t("encounter.save")), el("kbd", {}, "Ctrl Enter")));
  const dialog = el("dialog", { "aria-label": app.t("encounter.open") }, form);

  function show() {
    chosen.replaceChildren(...[...people].map(([id, name]) => el("button", { type: "button", class: "chip good", "aria-label": app.t("encounter.without", { name }), on: { click: () => { people.delete(id); show(); } } }, `${name} ×`)));
  }

  async function save() {
    try {
      await app.write("add_encounter", { fields: { on: day, kind: kind.value, summary: summary.value, insight: insight.value, is_case: isCase.checked, people: [...people.keys()], organisations: [] } });
      Object.assign(draft, { summary: "", insight: "", is_case: false });
      summary.value = insight.value = "";
      isCase.checked = false;
      dialog.close();
      app.undoable(app.t("encounter.saved"));
    } catch (error) {
      problem.textContent = /** @type {{message: string}} */ (error).message;
      problem.hidden = false;
    }
  }

  form.addEventListener("submit", (/** @type {Event} */ event) => { event.preventDefault(); save(); });
  dialog.addEventListener("keydown", guarded((event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    }
  }));
  dialog.addEventListener("close", () => {
    Object.assign(draft, { summary: summary.value, insight: insight.value, is_case: isCase.checked });
    who.destroy?.();
    dialog.remove();
  });
  document.body.append(dialog);
  show();
  dialog.showModal();
  (person ? summary : dialog.querySelector("input"))?.focus();
}
