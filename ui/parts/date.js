// @ts-check
// Fields for a day and for a time: in words while she looks, as digits while she types, any usual way of writing accepted.

import { el } from "./element.js";
import { isComposing } from "./keys.js";
import { dayInWords, readDay, readTime } from "./days.js";

/**
 * @param {any} app
 * @param {{label: string, changed: (day: string | null) => void}} how
 */
export function dateField(app, { label, changed }) {
  const { settings, today_iso: today } = app.status();
  return typedField({
    label, class: "day", placeholder: app.t("meeting.day_hint"), changed,
    read: (text) => readDay(text, today),
    shown: (iso) => dayInWords(iso, settings.language, settings.date_style),
    wrong: app.t("meeting.day_wrong"),
  });
}

/**
 * @param {any} app
 * @param {{label: string, changed: (time: string | null) => void}} how
 */
export function timeField(app, { label, changed }) {
  return typedField({ label, class: "time", placeholder: "18:30", changed, read: readTime, shown: (time) => time.slice(0, 5), wrong: app.t("meeting.time_wrong") });
}

/**
 * @param {object} how
 * @param {string} how.label @param {string} how.class @param {string} how.placeholder @param {string} how.wrong
 * @param {(value: string | null) => void} how.changed @param {(text: string) => string | null} how.read @param {(value: string) => string} how.shown
 */
function typedField({ label, class: kind, placeholder, wrong, changed, read, shown }) {
  /** @type {string | null} */
  let value = null;
  const input = /** @type {HTMLInputElement} */ (el("input", { type: "text", class: kind, "aria-label": label, placeholder, autocomplete: "off", inputmode: "text" }));
  const words = () => (value === null ? "" : shown(value));

  function settle() {
    const text = input.value.trim();
    if (text === words()) return;
    const next = text === "" ? null : read(text);
    const isWrong = text !== "" && next === null;
    input.setAttribute("aria-invalid", String(isWrong));
    input.title = isWrong ? wrong : "";
    // What she typed stays to be mended.
    if (isWrong) return;
    value = next;
    input.value = words();
    changed(value);
  }
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", settle);
  input.addEventListener("keydown", (event) => {
    if (isComposing(event)) return;
    if (event.key === "Enter") settle();
  });

  return {
    element: /** @type {HTMLElement} */ (input),
    focus: () => input.focus(),
    /** @param {string | null} next ISO day or HH:MM:SS @param {string} [_words] */
    set(next, _words) {
      if (document.activeElement === input && input.value !== words()) return;
      if (input.getAttribute("aria-invalid") === "true" && next === value) return;
      value = next;
      input.removeAttribute("aria-invalid");
      if (input.value !== words()) input.value = words();
    },
    /** What stands in it now, half typed or whole. */
    text: () => input.value,
    /** What stood there before a kill. @param {string | null} next @param {string} text */
    put(next, text) {
      value = next;
      input.value = text;
      input.removeAttribute("aria-invalid");
      if (text !== words()) settle();
    },
    destroy() {},
  };
}
