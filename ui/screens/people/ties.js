// @ts-check
// How well two people know each other, as the coordinator saw it: a level after Morita 2012, for her eyes only.

import { el } from "../../parts/element.js";
import { isComposing } from "../../parts/keys.js";
import { choice } from "../../parts/choice.js";
import { dateField } from "../../parts/date.js";
import { restoredLine } from "../../parts/restored.js";
import { input, labelled } from "./fields.js";
import { findPeople } from "./finding.js";

/** @typedef {import("../../types.d.ts").TieRow} TieRow */

let made = 0;

/**
 * @param {any} app
 * @param {{id: string, write: (name: string, request: unknown) => Promise<any>}} how
 */
export function mountTies(app, { id, write }) {
  made += 1;
  const draft = `new-tie:${id}`;
  const restored = restoredLine(app);
  let other = { id: "", name: "" };
  let level = 0;
  let on = /** @type {string} */ (app.status().today_iso);
  const list = el("ul", { class: "list" });
  const nothing = el("p", { class: "small" }, app.t("person.no_ties"));
  const field = choice(app, {
    label: app.t("person.tie_with"), placeholder: app.t("person.tie_with_hint"), text: "", search: (text) => findPeople(app, text, id),
    pick: (option) => { other = option; typed(); },
    cleared: () => { other = { id: "", name: "" }; typed(); },
  });
  const radios = [1, 2, 3].map((value) => /** @type {HTMLInputElement} */ (el("input", { type: "radio", name: `tie-${made}`, value, on: { change: () => { level = value; typed(); } } })));
  const day = dateField(app, { label: app.t("person.tie_on"), changed: (next) => { on = next ?? app.status().today_iso; day.set(on); typed(); } });
  day.set(on);
  const basis = input("text");
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const form = el("div", { class: "post-editor", role: "group", "aria-label": app.t("person.record_tie"), hidden: true }, restored.line,
    el("div", { class: "fields" },
      el("div", { class: "field wide" }, el("span", { class: "label" }, app.t("person.tie_with")), field.element),
      el("fieldset", { class: "wide levels" }, el("legend", { class: "small" }, app.t("person.tie_level")), radios.map((radio, place) => el("label", { class: "check" }, radio, app.t(`person.tie_level_${place + 1}`)))),
      labelled(app.t("person.tie_on"), day.element), labelled(app.t("person.tie_basis"), basis, { hint: app.t("person.tie_basis_hint") })),
    problem,
    el("div", { class: "row" }, el("button", { type: "button", class: "primary", on: { click: record } }, app.t("person.record")), el("button", { type: "button", on: { click: () => { show(false); open.focus(); } } }, app.t("person.cancel"))));
  const open = el("button", { type: "button", class: "small-button", "aria-expanded": "false", on: { click: () => show(form.hidden) } }, app.t("person.record_tie"));
  const element = el("section", { class: "card", "aria-label": app.t("person.ties") },
    el("header", {}, el("h2", {}, app.t("person.ties"), " ", el("span", { class: "chip inner" }, app.t("person.private"))), open),
    nothing, list, form, el("p", { class: "hint-line" }, app.t("person.tie_note")));

  form.addEventListener("input", typed);
  /** What stands in the form outlives a kill. */
  function typed() {
    const value = { name: field.input.value, other, level, on, basis: basis.value };
    app.typed.put(draft, value.name + value.basis === "" ? null : value);
  }
  const plain = () => ({ name: "", other: { id: "", name: "" }, level: 0, on: /** @type {string} */ (app.status().today_iso), basis: "" });
  /** @param {ReturnType<typeof plain>} value */
  function fill(value) {
    ({ other, level, on } = value);
    field.put(value.name);
    radios.forEach((radio, place) => { radio.checked = place + 1 === level; });
    day.set(on);
    basis.value = value.basis;
    typed();
  }

  form.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      show(false);
      open.focus();
    } else if (event.key === "Enter" && !event.defaultPrevented && /** @type {HTMLElement} */ (event.target).tagName === "INPUT") {
      event.preventDefault();
      queueMicrotask(record);
    }
  });

  /** @param {boolean} shown @param {boolean} [focused] */
  function show(shown, focused = true) {
    form.hidden = !shown;
    nothing.hidden = shown || list.childElementCount > 0;
    open.setAttribute("aria-expanded", String(shown));
    if (shown && focused) field.focus();
  }
  async function record() {
    problem.hidden = true;
    if (other.id === "") return void field.focus();
    if (level === 0) return void radios[0]?.focus();
    try {
      await write("record_tie", { a: id, b: other.id, level, on, basis: basis.value });
      fill(plain());
      restored.hide();
      show(false);
      open.focus();
    } catch (error) {
      problem.textContent = /** @type {import("../../types.d.ts").Problem} */ (error).message ?? String(error);
      problem.hidden = false;
    }
  }
  /** @param {TieRow} row */
  async function remove(row) {
    try {
      const written = await write("remove_tie", { id: row.id });
      app.undoable?.(written.operation);
    } catch (error) {
      app.fail(error);
    }
  }

  if (app.typed.get(draft) !== undefined) {
    restored.form(draft, fill, plain);
    show(true, false);
  }

  return {
    element,
    /** @param {TieRow[]} rows */
    update(rows) {
      nothing.hidden = rows.length > 0 || !form.hidden;
      list.replaceChildren(...rows.map((row) => el("li", {},
        el("span", { class: "grow" }, el("button", { type: "button", class: "link strong", on: { click: () => app.openRecord("person", row.other) } }, row.other_name), " ", el("span", { class: "small" }, row.other_post), el("br"),
          row.level_words, " ", el("span", { class: "small" }, [app.t("person.tie_since", { day: row.since }), row.basis].filter((word) => word !== "").join(" · "))),
        el("button", { type: "button", class: "quiet small-button", "aria-label": app.t("person.remove_tie_with", { name: row.other_name }), on: { click: () => remove(row) } }, app.t("person.remove_short")))));
    },
    destroy: () => field.destroy(),
  };
}
