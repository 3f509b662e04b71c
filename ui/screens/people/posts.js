// @ts-check
// Posts, seen from a person or from an organisation: those of today, those of before; several at once are usual (兼務).

import { el } from "../../parts/element.js";
import { isComposing } from "../../parts/keys.js";
import { choice } from "../../parts/choice.js";
import { createDrafts } from "../../parts/drafts.js";
import { dateField } from "../../parts/date.js";
import { keptIn, restoredLine } from "../../parts/restored.js";
import { NOBODY, input, labelled, newPerson, recordFields } from "./fields.js";
import { findOrganisations, findPeople, orNew } from "./finding.js";
import { keyed } from "./keyed.js";

/** @typedef {import("../../types.d.ts").PostRow} PostRow */
/** @typedef {import("../../types.d.ts").AffiliationFields} AffiliationFields */

/**
 * @param {any} app
 * @param {object} how
 * @param {"person" | "organisation"} how.of whose card it is
 * @param {string} how.id @param {() => string} how.name
 * @param {(name: string, request: unknown) => Promise<import("../../types.d.ts").Written>} how.write
 */
export function mountPosts(app, { of, id, name, write }) {
  const restored = restoredLine(app);
  const drafts = /** @type {ReturnType<typeof createDrafts<AffiliationFields>>} */ (createDrafts({
    save: async (key, fields) => { await write("save_affiliation", { id: key, fields }); },
    failed: (_, problem) => app.fail(problem),
    wait: 400,
    kept: keptIn(app, `post:${of}:${id}`, restored),
  }));
  const present = el("ul", { class: "list posts" });
  const past = el("ul", { class: "list posts" });
  const pastWords = el("summary", {});
  const before = el("details", { class: "folded" }, pastWords, past);
  const nobody = el("p", { class: "small", hidden: true }, app.t(of === "person" ? "person.no_post" : "organisation.nobody"));
  const form = mountForm(app, { of, id, name, write });
  const add = el("button", { type: "button", class: "small-button", "aria-expanded": "false", on: { click: () => show(form.element.hidden) } }, app.t(of === "person" ? "person.add_post" : "organisation.add_person"));
  const count = el("span", { class: "small" });
  const element = el("section", { class: "card", "aria-label": app.t(of === "person" ? "person.posts" : "organisation.people") },
    el("header", {}, el("h2", {}, app.t(of === "person" ? "person.posts" : "organisation.people"), " ", count), add), restored.line, nobody, present, form.element, before);
  form.done = () => { show(false); add.focus(); };
  form.bringBack(() => show(true, false));

  /** @param {boolean} open @param {boolean} [focused] */
  function show(open, focused = true) {
    form.element.hidden = !open;
    add.setAttribute("aria-expanded", String(open));
    if (open && focused) form.focus();
  }
  let several = false;
  const make = (/** @type {PostRow} */ row) => mountPost(app, { of, row, drafts, write, several: () => several });
  const lists = { present: keyed(present, make), past: keyed(past, make) };

  return {
    element, drafts,
    /** @param {PostRow[]} rows */
    update(rows) {
      const [now, gone] = [rows.filter((row) => row.present), rows.filter((row) => !row.present)];
      several = now.length > 1;
      lists.present.update(now);
      lists.past.update(gone);
      nobody.hidden = now.length > 0;
      before.hidden = gone.length === 0;
      count.textContent = of === "organisation" && now.length > 0 ? String(now.length) : "";
      pastWords.textContent = app.t(of === "person" ? "person.past_posts" : "organisation.past_people", { count: gone.length });
    },
    destroy() {
      drafts.flush();
      lists.present.destroy();
      lists.past.destroy();
      form.destroy();
    },
  };
}

/**
 * One post: a line to read, fields when asked.
 * @param {any} app
 * @param {{of: "person" | "organisation", row: PostRow, drafts: ReturnType<typeof createDrafts<AffiliationFields>>, write: (name: string, request: unknown) => Promise<any>, several: () => boolean}} how
 */
