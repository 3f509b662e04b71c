// @ts-check
// A meeting in ten seconds: which, when, Enter. A series fills in the rest from its last meeting.

import { el } from "../../parts/element.js";
import { isComposing } from "../../parts/keys.js";
import { choice } from "../../parts/choice.js";
import { dateField, timeField } from "../../parts/date.js";
import { restoredLine } from "../../parts/restored.js";
import { newMeeting } from "./fields.js";

/** @typedef {import("../../types.d.ts").SeriesRow} SeriesRow */
/** @typedef {import("../../types.d.ts").Mode} Mode */

/** What was typed outlives a form that was left, and a kill of the program. */
const DRAFT = "new-meeting";
const NEW_SERIES = "new-series:";

/**
 * @param {HTMLElement} root @param {any} app
 * @param {{made: (id: string) => void, cancel: () => void}} wants
 */
export function mountNew(root, app, wants) {
  /** @type {SeriesRow[]} */
  let series = [];
  const restored = restoredLine(app);
  const fields = newMeeting(app.status().today_iso);
  let newSeries = "";
  let hostName = "";
  let busy = false;

  const title = choice(app, {
    label: app.t("meeting.what"), placeholder: app.t("meeting.what_hint"), text: "",
    search: async (text) => {
      const wanted = text.trim();
      const known = series.filter((one) => one.fields.name.includes(wanted)).slice(0, 6)
        .map((one) => ({ id: one.id, name: one.fields.name, detail: one.last === "" ? app.t("meeting.series") : app.t("meeting.series_last", { date: one.last }) }));
      const exact = known.some((one) => one.name === wanted);
      return wanted === "" || exact ? known : [...known, { id: `${NEW_SERIES}${wanted}`, name: app.t("meeting.make_series", { name: wanted }), detail: app.t("meeting.make_series_hint") }];
    },
    pick: (option) => {
      if (option.id.startsWith(NEW_SERIES)) {
        newSeries = option.id.slice(NEW_SERIES.length);
        fields.series = null;
        fields.title = newSeries;
        title.set(newSeries);
      } else {
        newSeries = "";
        fields.series = option.id;
        fields.title = option.name;
        title.set(option.name);
      }
      told();
      date.focus();
    },
    free: (text) => { fields.title = text.trim(); fields.series = series.find((one) => one.fields.name === fields.title)?.id ?? null; newSeries = newSeries === fields.title ? newSeries : ""; told(); },
    cleared: () => { fields.title = ""; fields.series = null; newSeries = ""; told(); },
  });
  const note = el("p", { class: "small note", role: "status" });
  const date = dateField(app, { label: app.t("meeting.date"), changed: (day) => { if (day) fields.date = day; typed(); } });
  date.set(fields.date);
  const starts = timeField(app, { label: app.t("meeting.starts"), changed: (time) => { fields.starts = time; typed(); } });
  const ends = timeField(app, { label: app.t("meeting.ends"), changed: (time) => { fields.ends = time; typed(); } });
  const place = /** @type {HTMLInputElement} */ (el("input", { type: "text", autocomplete: "off", "aria-label": app.t("meeting.place") }));
  const mode = /** @type {HTMLSelectElement} */ (el("select", { "aria-label": app.t("meeting.mode") }, ...["in_person", "online", "hybrid"].map((one) => el("option", { value: one }, app.t(`meeting.mode_${one}`)))));
  const host = choice(app, {
    label: app.t("meeting.host"), placeholder: app.t("meeting.host_hint"), text: "",
    search: async (text) => (await app.call("organisations", { text, side: null, kind: null, municipality: null })).rows.slice(0, 8)
      .map((/** @type {import("../../types.d.ts").OrganisationListRow} */ row) => ({ id: row.id, name: row.name, detail: row.kind })),
    pick: (option) => { fields.host = option.id; hostName = ""; host.set(option.name); typed(); },
    free: (text) => { fields.host = null; hostName = text.trim(); typed(); },
    cleared: () => { fields.host = null; hostName = ""; typed(); },
  });
  const make = el("button", { type: "submit", class: "primary" }, app.t("meeting.make"));
  const row = (/** @type {string} */ label, /** @type {HTMLElement[]} */ ...inputs) => el("div", { class: label === "meeting.what" || label === "meeting.host" ? "fact wide" : "fact" }, el("span", { class: "small", "aria-hidden": "true" }, app.t(label)), ...inputs);
  const form = /** @type {HTMLFormElement} */ (el("form", { class: "card new-meeting", "aria-labelledby": "new-meeting" },
    el("h1", { id: "new-meeting", class: "wide" }, app.t("meeting.new")), restored.line,
    row("meeting.what", title.element, note),
    row("meeting.date", date.element), row("meeting.times", el("span", { class: "times" }, starts.element, "〜", ends.element)),
    row("meeting.place", place), row("meeting.mode", mode), row("meeting.host", host.element),
    el("div", { class: "buttons wide" }, make, el("button", { type: "button", on: { click: wants.cancel } }, app.t("meeting.cancel")), el("span", { class: "small" }, app.t("meeting.new_hint")))));
  root.append(form);

  form.addEventListener("input", typed);
  const plain = () => ({ fields: newMeeting(app.status().today_iso), newSeries: "", hostName: "", title: "", host: "", date: "", starts: "", ends: "", place: "", mode: "in_person" });
  /** What stands in the form outlives a kill. */
  function typed() {
    const value = { fields, newSeries, hostName, title: title.input.value, host: host.input.value, date: date.text(), starts: starts.text(), ends: ends.text(), place: place.value, mode: mode.value };
    app.typed.put(DRAFT, (value.title + value.host + value.starts + value.ends + value.place).trim() === "" ? null : value);
  }
  /** @param {ReturnType<typeof plain>} value */
  function fill(value) {
    Object.assign(fields, value.fields);
    ({ newSeries, hostName } = value);
    title.put(value.title);
    // Half a title in the field is a title all the same.
    if (fields.title === "") fields.title = value.title.trim();
    host.put(value.host);
    if (fields.host === null && hostName === "") hostName = value.host.trim();
    if (value.date === "") date.set(fields.date);
    else date.put(fields.date, value.date);
    starts.put(fields.starts, value.starts);
    ends.put(fields.ends, value.ends);
    place.value = value.place;
    mode.value = value.mode;
    told();
  }

  function told() {
    typed();
    note.textContent = newSeries !== "" ? app.t("meeting.will_make_series") : fields.series !== null ? app.t("meeting.from_series") : "";
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    if (fields.title === "") {
      note.textContent = app.t("meeting.title_missing");
      title.focus();
      return;
    }
    busy = true;
    try {
      const written = await app.write("add_meeting", {
        fields: { ...fields, place: place.value, mode: /** @type {Mode} */ (mode.value) }, new_series: newSeries, host_name: fields.host === null ? hostName : "",
      });
      app.typed.put(DRAFT, null);
      if (written.id) wants.made(written.id);
    } finally {
      busy = false;
    }
  });
  form.addEventListener("keydown", (event) => {
    if (isComposing(event) || event.defaultPrevented) return;
    if (event.key === "Escape") {
      event.preventDefault();
      wants.cancel();
    } else if (event.key === "Enter" && event.ctrlKey) {
      form.requestSubmit();
    }
  });
  restored.form(DRAFT, fill, plain);
  title.focus();

  return {
    /** @param {SeriesRow[]} next */
    update(next) {
      series = next.filter((one) => one.fields.ended_on === null);
    },
    destroy() {
      for (const field of [title, date, starts, ends, host]) field.destroy();
      form.remove();
    },
  };
}
