// @ts-check
// The agenda with its lines, each item a card; a last line that becomes one as soon as she writes into it.

import { el } from "../../parts/element.js";
import { arrange } from "./arrange.js";
import { following, newLine } from "./fields.js";
import { mountItem } from "./item.js";
import { mountLine } from "./line.js";
import { merged, placeOf } from "./order.js";

/** @typedef {import("../../types.d.ts").MeetingCard} MeetingCard */
/** @typedef {import("../../types.d.ts").LineRow} LineRow */
/** @typedef {import("./order.js").Begun} Begun */

/** Lines without an item stand in a list of their own. */
const LOOSE = "loose";

/** @param {import("./detail.js").Context} context */
export function mountAgenda(context) {
  const { app, lines } = context;
  /** @type {Map<string, ReturnType<typeof mountLine>>} */
  const made = new Map();
  /** @type {Map<string, ReturnType<typeof mountItem>>} */
  const items = new Map();
  /** Lines not in the ledger yet, per item; the last one waits at the end. @type {Map<string, Begun[]>} */
  const begun = new Map();
  /** @type {MeetingCard | null} */
  let card = null;
  let count = 0;
  /** Lines begun before a kill have names of this kind too: no name twice. */
  const sitting = Date.now().toString(36);

  const list = el("div", { class: "agenda" });
  const loose = el("ul", { class: "list lines" });
  const looseCard = el("section", { class: "card item loose", "aria-label": app.t("meeting.loose") }, el("header", {}, el("h2", {}, app.t("meeting.loose"))), loose);
  const more = el("button", { type: "button", class: "add-item", on: { click: () => addItem() } }, app.t("meeting.add_item"));
  const root = el("div", {}, list, el("div", { class: "under-agenda" }, more, el("p", { class: "small" }, app.t("meeting.line_keys"))));

  /** @param {string} item @returns {LineRow[]} */
  const kept = (item) => (item === LOOSE ? card?.loose_lines : card?.agenda.find((one) => one.id === item)?.lines) ?? [];
  /** @param {string} item */
  const keysOf = (item) => merged(kept(item).map((line) => line.id), begun.get(item) ?? []);
  /** @param {string} key */
  const itemOf = (key) => [...begun].find(([, open]) => open.some((one) => one.key === key))?.[0]
    ?? (card?.loose_lines.some((line) => line.id === key) ? LOOSE : card?.agenda.find((one) => one.lines.some((line) => line.id === key))?.id) ?? LOOSE;
  /** @param {string} item */
  const ulOf = (item) => (item === LOOSE ? loose : items.get(item)?.lines ?? loose);
  const isNew = (/** @type {string} */ key) => key.startsWith("new-");

  /** @param {string} item @param {string | null} after @param {import("../../types.d.ts").LineKind} kind @param {string} [again] its name before a kill */
  function begin(item, after, kind, again) {
    count += 1;
    const key = again ?? `new-${sitting}-${count}`;
    const open = begun.get(item) ?? [];
    // The waiting one stays last.
    const at = after === null ? open.length : Math.max(0, open.findIndex((one) => one.after === null));
    open.splice(at === -1 ? open.length : at, 0, { key, after });
    begun.set(item, open);
    made.set(key, mountLine(context, key, newLine(item === LOOSE ? null : item, kind), wants));
    return key;
  }

  let brought = false;
  /** Lines that she was writing when the program was killed stand where they stood. @param {MeetingCard} now */
  function bringBack(now) {
    if (brought) return;
    brought = true;
    const head = `line:${context.id}:`;
    const words = new Set([...now.agenda.flatMap((item) => item.lines), ...now.loose_lines].map((line) => line.fields.text));
    for (const id of app.typed.ids(`${head}new-`).sort((/** @type {string} */ a, /** @type {string} */ b) => a.localeCompare(b, "en", { numeric: true }))) {
      const { text = "", kind = "information", item = LOOSE, after = null } = app.typed.get(id) ?? {};
      // Killed between being saved and being forgotten as a draft: it is there already.
      if (text.trim() === "" || words.has(text)) app.typed.put(id, null);
      else begin(now.agenda.some((one) => one.id === item) ? item : LOOSE, after, kind, id.slice(head.length));
    }
  }

  /** @type {import("./line.js").LineWants} */
  const wants = {
    begun: (key) => { show(itemOf(key)); },
    next(key) {
      const item = itemOf(key);
      const keys = keysOf(item);
      const below = keys[keys.indexOf(key) + 1];
      const line = made.get(key);
      if (below !== undefined && isNew(below) && made.get(below)?.isEmpty()) {
        made.get(below)?.focus();
        return;
      }
      if (line?.isEmpty()) return;
      const fresh = begin(item, key, following(lines.fields(key)?.kind ?? "information"));
      show(item);
      made.get(fresh)?.focus();
    },
    async remove(key) {
      const item = itemOf(key);
      if (isNew(key) && isTail(item, key)) return void wants.step(key, -1);
      // Dropped first: leaving the field must not save the empty line on its way out.
      if (!isNew(key)) lines.drop(key);
      if (!wants.step(key, -1)) wants.step(key, 1);
      if (isNew(key)) forget(item, key);
      else {
        await app.write("remove_line", { id: key });
      }
    },
    async move(key, by) {
      const item = itemOf(key);
      if (isNew(key)) return;
      const ids = kept(item).map((line) => line.id);
      const to = ids.indexOf(key) + by;
      if (to < 0 || to >= ids.length) return;
      await lines.keep(key);
      await app.write("move_line", { id: key, to });
      app.say(app.t("meeting.moved", { place: to + 1 }));
    },
    step(key, by) {
      const all = [...items.keys()].flatMap((item) => keysOf(item)).concat(looseCard.isConnected ? keysOf(LOOSE) : []);
      const other = all[all.indexOf(key) + by];
      if (other === undefined) return false;
      made.get(other)?.focus(by === 1 ? "start" : "end");
      return true;
    },
    left(key) {
      // An empty line that she walked away from was no line.
      const item = itemOf(key);
      if (isNew(key) && !isTail(item, key) && made.get(key)?.isEmpty()) forget(item, key);
    },
  };

  /** @param {string} item @param {string} key */
  const isTail = (item, key) => begun.get(item)?.at(-1)?.key === key && begun.get(item)?.at(-1)?.after === null;

  /** @param {string} item @param {string} key */
  function forget(item, key) {
    begun.set(item, (begun.get(item) ?? []).filter((one) => one.key !== key));
    lines.drop(key);
    made.get(key)?.destroy();
    made.delete(key);
    show(item);
  }

  /** Puts an item's lines on the screen, with one waiting at the end. @param {string} item */
  function show(item) {
    const last = begun.get(item)?.at(-1);
    if (!last || last.after !== null || !made.get(last.key)?.isEmpty()) {
      const above = keysOf(item).at(-1);
      begin(item, null, above === undefined ? "information" : following(lines.fields(above)?.kind ?? "information"));
    }
    const keys = keysOf(item);
    keys.forEach((key, place) => made.get(key)?.setTail(place === keys.length - 1));
    arrange(ulOf(item), keys.flatMap((key) => made.get(key)?.element ?? []));
  }

  async function addItem() {
    const written = await app.write("add_agenda_item", { meeting: context.id, fields: { title: "", minutes: null, presenter: "" } });
    await context.reload();
    if (written.id) items.get(written.id)?.focus();
  }

  return {
    element: root,
    /** A line got its id: it keeps its element, its place and the caret. @param {string} from @param {string} to */
    renamed(from, to) {
      const line = made.get(from);
      if (!line) return;
      made.delete(from);
      made.set(to, line);
      line.rename(to);
      for (const open of begun.values()) {
        for (const one of open) {
          if (one.key === from) one.key = to;
          if (one.after === from) one.after = to;
        }
      }
    },
    /** Throws away a line that was brought back, saved meanwhile or not. @param {string} key */
    async discard(key) {
      if (isNew(key)) return forget(itemOf(key), key);
      lines.drop(key);
      await app.write("remove_line", { id: key });
    },
    /** Where a line stands that is not in the ledger yet. @param {string} key */
    begunAt(key) {
      const item = itemOf(key);
      return { item, agenda_item: item === LOOSE ? null : item, after: begun.get(item)?.find((one) => one.key === key)?.after ?? null };
    },
    /** Where a new line goes among the kept ones; null: at the end, where the ledger puts it anyway. @param {string} key */
    placeFor(key) {
      const item = itemOf(key);
      const keys = keysOf(item);
      const place = placeOf(keys, key, (other) => !isNew(other));
      return place >= kept(item).length ? null : place;
    },
    /** @param {MeetingCard} next */
    update(next) {
      card = next;
      bringBack(next);
      const all = [...next.agenda.flatMap((item) => item.lines), ...next.loose_lines];
      const ids = new Set(all.map((line) => line.id));
      for (const [item, open] of begun) begun.set(item, open.filter((one) => !ids.has(one.key)));
      for (const row of all) {
        let line = made.get(row.id);
        if (!line) {
          line = mountLine(context, row.id, row.fields, wants);
          made.set(row.id, line);
        }
        line.update(row);
      }
      const there = new Set(next.agenda.map((item) => item.id));
      for (const [key, line] of made) {
        const waiting = [...begun].some(([item, open]) => (item === LOOSE || there.has(item)) && open.some((one) => one.key === key));
        if (!ids.has(key) && !waiting && !lines.isOpen(key)) {
          line.destroy();
          made.delete(key);
        }
      }
      for (const [id, item] of items) {
        if (!there.has(id)) {
          item.destroy();
          items.delete(id);
          begun.delete(id);
        }
      }
      next.agenda.forEach((row, place) => {
        let item = items.get(row.id);
        if (!item) {
          item = mountItem(context, row.id);
          items.set(row.id, item);
        }
        item.update(row, place, next.agenda.length);
        show(row.id);
      });
      const isLoose = next.loose_lines.length > 0 || next.agenda.length === 0 || (begun.get(LOOSE) ?? []).some((one) => !made.get(one.key)?.isEmpty());
      if (isLoose) show(LOOSE);
      // The map keeps the order in which items were made: the order of the agenda is the card's.
      const ordered = next.agenda.flatMap((row) => items.get(row.id)?.element ?? []);
      for (const row of next.agenda) {
        const item = items.get(row.id);
        if (item) {
          items.delete(row.id);
          items.set(row.id, item);
        }
      }
      arrange(list, isLoose ? [...ordered, looseCard] : ordered);
      looseCard.querySelector("header")?.toggleAttribute("hidden", next.agenda.length === 0 && next.loose_lines.length === 0);
    },
    destroy() {
      for (const line of made.values()) line.destroy();
      for (const item of items.values()) item.destroy();
    },
  };
}
