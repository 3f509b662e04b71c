// @ts-check
// A colleague's pack beside the ledger: new, changed, both changed it, perhaps the same person; value by value with who and when.
// Nothing is written before 取り込む.

import { asProblem } from "../../../api.js";
import { el } from "../../../parts/element.js";
import { guarded } from "../../../parts/keys.js";

/** @typedef {import("../../../types.d.ts").PackDesk} PackDesk */
/** @typedef {import("../../../types.d.ts").PackRow} PackRow */
/** @typedef {import("../../../types.d.ts").PackField} PackField */
/** @typedef {import("../../../types.d.ts").PackDecision} PackDecision */
/** @typedef {import("../../../types.d.ts").PackOutcome} PackOutcome */

/** @type {Partial<Record<PackOutcome, string>>} */
const LOOK = { conflict: "chip due", perhaps: "chip due", new: "chip good", changed: "chip good", deleted: "chip bad", kept: "chip due" };
const PAGE = 100;
/** What follows from her decisions is worked out when she rests. */
const REST_MS = 350;

/**
 * @param {any} app @param {string} path @param {string | null} passphrase @param {PackDesk} begun @param {() => void} close
 */
export function packDesk(app, path, passphrase, begun, close) {
  let desk = begun;
  /** @type {Map<string, PackDecision>} */
  const decisions = new Map();
  /** Rows she decided about, as they were before: they stay where they stood, so that she sees what she said. @type {Map<string, PackRow>} */
  const kept = new Map();
  /** @type {PackOutcome | null} */
  let filter = begun.groups.find((group) => (group.outcome === "conflict" || group.outcome === "perhaps") && group.count > 0)?.outcome ?? null;
  let shown = PAGE;
  let done = false;
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const groups = el("nav", { class: "desk-groups", "aria-label": app.t("exchange.column_outcome") });
  const hint = el("p", { class: "small keys-hint" });
  const list = el("div", { class: "pack-rows" });
  const foot = el("div", { class: "desk-foot" });
  const basis = el("select", {}, el("option", { value: "" }, app.t("from.no_basis")), app.vocabulary().bases.map((/** @type {{id: string, name: string}} */ one) => el("option", { value: one.id }, one.name)));
  const element = el("div", { class: "desk-screen" },
    el("div", { class: "desk-head" }, el("div", { class: "row" }, el("h2", {}, app.t("pack.of", { sender: desk.sender })), el("span", { class: "chip" }, desk.scope), el("span", { class: "small" }, desk.made_at), desk.hand_over ? el("span", { class: "chip" }, app.t("pack.hand_over")) : null,
      el("button", { type: "button", class: "quiet push", on: { click: close } }, app.t("close"))),
    desk.left_out.length > 0 ? el("details", { class: "small" }, el("summary", {}, app.t("pack.left_out_there")), el("ul", {}, desk.left_out.map((one) => el("li", {}, one)))) : null),
    problem, el("div", { class: "desk-body" }, groups, el("div", { class: "desk-rows" }, hint, list)), foot);

  /** @param {PackRow} row @param {string | null} field */
  const keyOf = (row, field) => `${row.table}:${row.id}:${field ?? ""}`;

  /** @param {{table: string, id: string}} row */
  const nameOf = (row) => `${row.table}:${row.id}`;
  const order = new Map(begun.rows.map((row, nth) => [nameOf(row), nth]));

  /** All rows in the order in which they came, each as it is, or as it was when she decided about it. */
  function allRows() {
    const now = new Map(desk.rows.map((row) => [nameOf(row), row]));
    for (const [name, row] of kept) now.set(name, row);
    const place = (/** @type {PackRow} */ row) => order.get(nameOf(row)) ?? order.size;
    return [...now.values()].sort((a, b) => place(a) - place(b));
  }
  /** @param {PackRow} row */
  const identity = (row) => decisions.get(keyOf(row, null));
  /** @param {PackRow} row */
  const conflictsOf = (row) => row.fields.filter((field) => field.conflict);
  /** @param {PackRow} row */
  const isOpen = (row) => !kept.has(nameOf(row)) && (row.outcome === "conflict" || row.outcome === "perhaps");

  function update() {
    const told = desk.groups.filter((group) => group.count > 0);
    const former = begun.groups.find((group) => group.outcome === filter);
    if (former && !told.some((group) => group.outcome === filter)) told.unshift({ ...former, count: 0 });
    groups.replaceChildren(...told.map((group) => el("button", { type: "button", class: "group", "data-outcome": group.outcome, "aria-pressed": String(filter === group.outcome), disabled: group.outcome === "nothing", on: { click: () => set(filter === group.outcome ? null : group.outcome) } }, el("span", {}, group.name), el("b", { class: "number" }, String(group.count)))),
      el("button", { type: "button", class: "group", "data-group": "null", "aria-pressed": String(filter === null), on: { click: () => set(null) } }, el("span", {}, app.t("exchange.all")), el("b", { class: "number" }, String(desk.records))));
    hint.hidden = done || (filter !== "conflict" && filter !== "perhaps" && filter !== "kept");
    if (!hint.hidden) hint.textContent = app.t(`pack.keys_${filter}`);
    const rows = allRows().filter((row) => filter === null || row.outcome === filter);
    list.replaceChildren(...rows.slice(0, shown).map(card), rows.length > shown ? el("button", { type: "button", on: { click: () => { shown += 500; update(); } } }, app.t("exchange.more", { count: rows.length - shown })) : "",
      rows.length === 0 ? el("p", { class: "muted" }, app.t("pack.nothing_here")) : "");
    if (done) return;
    const takes = desk.groups.filter((group) => !["nothing", "later", "held", "forgotten"].includes(group.outcome)).reduce((sum, group) => sum + group.count, 0);
    const open = desk.groups.filter((group) => group.outcome === "conflict" || group.outcome === "perhaps").reduce((sum, group) => sum + group.count, 0);
    foot.replaceChildren(el("label", { class: "field grow" }, el("span", {}, app.t("from.basis")), basis),
      el("div", { class: "take" }, el("p", { class: "small", role: "status" }, open > 0 ? app.t("pack.open_left", { count: open }) : ""), el("button", { type: "button", class: "primary", "data-import": "", disabled: takes === 0, on: { click: take } }, takes === 0 ? app.t("exchange.nothing") : app.t("pack.take", { count: takes }))));
  }

  /** @param {PackRow} row */
  function card(row) {
    const decided = kept.has(nameOf(row));
    const apart = ["other", "later"].includes(identity(row)?.choice ?? "");
    const outcome = desk.groups.find((group) => group.outcome === row.outcome)?.name ?? begun.groups.find((group) => group.outcome === row.outcome)?.name ?? "";
    const element = el("article", { class: "card pack-row", tabindex: "0", "data-pack-row": nameOf(row), "data-outcome": row.outcome, "data-decided": decided ? "" : null, "aria-label": row.record },
      el("header", {}, el("span", { class: decided ? "chip good" : LOOK[row.outcome] ?? "chip" }, decided ? app.t("pack.decided") : outcome), el("b", {}, row.record), done ? null : later(row)),
      row.candidates.length > 0 ? candidates(row) : null,
      row.outcome === "kept" && !done ? el("div", { class: "row" }, el("span", { class: "small grow" }, app.t(row.is_deleted_there ? "pack.kept_deleted_there" : "pack.kept_deleted_here", { sender: begun.sender })), side(row, "theirs", "1"), side(row, "mine", "2")) : null,
      row.fields.length === 0 || apart ? null : row.outcome === "new" ? el("p", { class: "row small" }, row.fields.map((field) => el("span", {}, el("span", { class: "faint" }, `${field.label}　`), field.theirs.value))) : fields(row));
    element.addEventListener("keydown", guarded((event) => {
      if (event.target !== element || event.ctrlKey || event.altKey || event.metaKey || done) return;
      const conflicts = conflictsOf(row);
      if (event.key === "3") say(row, "later");
      else if (row.outcome === "perhaps" && event.key === "1") say(row, "same", row.candidates[0]?.person);
      else if (row.outcome === "perhaps" && event.key === "2") say(row, "other", row.candidates[0]?.person);
      else if (row.outcome === "kept" && event.key === "1") say(row, "theirs");
      else if (row.outcome === "kept" && event.key === "2") say(row, "mine");
      else if (conflicts.length > 0 && event.key === "1") choose(row, conflicts, "theirs");
      else if (conflicts.length > 0 && event.key === "2") choose(row, conflicts, "mine");
      else if (event.key === "ArrowDown" || event.key === "ArrowUp") step(element, event.key === "ArrowDown");
      else return;
      event.preventDefault();
    }));
    return element;
  }

  /** @param {HTMLElement} from @param {boolean} down */
  function step(from, down) {
    const all = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("article")]);
    all[all.indexOf(from) + (down ? 1 : -1)]?.focus();
  }

  /** @param {PackRow} row */
  function later(row) {
    return el("button", { type: "button", class: "chip push", "aria-pressed": String(identity(row)?.choice === "later"), on: { click: () => say(row, "later") } }, app.t("exchange.later"), el("kbd", {}, "3"));
  }

  /** Deleted by one, changed by the other: whom she follows. @param {PackRow} row @param {"theirs" | "mine"} choice @param {string} digit */
  function side(row, choice, digit) {
    return el("button", { type: "button", class: "chip", "aria-pressed": String(identity(row)?.choice === choice), on: { click: () => say(row, choice) } }, app.t((choice === "theirs") === row.is_deleted_there ? "pack.kept_delete" : "pack.kept_keep"), el("kbd", {}, digit));
  }

  /** @param {PackRow} row */
  function candidates(row) {
    const decision = identity(row);
    /** @param {string} digit @param {number} nth */
    const digit = (digit, nth) => row.outcome === "perhaps" && nth === 0 ? el("kbd", {}, digit) : null;
    return el("div", { class: "stack" }, row.candidates.map((one, nth) => el("div", { class: "row" }, el("span", { class: "grow row" }, app.t("exchange.candidate", { name: one.name }), one.reasons.map((reason) => el("span", { class: "chip" }, reason))),
      done ? null : [el("button", { type: "button", class: "chip", "aria-pressed": String(decision ? decision.choice === "same" && decision.with === one.person : one.sure), on: { click: () => say(row, "same", one.person) } }, app.t("exchange.same"), digit("1", nth)),
        el("button", { type: "button", class: "chip", "aria-pressed": String(decision?.choice === "other" && decision.with === one.person), on: { click: () => say(row, "other", one.person) } }, app.t("exchange.other"), digit("2", nth))])));
  }

  /** @param {PackRow} row */
  function fields(row) {
    /** @param {PackField} field @param {"mine" | "theirs"} side */
    const cell = (field, side) => {
      const value = field[side];
      const words = [el("div", {}, value.value || "—"), value.who ? el("div", { class: "small faint" }, `${value.who}・${value.at}`) : null];
      if (!field.conflict || done) return el("td", {}, words);
      return el("td", {}, el("label", { class: "value" }, el("input", { type: "radio", name: keyOf(row, field.field), checked: decisions.get(keyOf(row, field.field))?.choice === side, on: { change: () => choose(row, [field], side) } }), el("span", {}, words)));
    };
    const chosen = conflictsOf(row).filter((field) => decisions.has(keyOf(row, field.field)));
    return el("div", { class: "stack" }, el("table", { class: "pack-fields" }, el("caption", { class: "visually-hidden" }, row.record), el("thead", {}, el("tr", {}, el("th", { scope: "col" }, el("span", { class: "visually-hidden" }, app.t("desk.field"))), el("th", { scope: "col" }, app.t("pack.mine")), el("th", { scope: "col" }, app.t("pack.theirs", { sender: desk.sender })))),
      el("tbody", {}, row.fields.map((field) => el("tr", { class: field.conflict ? "conflict" : "" }, el("th", { scope: "row" }, field.label), cell(field, "mine"), cell(field, "theirs"))))),
      chosen.length === 0 || done ? null : el("p", {}, el("button", { type: "button", class: "link small", on: { click: () => choose(row, chosen, null) } }, app.t("pack.choice_open"))));
  }

  /** Who it is. @param {PackRow} row @param {PackDecision["choice"]} choice @param {string | null} [other] */
  function say(row, choice, other = null) {
    const former = identity(row);
    if (former?.choice === choice && former.with === other) decisions.delete(keyOf(row, null));
    else decisions.set(keyOf(row, null), { table: row.table, id: row.id, choice, field: null, with: other });
    decided(row, choice);
  }

  /** Whose value of the fields stays; `null`: both. @param {PackRow} row @param {PackField[]} fields @param {"mine" | "theirs" | null} side */
  function choose(row, fields, side) {
    for (const { field } of fields) {
      if (side === null) decisions.delete(keyOf(row, field));
      else decisions.set(keyOf(row, field), { table: row.table, id: row.id, choice: side, field, with: null });
    }
    decided(row, side ?? "open");
  }

  /** @param {PackRow} row @param {PackDecision["choice"]} choice */
  function decided(row, choice) {
    const name = nameOf(row);
    const any = [...decisions.values()].some((one) => nameOf(one) === name);
    if (!any) kept.delete(name);
    else if (!kept.has(name)) kept.set(name, row);
    app.say(`${row.name}：${app.t(`pack.choice_${choice}`)}`);
    const byKey = document.activeElement?.matches("[data-pack-row]") ?? false;
    update();
    // On to the next one by the keyboard; with the mouse she stays where she is.
    const next = byKey && any ? allRows().find((one) => isOpen(one) && (filter === null || one.outcome === filter)) : null;
    focus(next ?? row);
    clearTimeout(timer);
    timer = window.setTimeout(reread, REST_MS);
  }

  /** @param {PackRow} row */
  function focus(row) {
    const card = /** @type {HTMLElement | null} */ (list.querySelector(`[data-pack-row="${CSS.escape(nameOf(row))}"]`));
    card?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: "nearest" });
  }

  let timer = 0;
  let asked = 0;
  /** What follows from her decisions: somebody who is the same brings other changes. */
  async function reread() {
    const mine = ++asked;
    try {
      const next = await app.call("open_pack", { path, passphrase, decisions: [...decisions.values()] });
      if (mine !== asked || done) return;
      // She decided about another file than the one that lies there now.
      if (next.digest !== begun.digest) throw new Error(app.t("pack.rewritten", { sender: begun.sender }));
      desk = next;
      const at = /** @type {HTMLElement | null} */ (document.activeElement?.closest("[data-pack-row]") ?? null)?.dataset.packRow;
      update();
      if (at) /** @type {HTMLElement | null} */ (list.querySelector(`[data-pack-row="${CSS.escape(at)}"]`))?.focus({ preventScroll: true });
    } catch (error) {
      fail(error);
    }
  }

  async function take() {
    problem.hidden = true;
    try {
      clearTimeout(timer);
      asked += 1;
      const taken = await app.call("take_pack", { path, passphrase, decisions: [...decisions.values()], digest: begun.digest, basis: basis.value });
      done = true;
      await app.changed(taken.tables);
      foot.replaceChildren(el("p", { class: "grow", role: "status" }, el("b", {}, taken.operation ? app.t("pack.taken", { sender: desk.sender }) : app.t("exchange.nothing_written")), taken.open > 0 ? ` ${app.t("pack.still_open", { count: taken.open })}` : ""),
        taken.operation ? el("button", { type: "button", on: { click: () => app.undo() } }, app.t("undo")) : "", el("button", { type: "button", class: "primary", on: { click: close } }, app.t("close")));
      update();
    } catch (error) {
      fail(error);
    }
  }

  /** @param {unknown} error */
  function fail(error) {
    problem.textContent = asProblem(error).message;
    problem.hidden = false;
  }

  /** @param {PackOutcome | null} next */
  function set(next) {
    filter = next;
    shown = PAGE;
    update();
  }

  update();
  return { element, destroy: () => { asked += 1; clearTimeout(timer); element.remove(); } };
}
