// @ts-check
// The heading of a meeting: number and title in place, the rest as one sentence that opens into fields.

import { el } from "../../parts/element.js";
import { isComposing } from "../../parts/keys.js";
import { choice } from "../../parts/choice.js";
import { mountCoHosts } from "./hosts.js";
import { dateField, timeField } from "../../parts/date.js";

/** @typedef {import("../../types.d.ts").MeetingCard} MeetingCard */
/** @typedef {import("../../types.d.ts").MeetingFields} MeetingFields */
/** @typedef {import("../../types.d.ts").Mode} Mode */

/** @type {Mode[]} */
const MODES = ["in_person", "online", "hybrid"];

/**
 * @param {import("./detail.js").Context} context
 * @param {{go: (id: string) => void, series: (id: string) => void}} wants
 */
export function mountHeading(context, wants) {
  const { app, id, meeting } = context;
  const edit = (/** @type {Partial<MeetingFields>} */ change, now = false) => { meeting.edit(id, change, now); };

  /** @template {HTMLInputElement | HTMLTextAreaElement} F @param {F} field @param {(text: string) => Partial<MeetingFields>} read @returns {F} */
  const typed = (field, read) => {
    field.addEventListener("input", (event) => (/** @type {InputEvent} */ (event).isComposing ? meeting.hold(id, read(field.value)) : edit(read(field.value))));
    field.addEventListener("compositionend", () => edit(read(field.value)));
    field.addEventListener("blur", () => { meeting.keep(id); });
    return field;
  };
  /** @param {string} name @param {Record<string, string>} [more] */
  const line = (name, more = {}) => /** @type {HTMLInputElement} */ (el("input", { type: "text", autocomplete: "off", "aria-label": app.t(name), ...more }));
  const number = typed(line("meeting.number", { class: "inline number-input", inputmode: "numeric", placeholder: "−" }), (text) => ({ number: numeral(text) }));
  const title = typed(line("meeting.title_field", { class: "inline title-input", size: "1" }), (text) => ({ title: text }));
  const grow = el("span", { class: "grow-title" }, title);
  title.addEventListener("input", () => { grow.dataset.text = title.value; });
  title.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (isComposing(event)) return;
    if (event.key === "Enter") title.blur();
  });

  const hidden = el("h1", { class: "visually-hidden" });
  const state = el("button", { type: "button", class: "chip state-of-minutes", on: { click: () => edit({ is_final: !(meeting.fields(id)?.is_final ?? false) }, true) } });
  const sentence = el("span", {});
  const toggle = el("button", { type: "button", class: "sentence", "aria-expanded": "false", "aria-controls": "meeting-facts", on: { click: () => open(form.hidden) } }, sentence, el("span", { class: "pen", "aria-hidden": "true" }, "✎"), el("span", { class: "visually-hidden" }, app.t("meeting.edit_facts")));
  const neighbours = el("div", { role: "navigation", class: "neighbours small", "aria-label": app.t("meeting.neighbours") });

  const date = dateField(app, { label: app.t("meeting.date"), changed: (day) => { if (day) edit({ date: day }, true); } });
  const starts = timeField(app, { label: app.t("meeting.starts"), changed: (time) => edit({ starts: time }, true) });
  const ends = timeField(app, { label: app.t("meeting.ends"), changed: (time) => edit({ ends: time }, true) });
  const place = typed(line("meeting.place"), (text) => ({ place: text }));
  const mode = select("meeting.mode", MODES.map((one) => [one, app.t(`meeting.mode_${one}`)]), (value) => edit({ mode: /** @type {Mode} */ (value) }, true));
  const kinds = app.vocabulary().meeting_kinds;
  const kind = select("meeting.kind", [["", app.t("meeting.none")], ...kinds.map((/** @type {{id: string, name: string}} */ one) => /** @type {[string, string]} */ ([one.id, one.name]))], (value) => edit({ kind: value === "" ? null : value }, true));
  const host = choice(app, {
    label: app.t("meeting.host"), placeholder: app.t("meeting.host_hint"), text: "", search: (text) => context.organisations(text), draft: () => `typing:meeting:${id}:host`,
    pick: (option) => { context.typed.hostName = ""; edit({ host: option.id }, true); },
    free: (text) => { context.typed.hostName = text; edit({ host: null }, true); },
    cleared: () => { context.typed.hostName = ""; edit({ host: null }, true); },
  });
  const coHosts = mountCoHosts(context, () => meeting.fields(id)?.co_hosts ?? [], (next) => edit({ co_hosts: next }, true));
  const recorder = choice(app, {
    label: app.t("meeting.recorder"), placeholder: app.t("meeting.speaker_hint"), text: "", search: (text) => context.people(text),
    pick: (option) => edit({ recorder: option.id }, true), cleared: () => edit({ recorder: null }, true),
  });
  const members = typed(line("meeting.members", { inputmode: "numeric" }), (text) => ({ members: numeral(text) }));
  const nextDate = dateField(app, { label: app.t("meeting.next_date"), changed: (day) => edit({ next_date: day }, true) });
  const nextNote = typed(line("meeting.next_note"), (text) => ({ next_note: text }));
  const handouts = typed(/** @type {HTMLTextAreaElement} */ (el("textarea", { rows: "2", "aria-label": app.t("meeting.handouts") })), (text) => ({ handouts: text }));
  const views = flag("meeting.exchange_of_views", (on) => edit({ exchange_of_views: on }, true));
  const informal = flag("meeting.informal", (on) => edit({ informal: on }, true));

  const form = el("div", { id: "meeting-facts", class: "facts-form card", hidden: true },
    row("meeting.date", date.element), row("meeting.starts", el("span", { class: "times" }, starts.element, "〜", ends.element)), row("meeting.place", place), row("meeting.mode", mode),
    row("meeting.host", host.element), row("meeting.co_hosts", coHosts.element), row("meeting.kind", kind), row("meeting.recorder", recorder.element), row("meeting.members", members),
    row("meeting.next_date", nextDate.element), row("meeting.next_note", nextNote), row("meeting.handouts", handouts, "wide"),
    el("div", { class: "wide flags" }, views.element, informal.element),
    el("div", { class: "wide" }, el("button", { type: "button", on: { click: () => open(false) } }, app.t("meeting.close_facts"))));
  form.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (isComposing(event) || event.defaultPrevented) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      open(false);
    }
  });

  /** @param {string} label @param {HTMLElement} field @param {string} [width] */
  function row(label, field, width = "") {
    return el("div", { class: `fact ${width}` }, el("span", { class: "small", "aria-hidden": "true" }, app.t(label)), field);
  }
  /** @param {string} label @param {[string, string][]} options @param {(value: string) => void} changed */
  function select(label, options, changed) {
    const field = /** @type {HTMLSelectElement} */ (el("select", { "aria-label": app.t(label) }, ...options.map(([value, words]) => el("option", { value }, words))));
    field.addEventListener("change", () => changed(field.value));
    return field;
  }
  /** @param {string} label @param {(on: boolean) => void} changed */
  function flag(label, changed) {
    const box = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox" }));
    box.addEventListener("change", () => changed(box.checked));
    return { box, element: el("label", { class: "tick" }, box, el("span", {}, app.t(label))) };
  }
  /** @param {boolean} wish */
  function open(wish) {
    form.hidden = !wish;
    toggle.setAttribute("aria-expanded", String(wish));
    if (wish) date.focus();
    else toggle.focus();
  }
  /** @param {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} field @param {string} value */
  const put = (field, value) => { if (field.value !== value) field.value = value; };

  return {
    element: el("header", { class: "meeting-head" }, hidden,
      el("div", { class: "title-row" }, el("label", { class: "number-of" }, app.t("meeting.number_before"), number, app.t("meeting.number_after")), grow, state), neighbours,
      toggle, form),
    /** @param {MeetingCard} card */
    update(card) {
      const fields = meeting.take(id, card.fields);
      hidden.textContent = card.heading;
      if (document.activeElement !== number) put(number, fields.number === null ? "" : String(fields.number));
      put(title, fields.title);
      grow.dataset.text = fields.title;
      state.textContent = app.t(fields.is_final ? "meeting.final" : "meeting.draft");
      state.classList.toggle("good", fields.is_final);
      state.setAttribute("aria-pressed", String(fields.is_final));
      state.title = app.t(fields.is_final ? "meeting.make_draft" : "meeting.make_final");
      const parts = [card.when, fields.place, card.host_name === "" ? "" : app.t("meeting.hosted_by", { host: [card.host_name, ...card.co_host_names.map((one) => one.name)].join(app.t("meeting.and_host")) }), app.t(`meeting.mode_${fields.mode}`), ...(fields.exchange_of_views ? [app.t("meeting.exchange_of_views")] : []), ...(fields.informal ? [app.t("meeting.informal")] : [])];
      sentence.textContent = parts.filter((part) => part !== "").join(" · ");
      const { series } = card;
      neighbours.replaceChildren(...(series === null ? [] : [el("button", { type: "button", class: "link series-of", on: { click: () => wants.series(series.id) } }, app.t("series.of", { name: series.fields.name }))]), ...[card.previous, card.next].flatMap((other, after) => (other ? [el("button", { type: "button", class: "link", on: { click: () => wants.go(other.id) } }, after ? `${other.name} →` : `← ${other.name}`)] : [])));
      date.set(fields.date, card.when);
      starts.set(fields.starts);
      ends.set(fields.ends);
      put(place, fields.place);
      put(mode, fields.mode);
      put(kind, fields.kind ?? "");
      host.set(card.host_name);
      coHosts.update(card.co_host_names);
      recorder.set(card.recorder_name);
      if (document.activeElement !== members) put(members, fields.members === null ? "" : String(fields.members));
      nextDate.set(fields.next_date);
      put(nextNote, fields.next_note);
      put(handouts, fields.handouts);
      views.box.checked = fields.exchange_of_views;
      informal.box.checked = fields.informal;
    },
    destroy() {
      for (const field of [date, starts, ends, host, coHosts, recorder, nextDate]) field.destroy();
    },
  };
}

/** @param {string} text digits of any width; empty: none @returns {number | null} */
function numeral(text) {
  const digits = /\d+/.exec(text.normalize("NFKC"))?.[0];
  return digits === undefined ? null : Math.min(9999, Number(digits));
}
