// @ts-check
// One series (会の場): what it is for, how often it meets, its charter; what the stages ask of it. Saved as typed.

import { el } from "../../parts/element.js";
import { choice } from "../../parts/choice.js";
import { recordFields } from "../people/fields.js";
import { findOrganisations } from "../people/finding.js";
import { mountHistory } from "../people/history.js";
import { recordDraft } from "../people/saving.js";

/** @typedef {import("../../types.d.ts").Meetings} Meetings */
/** @typedef {import("../../types.d.ts").SeriesFields} SeriesFields */
/** @typedef {import("../../types.d.ts").SeriesRow} SeriesRow */

/** So many meetings are listed; the rest is in the list beside. */
const LISTED = 12;

/**
 * @param {HTMLElement} root @param {string} id @param {any} app
 * @param {{removed: () => void, go: (id: string) => void}} wants
 */
export function mountSeries(root, id, app, wants) {
  let alive = true;
  let asked = 0;
  let writes = 0;
  let writing = 0;
  let timer = 0;

  /** @param {string} name @param {unknown} request */
  const write = async (name, request) => {
    writes += 1;
    writing += 1;
    try {
      return await app.write(name, request);
    } finally {
      writing -= 1;
    }
  };
  const saving = recordDraft(app, id, "series", (/** @type {SeriesFields} */ fields) => write("save_series", { id, fields }), (key) => (key === null ? fields.accept() : fields.refuse(key)));
  const fields = recordFields(app, { id, drafts: saving.drafts, typed: (now) => heading(now) });

  const name = el("h1", { tabindex: "-1" });
  const when = el("p", { class: "post-words" });
  const host = organisation("host", app.t("meeting.host"));
  const secretariat = organisation("secretariat", app.t("series.secretariat"));
  const what = section("series.what", el("div", { class: "fields" },
    fields.text("name", app.t("series.name"), { wide: true }), fields.select("kind", app.t("meeting.kind"), app.vocabulary().meeting_kinds, { none: app.t("meeting.none") }),
    fields.number("cycle_months", app.t("series.cycle"), { hint: app.t("series.cycle_hint") }), host.element, secretariat.element,
    el("div", { class: "wide flags" }, fields.check("is_forum", app.t("series.is_forum")), fields.check("is_community", app.t("series.is_community")))));
  const charter = section("series.charter", el("div", { class: "fields" },
    fields.area("aim", app.t("series.aim")), fields.area("position", app.t("series.position")), fields.area("members", app.t("series.members")),
    fields.day("charter_on", app.t("series.charter_on")), fields.day("set_up_on", app.t("series.set_up_on")), fields.day("ended_on", app.t("series.ended_on"))));
  const held = el("ul", { class: "list" });
  const more = el("p", { class: "small" });
  const meetings = section("series.meetings", held, more);
  const history = mountHistory(app, "series", id);
  const bin = el("button", { type: "button", class: "small-button danger", on: { click: () => remove() } }, app.t("series.remove"));
  const element = el("article", { class: "record-card series-card", "aria-busy": "true", "aria-label": app.t("meeting.series") }, saving.line,
    el("header", { class: "card-head" }, el("div", { class: "row name-line" }, name), when),
    el("div", { class: "card-columns" }, el("div", { class: "stack" }, what, meetings), el("div", { class: "stack" }, charter, history.element)),
    el("p", { class: "card-end" }, bin, " ", el("span", { class: "small" }, app.t("series.remove_hint"))));
  root.append(element);

  /** @param {string} title @param {...HTMLElement} body */
  function section(title, ...body) {
    return el("section", { class: "card", "aria-label": app.t(title) }, el("header", {}, el("h2", {}, app.t(title))), ...body);
  }

  /** @param {"host" | "secretariat"} key @param {string} label */
  function organisation(key, label) {
    const edit = (/** @type {string | null} */ value) => { saving.drafts.edit(id, /** @type {Partial<SeriesFields>} */ ({ [key]: value }), true); };
    const field = choice(app, {
      label, placeholder: app.t("series.organisation_hint"), text: "", search: (text) => findOrganisations(app, text),
      pick: (option) => edit(option.id), cleared: () => edit(null),
    });
    return { field, element: el("div", { class: "field" }, el("span", { class: "label" }, label), field.element) };
  }

  /** @param {SeriesFields} now */
  function heading(now) {
    name.textContent = now.name.trim() === "" ? app.t("person.nameless") : now.name;
  }

  async function load() {
    const mine = (asked += 1);
    const before = writes;
    const answer = /** @type {Meetings} */ (await app.call("meetings", { text: "", series: id }));
    if (!alive || mine !== asked) return;
    const row = answer.series.find((one) => one.id === id);
    if (row === undefined) {
      saving.drafts.drop(id);
      return void wants.removed();
    }
    // Something was written meanwhile: this answer is older than what she sees.
    if (before !== writes || writing > 0) return later();
    element.removeAttribute("aria-busy");
    heading(fields.update(row.fields));
    host.field.set(row.host_name);
    secretariat.field.set(row.secretariat_name);
    when.textContent = [app.t("series.held", { count: row.meetings }), row.last === "" ? "" : app.t("meeting.series_last", { date: row.last }), row.next === "" ? "" : app.t("series.next", { date: row.next })].filter((word) => word !== "").join(" · ");
    held.replaceChildren(...answer.rows.slice(0, LISTED).map((one) => el("li", {}, el("span", { class: "small" }, one.date), " ", el("button", { type: "button", class: "link", on: { click: () => wants.go(one.id) } }, one.title))));
    history.update();
    more.textContent = answer.rows.length > LISTED ? app.t("series.more", { count: answer.rows.length - LISTED }) : answer.rows.length === 0 ? app.t("series.none_held") : "";
  }

  function later() {
    clearTimeout(timer);
    timer = window.setTimeout(load, 120);
  }

  async function remove() {
    try {
      await saving.drafts.flush();
      saving.drafts.drop(id);
      const written = await write("remove_series", { id });
      app.undoable(written.operation);
      wants.removed();
    } catch {
      // Told already; the card stays.
    }
  }

  const onHide = () => { saving.drafts.flush(); };
  document.addEventListener("visibilitychange", onHide);
  window.addEventListener("pagehide", onHide);
  const stop = app.onChange(later);
  load();

  return {
    destroy() {
      saving.leave();
      alive = false;
      asked += 1;
      clearTimeout(timer);
      stop();
      document.removeEventListener("visibilitychange", onHide);
      window.removeEventListener("pagehide", onHide);
      host.field.destroy();
      secretariat.field.destroy();
      history.destroy();
      element.remove();
    },
  };
}
