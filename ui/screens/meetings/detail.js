// @ts-check
// One meeting: heading, agenda with lines, attendance, what is still open before it is given out. Everything is saved as
// typed; what comes back from the ledger is put around what she is writing.

import { el } from "../../parts/element.js";
import { mountAgenda } from "./agenda.js";
import { mountAttendance } from "./attendance.js";
import { mountCarried } from "./carried.js";
import { mountChecks } from "./checks.js";
import { createDrafts } from "../../parts/drafts.js";
import { mountHeading } from "./heading.js";
import { keptIn, restoredLine } from "../../parts/restored.js";
import { mountHistory } from "../people/history.js";
import { openPages } from "./pages.js";

/** @typedef {import("../../types.d.ts").MeetingCard} MeetingCard */
/** @typedef {import("../../types.d.ts").MeetingFields} MeetingFields */
/** @typedef {import("../../types.d.ts").LineFields} LineFields */
/** @typedef {import("../../types.d.ts").ActionFields} ActionFields */
/** @typedef {import("../../types.d.ts").AgendaFields} AgendaFields */
/** @typedef {import("../../types.d.ts").AttendanceFields} AttendanceFields */
/** @typedef {{id: string, name: string, detail?: string}} Option */

/**
 * @typedef {object} Context What the parts of a meeting share.
 * @property {any} app
 * @property {string} id the meeting
 * @property {ReturnType<typeof createDrafts<MeetingFields>>} meeting
 * @property {ReturnType<typeof createDrafts<LineFields>>} lines
 * @property {ReturnType<typeof createDrafts<ActionFields>>} actions
 * @property {ReturnType<typeof createDrafts<AgendaFields>>} items
 * @property {ReturnType<typeof createDrafts<AttendanceFields>>} attendance
 * @property {ReturnType<typeof restoredLine>} restored says that something typed before a kill stands again
 * @property {() => Promise<void>} reload
 * @property {(text: string) => Option[]} attendees of this meeting
 * @property {(text: string) => Option[]} professions
 * @property {(text: string) => Promise<Option[]>} people attendees first, then anyone of the ledger
 * @property {(text: string) => Promise<Option[]>} organisations
 * @property {{hostName: string}} typed names that are no record yet
 */

/**
 * @param {HTMLElement} root @param {string} id @param {any} app
 * @param {{removed: () => void, go: (id: string) => void, series: (id: string) => void}} wants
 */
