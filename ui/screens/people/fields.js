// @ts-check
// Fields of one record that are saved as typed: each knows its part of the record, shows what the ledger says, and never
// writes over what she has typed since.

import { el } from "../../parts/element.js";
import { dateField } from "../../parts/date.js";
import { options } from "./narrowing.js";

/** @typedef {import("../../types.d.ts").PersonFields} PersonFields */
/** @typedef {import("../../types.d.ts").OrganisationFields} OrganisationFields */
/** @typedef {{id: string, name: string, group?: string}} Entry */

export const NOBODY = "00000000-0000-0000-0000-000000000000";
let made = 0;
const name = () => `field-${(made += 1)}`;

/** @returns {PersonFields} */
export function newPerson() {
  return {
    name: "", family: "", given: "", kana: "", profession: null, side: null, municipality: null, email: "", phone: "", mobile: "", fax: "",
    preferred_way: null, reachable_hours: "", does: "", key_person: false, consent: "unknown", consent_on: null, note: "", manner: "",
  };
}

/** @returns {OrganisationFields} */
export function newOrganisation() {
  return { name: "", corporation: "", kana: "", kind: null, side: null, municipality: null, postal: "", address: "", phone: "", fax: "", email: "", does: "", note: "" };
}

/**
 * A label above a control, a hint below.
 * @param {string} label @param {HTMLElement} control @param {{hint?: string, wide?: boolean}} [how]
 */
export function labelled(label, control, { hint = "", wide = false } = {}) {
  const id = control.id || name();
  control.id = id;
  if (hint) control.setAttribute("aria-describedby", `${id}-hint`);
  return el("div", { class: wide ? "field wide" : "field" }, el("label", { for: id }, label), control, hint ? el("span", { class: "hint", id: `${id}-hint` }, hint) : null);
}

/** The text of a field that no record knows yet. @param {string} type @param {Record<string, any>} [attributes] @returns {HTMLInputElement} */
export const input = (type, attributes = {}) => el("input", { type, autocomplete: "off", spellcheck: "false", ...attributes });

/**
 * @template F
 * @param {any} app
 * @param {object} how
 * @param {string} how.id key of the draft
 * @param {ReturnType<typeof import("../../parts/drafts.js").createDrafts<F>>} how.drafts
 * @param {(fields: F) => void} [how.typed] after each key
 */
export function recordFields(app, { id, drafts, typed = () => {} }) {
  /** @type {Map<string, {show: (value: any) => void, control: HTMLElement}>} */
  const all = new Map();
  /** @param {string} key @param {unknown} value */
  const change = (key, value) => /** @type {Partial<F>} */ (/** @type {unknown} */ ({ [key]: value }));
  const told = () => {
    const fields = drafts.fields(id);
    if (fields !== undefined) typed(fields);
  };

  /** @param {string} key @param {HTMLInputElement | HTMLTextAreaElement} control */
  function asTyped(key, control) {
    const edit = () => {
      control.removeAttribute("aria-invalid");
      drafts.edit(id, change(key, control.value));
      told();
    };
    control.addEventListener("input", (event) => {
      // Half a word in the IME is not what she means yet.
      if (/** @type {InputEvent} */ (event).isComposing) drafts.hold(id, change(key, control.value));
      else edit();
    });
    control.addEventListener("compositionend", edit);
    control.addEventListener("blur", () => drafts.keep(id));
    all.set(key, { control, show: (value) => { if (control.value !== value) control.value = value; } });
  }

  return {
    /** One line. @param {string} key @param {string} label @param {{type?: string, hint?: string, wide?: boolean, mode?: string}} [how] */
    text(key, label, { type = "text", mode, ...rest } = {}) {
      const control = input(type, { inputmode: mode });
      asTyped(key, control);
      return labelled(label, control, rest);
    },
    /** A whole number, or none. @param {string} key @param {string} label @param {{hint?: string, wide?: boolean}} [how] */
    number(key, label, how = {}) {
      const control = input("text", { inputmode: "numeric" });
      const read = () => {
        const digits = /\d+/.exec(control.value.normalize("NFKC"))?.[0];
        return digits === undefined ? null : Math.min(9999, Number(digits));
      };
      const words = (/** @type {number | null} */ value) => (value === null ? "" : String(value));
      const edit = () => {
        control.removeAttribute("aria-invalid");
        drafts.edit(id, change(key, read()));
        told();
      };
      control.addEventListener("input", (event) => { if (!(/** @type {InputEvent} */ (event).isComposing)) edit(); });
      control.addEventListener("compositionend", edit);
      control.addEventListener("blur", () => {
        drafts.keep(id);
        control.value = words(read());
      });
      all.set(key, { control, show: (/** @type {number | null} */ value) => {
        if (document.activeElement !== control) control.value = words(value);
      } });
      return labelled(label, control, how);
    },
    /** Several lines. @param {string} key @param {string} label @param {{hint?: string, wide?: boolean}} [how] */
    area(key, label, how = {}) {
      const control = el("textarea", { rows: "2" });
      asTyped(key, control);
      return labelled(label, control, { wide: true, ...how });
    },
    /** One of a list, or none. @param {string} key @param {string} label @param {Entry[]} entries @param {{none?: string, hint?: string, wide?: boolean}} [how] without `none` a choice is always made */
    select(key, label, entries, { none, ...rest } = {}) {
      const control = el("select", {});
      const fill = (/** @type {Entry[]} */ next) => {
        const kept = control.value;
        control.replaceChildren(...(none === undefined ? [] : [el("option", { value: "" }, none)]), ...options(next));
        control.value = kept;
      };
      fill(entries);
      let value = "";
      control.addEventListener("change", () => {
        drafts.edit(id, change(key, control.value === "" ? null : control.value), true);
        told();
      });
      all.set(key, { control, show: (/** @type {string | null} */ next) => { value = next ?? ""; control.value = value; } });
      return Object.assign(labelled(label, control, rest), { entries: (/** @type {Entry[]} */ next) => { fill(next); control.value = value; } });
    },
    /** @param {string} key @param {string} label */
    check(key, label) {
      const control = el("input", { type: "checkbox" });
      control.addEventListener("change", () => {
        drafts.edit(id, change(key, control.checked), true);
        told();
      });
      all.set(key, { control, show: (value) => { control.checked = value === true; } });
      return el("label", { class: "check" }, control, label);
    },
    /** @param {string} key @param {string} label */
    day(key, label) {
      const field = dateField(app, { label, changed: (day) => { drafts.edit(id, change(key, day), true); told(); } });
      all.set(key, { control: field.element, show: (value) => field.set(value) });
      return labelled(label, field.element);
    },
    /** Shows the record, or what she typed when that is newer. @param {F} fields of the ledger */
    update(fields) {
      const now = drafts.take(id, fields);
      for (const [key, field] of all) field.show(/** @type {any} */ (now)[key]);
      return now;
    },
    /** The field that was refused. @param {string | null} key */
    refuse(key) {
      for (const [one, field] of all) if (one === key) field.control.setAttribute("aria-invalid", "true");
    },
    accept() {
      for (const field of all.values()) if (field.control.tagName !== "INPUT" || !field.control.classList.contains("day")) field.control.removeAttribute("aria-invalid");
    },
    /** @param {string} key */
    focus: (key) => all.get(key)?.control.focus(),
  };
}