function mountPost(app, { of, row: begun, drafts, write, several }) {
  let row = begun;
  const fields = recordFields(app, { id: begun.id, drafts });
  const other = el("button", { type: "button", class: "link strong", on: { click: () => app.openRecord(of === "person" ? "organisation" : "person", of === "person" ? row.fields.organisation : row.fields.person) } });
  const what = el("span", {});
  const period = el("span", { class: "small nowrap-words" });
  const chips = el("span", { class: "row" });
  const edit = el("button", { type: "button", class: "small-button", "aria-expanded": "false", on: { click: toggle } }, app.t("person.edit"));
  const editor = el("div", { class: "post-editor", hidden: true },
    el("div", { class: "fields" }, fields.text("title", app.t("person.title")), fields.text("department", app.t("person.department")), fields.day("from", app.t("person.from")), fields.day("to", app.t("person.to"))),
    el("div", { class: "row ticks" }, fields.check("is_contact", app.t("person.is_contact")), fields.check("is_main", app.t("person.is_main"))),
    el("div", { class: "row" }, el("button", { type: "button", class: "small-button", on: { click: end } }, app.t("person.end_today")),
      el("button", { type: "button", class: "small-button danger", on: { click: remove } }, app.t("person.remove_post"))));
  const element = el("li", { class: "post" }, el("div", { class: "post-line" }, el("span", { class: "grow" }, other, " ", what, " ", chips, el("br"), period), edit), editor);

  function toggle() {
    editor.hidden = !editor.hidden;
    edit.setAttribute("aria-expanded", String(!editor.hidden));
    named();
    if (editor.hidden) drafts.keep(begun.id);
    else fields.focus("title");
  }
  function named() {
    const name = other.textContent ?? "";
    edit.textContent = app.t(editor.hidden ? "person.edit" : "person.close_edit");
    edit.setAttribute("aria-label", app.t(editor.hidden ? "person.edit_of" : "person.close_edit_of", { name }));
  }
  async function end() {
    await drafts.edit(begun.id, { to: app.status().today_iso }, true);
  }
  async function remove() {
    try {
      drafts.drop(begun.id);
      const written = await write("remove_affiliation", { id: begun.id });
      app.undoable?.(written.operation);
    } catch (problem) {
      app.fail(problem);
    }
  }
  return {
    element,
    /** @param {PostRow} next */
    update(next) {
      row = next;
      fields.update(next.fields);
      other.textContent = of === "person" ? next.organisation_name : next.person_name;
      what.textContent = [next.fields.department, next.fields.title].filter((word) => word !== "").join(" ");
      period.textContent = next.period;
      chips.replaceChildren(...[next.fields.is_contact ? el("span", { class: "chip good" }, app.t("person.contact_chip")) : "", next.fields.is_main && of === "person" && several() ? el("span", { class: "chip" }, app.t("person.main_chip")) : ""].filter((chip) => chip !== ""));
      named();
      element.classList.toggle("past", !next.present);
    },
  };
}

/**
 * A new post: whom or where, as what, since when.
 * @param {any} app
 * @param {{of: "person" | "organisation", id: string, name: () => string, write: (name: string, request: unknown) => Promise<any>}} how
 */
