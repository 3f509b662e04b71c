// @ts-check
// Fields of new records, empty, in the shape of the border.

/** @typedef {import("../../types.d.ts").MeetingFields} MeetingFields */
/** @typedef {import("../../types.d.ts").LineFields} LineFields */
/** @typedef {import("../../types.d.ts").LineKind} LineKind */
/** @typedef {import("../../types.d.ts").AttendanceFields} AttendanceFields */
/** @typedef {import("../../types.d.ts").Attended} Attended */

/** In the order of the keys Alt+1 … Alt+7. @type {LineKind[]} */
export const LINE_KINDS = ["information", "statement", "decision", "action", "handover", "insight", "viewpoint"];
/** @type {Attended[]} */
export const ATTENDED = ["present", "online", "late", "left_early", "proxy", "absent"];

/** @param {string} date ISO @returns {MeetingFields} */
export function newMeeting(date) {
  return {
    series: null, number: null, title: "", kind: null, date, starts: null, ends: null, place: "", mode: "in_person", host: null, co_hosts: [],
    exchange_of_views: false, informal: false, members: null, recorder: null, handouts: "", next_date: null, next_note: "", is_final: false,
  };
}

/** @param {string | null} item @param {LineKind} kind @returns {LineFields} */
export function newLine(item, kind) {
  return { agenda_item: item, kind, text: "", speaker: null, profession: null, audience: "shared" };
}

/** @param {Partial<AttendanceFields>} known @returns {AttendanceFields} */
export function newAttendance(known) {
  return { person: null, guest_name: "", guest_organisation: "", attended: "present", time: null, proxy_person: null, proxy_name: "", role: "member", ...known };
}

/** The kind of the line after this one: talk goes on as talk, a decision or an action stands alone. @param {LineKind} kind @returns {LineKind} */
export function following(kind) {
  return kind === "statement" || kind === "viewpoint" ? kind : "information";
}