export function mountDetail(root, id, app, wants) {
  let alive = true;
  let asked = 0;
  let writes = 0;
  let writing = 0;
  /** @type {MeetingCard | null} */
  let card = null;

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
  // The failed write was told already; the words stay, and the next key tries again.
  const failed = () => {};
  const typed = { hostName: "" };
  const restored = restoredLine(app);
  /** @param {string} kind @returns {any} */
  const kept = (kind) => keptIn(app, `${kind}:${id}`, restored);
  /** Of a line that is not in the ledger yet, its place is kept as well. */
  const keptLines = { ...kept("line"), restored: (/** @type {() => void} */ discard, /** @type {string} */ key) => restored.record(key.startsWith("new-") ? () => agenda.discard(context.lines.real(key)) : discard),
    put: (/** @type {string} */ key, /** @type {any} */ changes) => app.typed.put(`line:${id}:${key}`, changes === null || !key.startsWith("new-") ? changes : { ...changes, ...agenda.begunAt(key) }) };

  /** @type {Context} */
  const context = {
    app, id, typed, restored,
    meeting: createDrafts({ save: async (key, fields) => { await write("save_meeting", { id: key, fields, host_name: fields.host === null ? typed.hostName : "" }); }, failed, kept: kept("meeting") }),
    lines: createDrafts({ save: saveLine, failed, renamed: (from, to) => agenda.renamed(from, to), wait: 700, kept: keptLines }),
    actions: createDrafts({ save: async (key, fields) => { await write("save_action", { id: key, fields }); }, failed, kept: kept("action") }),
    items: createDrafts({ save: async (key, fields) => { await write("save_agenda_item", { id: key, fields }); }, failed, wait: 700, kept: kept("item") }),
    attendance: createDrafts({ save: async (key, fields) => { await write("save_attendance", { id: key, fields }); }, failed, kept: kept("attendance") }),
    reload: load,
    attendees: (text) => matching((card?.attendance ?? []).flatMap((row) => (row.fields.person ? [{ id: row.fields.person, name: row.name, detail: row.post }] : [])), text),
    professions: (text) => matching(app.vocabulary().professions.map((/** @type {{id: string, name: string, group: string}} */ entry) => ({ id: entry.id, name: entry.name, detail: entry.group })), text),
    people: async (text) => {
      const here = context.attendees(text);
      if (text.trim() === "") return here.slice(0, 8);
      const answer = await app.call("people", { text, side: null, profession: null, municipality: null, key_person: null });
      const found = answer.rows.slice(0, 8).map((/** @type {import("../../types.d.ts").PersonListRow} */ row) => ({ id: row.id, name: row.name, detail: [row.organisation, row.title].filter((word) => word !== "").join(" ") }));
      return [...here, ...found.filter((/** @type {Option} */ one) => !here.some((other) => other.id === one.id))].slice(0, 10);
    },
    organisations: async (text) => {
      const answer = await app.call("organisations", { text, side: null, kind: null, municipality: null });
      return answer.rows.slice(0, 8).map((/** @type {import("../../types.d.ts").OrganisationListRow} */ row) => ({ id: row.id, name: row.name, detail: [row.kind, row.municipality].filter((word) => word !== "").join(" · ") }));
    },
  };

  /** @param {string} key @param {LineFields} fields @returns {Promise<string | null>} */
  async function saveLine(key, fields) {
    if (!key.startsWith("new-")) {
      // Emptied to be written anew: the words before stay kept until there are others, and the draft stays open.
      if (fields.text.trim() === "") throw new Error("no words yet");
      await write("save_line", { id: key, fields });
      return null;
    }
    if (fields.text.trim() === "") return null;
    const place = agenda.placeFor(key);
    // Beside the line's own fields the draft of a new one knows its place.
    const { agenda_item, kind, text, speaker, profession, audience } = fields;
    const written = await write("add_line", { meeting: id, fields: { agenda_item, kind, text, speaker, profession, audience }, action: null });
    if (place !== null && written.id) await write("move_line", { id: written.id, to: place });
    return written.id;
  }

  const heading = mountHeading(context, wants);
  const agenda = mountAgenda(context);
  const carried = mountCarried(context);
  const attendance = mountAttendance(context);
  const checks = mountChecks(context, {
    pages: async () => { await flush(); if (card) openPages(app, card); },
    remove,
  });
  const history = mountHistory(app, "meeting", id);
  const screen = el("article", { class: "meeting", "aria-busy": "true" },
    heading.element, restored.line,
    el("div", { class: "meeting-grid" },
      el("div", { class: "meeting-main" }, carried.element, agenda.element),
      el("aside", { class: "meeting-side", "aria-label": app.t("meeting.side") }, attendance.element, checks.element, history.element)));
  root.append(screen);

  async function load() {
    const mine = (asked += 1);
    const before = writes;
    const answer = /** @type {MeetingCard} */ (await app.call("meeting", { id }));
    if (!alive || mine !== asked) return;
    // Something was written meanwhile: this answer is older than what she sees.
    if (before !== writes || writing > 0) return void later();
    card = answer;
    screen.removeAttribute("aria-busy");
    heading.update(answer);
    carried.update(answer);
    agenda.update(answer);
    attendance.update(answer);
    checks.update(answer);
    history.update();
  }

  let timer = 0;
  function later() {
    clearTimeout(timer);
    timer = window.setTimeout(load, 120);
  }

  async function flush() {
    await Promise.all([context.meeting, context.lines, context.actions, context.items, context.attendance].map((drafts) => drafts.flush()));
  }

  async function remove() {
    await flush();
    const written = await app.write("remove_meeting", { id });
    wants.removed();
    app.undoable(written.operation);
  }

  const onHide = () => { flush(); };
  document.addEventListener("visibilitychange", onHide);
  window.addEventListener("pagehide", onHide);
  const stop = app.onChange(later);
  load();

  return {
    flush,
    destroy() {
      flush();
      alive = false;
      clearTimeout(timer);
      stop();
      document.removeEventListener("visibilitychange", onHide);
      window.removeEventListener("pagehide", onHide);
      agenda.destroy();
      attendance.destroy();
      carried.destroy();
      heading.destroy();
      history.destroy();
      screen.remove();
    },
  };
}

/** @param {Option[]} options @param {string} text */
function matching(options, text) {
  const wanted = text.trim().normalize("NFKC").toLowerCase();
  return wanted === "" ? options : options.filter((option) => `${option.name} ${option.detail ?? ""}`.normalize("NFKC").toLowerCase().includes(wanted));
}