function mountForm(app, { of, id, name, write }) {
  const draft = `new-post:${of}:${id}`;
  const restored = restoredLine(app);
  let picked = { id: "", name: "" };
  /** @type {string | null} */
  let from = null;
  /** @type {string | null} */
  let to = null;
  const label = app.t(of === "person" ? "person.organisation" : "organisation.person");
  const field = choice(app, {
    label, placeholder: app.t(of === "person" ? "person.organisation_hint" : "organisation.person_hint"), text: "",
    search: async (text) => orNew(app, of === "person" ? await findOrganisations(app, text) : await findPeople(app, text), text),
    pick: (option) => { picked = { id: option.id, name: option.name }; typed(); },
    free: (text) => { picked = { id: "", name: text }; typed(); },
    cleared: () => { picked = { id: "", name: "" }; typed(); },
  });
  const title = input("text");
  const department = input("text");
  const begins = dateField(app, { label: app.t("person.from"), changed: (day) => { from = day; typed(); } });
  const ends = dateField(app, { label: app.t("person.to"), changed: (day) => { to = day; typed(); } });
  const isContact = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox" }));
  const isMain = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox" }));
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const save = el("button", { type: "button", class: "primary", on: { click: add } }, app.t("person.add"));
  const cancel = el("button", { type: "button", on: { click: () => self.done() } }, app.t("person.cancel"));
  const element = el("div", { class: "post-editor", role: "group", "aria-label": app.t(of === "person" ? "person.add_post" : "organisation.add_person"), hidden: true }, restored.line,
    el("div", { class: "fields" },
      el("div", { class: "field wide" }, el("span", { class: "label" }, label), field.element),
      labelled(app.t("person.title"), title), labelled(app.t("person.department"), department), labelled(app.t("person.from"), begins.element), labelled(app.t("person.to"), ends.element)),
    el("div", { class: "row ticks" }, el("label", { class: "check" }, isContact, app.t("person.is_contact")), of === "person" ? el("label", { class: "check" }, isMain, app.t("person.is_main")) : null), problem,
    el("div", { class: "row" }, save, cancel));

  element.addEventListener("input", typed);
  /** What stands in the form outlives a kill. */
  function typed() {
    const value = { name: field.input.value, picked, title: title.value, department: department.value, from, to, fromText: begins.text(), toText: ends.text(), isContact: isContact.checked, isMain: isMain.checked };
    app.typed.put(draft, value.name + value.title + value.department + value.fromText + value.toText === "" ? null : value);
  }
  /** @param {ReturnType<typeof plain>} value */
  function fill(value) {
    picked = value.picked;
    ({ from, to } = value);
    field.put(value.name);
    title.value = value.title;
    department.value = value.department;
    begins.put(value.from, value.fromText);
    ends.put(value.to, value.toText);
    isContact.checked = value.isContact;
    isMain.checked = value.isMain;
    typed();
  }
  const plain = () => ({ name: "", picked: { id: "", name: "" }, title: "", department: "", from: /** @type {string | null} */ (null), to: /** @type {string | null} */ (null), fromText: "", toText: "", isContact: false, isMain: false });

  element.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      self.done();
    } else if (event.key === "Enter" && !event.defaultPrevented && /** @type {HTMLElement} */ (event.target).tagName === "INPUT") {
      event.preventDefault();
      // The fields of days keep what was typed when they are left or entered.
      queueMicrotask(add);
    }
  });

  async function add() {
    problem.hidden = true;
    const typed = field.input.value.trim();
    if (typed !== "" && picked.name !== typed) picked = { id: "", name: typed };
    const request = { department: department.value, title: title.value, from, to, is_contact: isContact.checked, is_main: of === "person" && isMain.checked };
    try {
      if (of === "person") await write("add_affiliation", { fields: { ...request, person: id, organisation: picked.id || NOBODY }, organisation_name: picked.id ? "" : picked.name });
      else if (picked.id) await write("add_affiliation", { fields: { ...request, person: picked.id, organisation: id }, organisation_name: "" });
      else if (picked.name === "") return void field.focus();
      else await addNew(request);
      clear();
      self.done();
    } catch (error) {
      problem.textContent = /** @type {import("../../types.d.ts").Problem} */ (error).message ?? String(error);
      problem.hidden = false;
    }
  }
  /** Somebody new at this organisation: the person with the first post. @param {Omit<AffiliationFields, "person" | "organisation">} request */
  async function addNew(request) {
    const fields = { ...newPerson(), name: picked.name };
    // One operation, one undo, whenever the first post says no more than its title.
    const isPlain = request.department === "" && request.from === null && request.to === null && !request.is_contact;
    const written = await write("add_person", { fields, organisation: isPlain ? name() : "", title: isPlain ? request.title : "" });
    if (!isPlain) await write("add_affiliation", { fields: { ...request, is_main: true, person: written.id, organisation: id }, organisation_name: "" });
    app.say(app.t("organisation.person_added", { name: picked.name, organisation: name() }));
  }
  function clear() {
    fill(plain());
    restored.hide();
  }
  /** @param {() => void} open the form shows itself when something unfinished stands in it */
  const bringBack = (open) => {
    if (app.typed.get(draft) === undefined) return;
    restored.form(draft, fill, plain);
    open();
  };
  const self = { element, bringBack, done: () => {}, focus: () => field.focus(), destroy: () => field.destroy() };
  return self;
}
