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

/**
 * @param {any} app @param {string} path @param {string | null} passphrase @param {PackDesk} begun @param {() => void} close
 */
export function packDesk(app, path, passphrase, begun, close) {
  let desk = begun;
  /** @type {Map<string, PackDecision>} */
  const decisions = new Map();
  /** @type {PackOutcome | null} */
  let filter = begun.groups.find((group) => (group.outcome === "conflict" || group.outcome === "perhaps") && group.count > 0)?.outcome ?? null;
  let shown = PAGE;
  let done = false;
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const groups = el("nav", { class: "desk-groups", "aria-label": app.t("exchange.column_outcome") });
  const list = el("div", { class: "pack-rows" });
  const foot = el("div", { class: "desk-foot" });
  const basis = el("select", {}, el("option", { value: "" }, app.t("from.no_basis")), app.vocabulary().bases.map((/** @type {{id: string, name: string}} */ one) => el("option", { value: one.id }, one.name)));
  const element = el("div", { class: "desk-screen" },
    el("div", { class: "desk-head" }, el("div", { class: "row" }, el("h2", {}, app.t("pack.of", { sender: desk.sender })), el("span", { class: "chip" }, desk.scope), el("span", { class: "small" }, desk.made_at), desk.hand_over ? el("span", { class: "chip" }, app.t("pack.hand_over")) : null,
      el("button", { type: "button", class: "quiet push", on: { click: close } }, app.t("close"))),
    desk.left_out.length > 0 ? el("details", { class: "small" }, el("summary", {}, app.t("pack.left_out_there")), el("ul", {}, desk.left_out.map((one) => el("li", {}, one)))) : null),
    problem, el("div", { class: "desk-body" }, groups, list), foot);

  /** @param {PackRow} row @param {string | null} field */
  const keyOf = (row, field) => `${row.table}:${row.id}:${field ?? ""}`;

  function update() {
    groups.replaceChildren(...desk.groups.filter((group) => group.count > 0 || group.outcome === "conflict").map((group) => el("button", { type: "button", class: "group", "data-outcome": group.outcome, "aria-pressed": String(filter === group.outcome), disabled: group.count === 0 || group.outcome === "nothing", on: { click: () => set(filter === group.outcome ? null : group.outcome) } }, el("span", {}, group.name), el("b", { class: "number" }, String(group.count)))),
      el("button", { type: "button", class: "group", "data-group": "null", "aria-pressed": String(filter === null), on: { click: () => set(null) } }, el("span", {}, app.t("exchange.all")), el("b", { class: "number" }, String(desk.records))));
    const rows = desk.rows.filter((row) => filter === null || row.outcome === filter);
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
    const decision = decisions.get(keyOf(row, null));
    const element = el("article", { class: "card pack-row", tabindex: "0", "data-pack-row": `${row.table}:${row.id}`, "data-outcome": row.outcome, "aria-label": row.record },
      el("header", {}, el("span", { class: LOOK[row.outcome] ?? "chip" }, desk.groups.find((group) => group.outcome === row.outcome)?.name ?? ""), el("b", {}, row.record), done ? null : later(row)),
      row.candidates.length > 0 ? candidates(row, decision) : null,
      row.fields.length === 0 ? null : row.outcome === "new" ? el("p", { class: "row small" }, row.fields.map((field) => el("span", {}, el("span", { class: "faint" }, `${field.label}　`), field.theirs.value))) : fields(row));
    element.addEventListener("keydown", guarded((event) => {
      if (event.target !== element || event.ctrlKey || event.altKey || event.metaKey || done) return;
      const perhaps = row.candidates.length > 0;
      const conflicts = row.fields.filter((field) => field.conflict);
      if (perhaps && event.key === "1") decide(row, null, "same", row.candidates[0].person);
      else if (perhaps && event.key === "2") decide(row, null, "other", row.candidates[0].person);
      else if (event.key === "3") decide(row, null, "later");
      else if (conflicts.length > 0 && event.key === "1") for (const field of conflicts) decide(row, field.field, "theirs");
      else if (conflicts.length > 0 && event.key === "2") for (const field of conflicts) decide(row, field.field, "mine");
      else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const all = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("article")]);
        all[all.indexOf(element) + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
      } else return;
      event.preventDefault();
    }));
    return element;
  }

  /** @param {PackRow} row */
  function later(row) {
    const chosen = decisions.get(keyOf(row, null))?.choice === "later";
    return el("button", { type: "button", class: "chip push", "aria-pressed": String(chosen), on: { click: () => decide(row, null, "later") } }, app.t("exchange.later"), el("kbd", {}, "3"));
  }

  /** @param {PackRow} row @param {PackDecision | undefined} decision */
  function candidates(row, decision) {
    return el("div", { class: "stack" }, row.candidates.map((one, nth) => el("div", { class: "row" }, el("span", { class: "grow" }, app.t("exchange.candidate", { name: one.name }), " ", one.reasons.map((reason) => el("span", { class: "chip" }, reason))),
      done ? null : [el("button", { type: "button", class: "chip", "aria-pressed": String(decision ? decision.choice === "same" && decision.with === one.person : one.sure), on: { click: () => decide(row, null, "same", one.person) } }, app.t("exchange.same"), nth === 0 ? el("kbd", {}, "1") : null),
        el("button", { type: "button", class: "chip", "aria-pressed": String(decision?.choice === "other" && decision.with === one.person), on: { click: () => decide(row, null, "other", one.person) } }, app.t("exchange.other"), nth === 0 ? el("kbd", {}, "2") : null)])));
  }

  /** @param {PackRow} row */
  function fields(row) {
    /** @param {PackField} field @param {"mine" | "theirs"} side */
    const cell = (field, side) => {
      const value = field[side];
      const words = [el("div", {}, value.value || "—"), value.who ? el("div", { class: "small faint" }, `${value.who}・${value.at}`) : null];
      if (!field.conflict || done) return el("td", {}, words);
      const decision = decisions.get(keyOf(row, field.field));
      return el("td", {}, el("label", { class: "value" }, el("input", { type: "radio", name: keyOf(row, field.field), checked: decision?.choice === side, on: { change: () => decide(row, field.field, side) } }), el("span", {}, words)));
    };
    return el("table", { class: "pack-fields" }, el("caption", { class: "visually-hidden" }, row.record), el("thead", {}, el("tr", {}, el("th", { scope: "col" }, el("span", { class: "visually-hidden" }, app.t("desk.field"))), el("th", { scope: "col" }, app.t("pack.mine")), el("th", { scope: "col" }, app.t("pack.theirs", { sender: desk.sender })))),
      el("tbody", {}, row.fields.map((field) => el("tr", { class: field.conflict ? "conflict" : "" }, el("th", { scope: "row" }, field.label), cell(field, "mine"), cell(field, "theirs")))));
  }

  /** @param {PackRow} row @param {string | null} field @param {PackDecision["choice"]} choice @param {string | null} [other] */
  function decide(row, field, choice, other = null) {
    const key = keyOf(row, field);
    const former = decisions.get(key);
    if (former?.choice === choice && former.with === other && field === null) decisions.delete(key);
    else decisions.set(key, { table: row.table, id: row.id, choice, field, with: other });
    app.say(`${row.name}：${app.t(`pack.choice_${choice}`)}`);
    reread(row);
  }

  let asked = 0;
  /** What follows from a decision is seen at once: somebody who is the same brings other changes. @param {PackRow} row */
  async function reread(row) {
    const mine = ++asked;
    try {
      const next = await app.call("open_pack", { path, passphrase, decisions: [...decisions.values()] });
      if (mine !== asked) return;
      desk = next;
      const focused = element.contains(document.activeElement);
      // A row stays in sight where she decided about it.
      const kept = desk.rows.some((one) => one.table === row.table && one.id === row.id && (filter === null || one.outcome === filter));
      update();
      if (focused) /** @type {HTMLElement | null} */ (list.querySelector(kept ? `[data-pack-row="${CSS.escape(`${row.table}:${row.id}`)}"]` : "article"))?.focus();
    } catch (error) {
      fail(error);
    }
  }

  async function take() {
    problem.hidden = true;
    try {
      const taken = await app.call("take_pack", { path, passphrase, decisions: [...decisions.values()], digest: desk.digest, basis: basis.value });
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
  return { element, destroy: () => { asked += 1; element.remove(); } };
}
