// @ts-check
// Who is there: added by kana, several in a row; the post is the one as of that day.

import { el } from "../../parts/element.js";
import { arrange } from "./arrange.js";
import { mountAttendee } from "./attendee.js";
import { choice } from "../../parts/choice.js";
import { newAttendance } from "./fields.js";

/** @typedef {import("../../types.d.ts").MeetingCard} MeetingCard */
/** @typedef {import("../../types.d.ts").AttendanceRow} AttendanceRow */

/** An id that no record has: adds the typed name as a guest. */
const GUEST = "guest:";

/** @param {import("./detail.js").Context} context */
export function mountAttendance(context) {
  const { app, id } = context;
  /** @type {MeetingCard | null} */
  let card = null;
  /** @type {Map<string, ReturnType<typeof mountAttendee>>} */
  const rows = new Map();

  const totals = el("small", {});
  const groups = el("p", { class: "small groups" });
  const quorum = el("p", { class: "small quorum" });
  const list = el("ul", { class: "list attendees" });
  const add = choice(app, {
    label: app.t("meeting.add_attendee"), placeholder: app.t("meeting.add_attendee_hint"), text: "", again: true, draft: () => `typing:meeting:${id}:attendee`,
    search: async (text) => {
      if (text.trim() === "") return [];
      const there = new Set((card?.attendance ?? []).map((row) => row.fields.person));
      const answer = await app.call("people", { text, side: null, profession: null, municipality: null, key_person: null });
      const people = answer.rows.filter((/** @type {{id: string}} */ row) => !there.has(row.id)).slice(0, 8)
        .map((/** @type {import("../../types.d.ts").PersonListRow} */ row) => ({ id: row.id, name: row.name, detail: [row.organisation, row.title].filter((word) => word !== "").join(" ") }));
      return [...people, { id: `${GUEST}${text.trim()}`, name: app.t("meeting.as_guest", { name: text.trim() }), detail: "" }];
    },
    pick: (option) => {
      const guest = option.id.startsWith(GUEST) ? option.id.slice(GUEST.length) : "";
      enter([newAttendance(guest === "" ? { person: option.id } : { guest_name: guest, role: "observer" })], guest === "" ? option.name : guest);
    },
  });
  const same = el("button", { type: "button", class: "link small", hidden: true, on: { click: asLastTime } }, app.t("meeting.as_last_time"));
  const professions = el("details", { class: "reasons small", hidden: true }, el("summary", {}, app.t("meeting.by_profession")), el("p", { class: "small" }));
  const more = el("button", { type: "button", class: "link small", hidden: true, on: { click: () => { all = !all; show(); } } });
  let all = false;
  const root = el("section", { class: "card attendance", "aria-labelledby": "attendance-head" },
    el("header", {}, el("h2", { id: "attendance-head" }, app.t("meeting.attendance")), totals), groups, quorum, add.element, same, list, more, professions);

  /** @param {import("../../types.d.ts").AttendanceFields[]} entries @param {string} name */
  async function enter(entries, name) {
    await app.write("set_attendance", { meeting: id, entries });
    app.say(app.t("meeting.attendee_added", { name }));
  }

  async function asLastTime() {
    if (!card?.previous) return;
    const before = /** @type {MeetingCard} */ (await app.call("meeting", { id: card.previous.id }));
    const there = new Set(card.attendance.map((row) => row.fields.person));
    const entries = before.attendance.filter((row) => row.fields.person !== null && !there.has(row.fields.person))
      .map((row) => newAttendance({ person: row.fields.person, role: row.fields.role }));
    if (entries.length > 0) await enter(entries, app.t("meeting.people_count", { count: entries.length }));
  }

  /** The first dozen, and all once she asks: the side stays readable beside a long agenda. */
  function show() {
    if (!card) return;
    const few = 12;
    const shown = all ? card.attendance : card.attendance.slice(0, few);
    arrange(list, shown.flatMap((row) => rows.get(row.id)?.element ?? []));
    more.hidden = card.attendance.length <= few;
    more.textContent = all ? app.t("meeting.fewer") : app.t("meeting.more_people", { count: card.attendance.length - few });
    more.setAttribute("aria-expanded", String(all));
  }

  return {
    element: root,
    /** @param {MeetingCard} next */
    update(next) {
      card = next;
      const { counts } = next;
      totals.textContent = app.t("meeting.totals", { people: counts.present, organisations: counts.organisations });
      groups.replaceChildren(...counts.by_group.map(([group, count]) => el("span", { class: "group-count" }, app.sign(group), `${app.t(`meeting.group_${group}`)} ${count}`)));
      quorum.textContent = counts.quorum;
      quorum.hidden = counts.quorum === "";
      const words = professions.querySelector("p");
      if (words) words.textContent = counts.by_profession.map(([profession, count]) => `${profession} ${count}`).join(" · ");
      professions.hidden = counts.by_profession.length === 0;
      same.hidden = next.attendance.length > 0 || next.previous === null;
      const there = new Set(next.attendance.map((row) => row.id));
      for (const [key, row] of rows) {
        if (!there.has(key)) {
          row.destroy();
          rows.delete(key);
        }
      }
      for (const row of next.attendance) {
        let made = rows.get(row.id);
        if (!made) {
          made = mountAttendee(context, row.id);
          rows.set(row.id, made);
        }
        made.update(row);
      }
      show();
    },
    destroy() {
      add.destroy();
      for (const row of rows.values()) row.destroy();
    },
  };
}
