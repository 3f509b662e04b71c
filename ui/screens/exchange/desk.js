// @ts-check
// The desk: groups by outcome with counts that add up, each doubtful row beside its candidate. Nothing is written before 取り込む.

import { asProblem } from "../../api.js";
import { el } from "../../parts/element.js";
import { guarded } from "../../parts/keys.js";
import { restoredLine } from "../../parts/restored.js";

/** @typedef {import("../../types.d.ts").DryRun} DryRun */
/** @typedef {import("../../types.d.ts").ImportRow} ImportRow */
/** @typedef {import("../../types.d.ts").Outcome} Outcome */
/** @typedef {import("../../types.d.ts").Decision} Decision */

/** @type {Outcome[]} */
const OUTCOMES = ["new", "updated", "unchanged", "doubtful", "rejected"];
/** @type {Record<Outcome, string>} */
const LOOK = { new: "chip good", updated: "chip good", unchanged: "chip", doubtful: "chip due", rejected: "chip bad" };
const ENCODINGS = ["utf-8", "cp932", "utf-16le", "utf-16be", "euc-jp", "iso-2022-jp"];
/** So many rows stand on the page at first. */
const PAGE = 200;

/**
 * @param {HTMLElement} root @param {any} app @param {string} path @param {DryRun} run
 * @param {{another: () => void, close: () => void}} turn
 */
export function mountDesk(root, app, path, run, turn) {
  /** @type {Map<number, Decision>} */
  const decisions = new Map();
  /** @type {Outcome | null} */
  let filter = null;
  let shown = PAGE;
  let encoding = "";
  let source = "";
  let done = false;
  /** Her decisions belong to this very file: they stand again when it is read again. */
  const draft = () => `import:${run.digest}`;
  const restored = restoredLine(app);
  const typed = () => app.typed.put(draft(), decisions.size === 0 && source === "" ? null : { file: run.file_name, source, decisions: [...decisions.values()] });
  /** @param {{source: string, decisions: Decision[]}} value */
  const fill = (value) => {
    ({ source } = value);
    decisions.clear();
    for (const decision of value.decisions) decisions.set(decision.row, decision);
    typed();
    set(filter);
  };

  const head = el("div", { class: "desk-head" });
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const banner = el("div", { class: "banner", hidden: true });
  const body = el("tbody");
  const more = el("button", { type: "button", hidden: true, on: { click: () => { shown += 1000; rows(); } } });
  const table = el("table", { class: "desk" }, el("caption", { class: "visually-hidden" }, app.t("exchange.title")),
    el("thead", {}, el("tr", {}, ["exchange.column_outcome", "exchange.column_row", "exchange.column_name", "exchange.column_reason"].map((key) => el("th", { scope: "col" }, app.t(key))))), body);
  const foot = el("div", { class: "desk-foot" });
  const element = el("div", { class: "desk-screen" }, head, problem, restored.line, banner, el("div", { class: "desk-scroll" }, table, more), foot);
  root.append(element);

  /** What a row will be with her decision. @param {ImportRow} row @returns {Outcome} */
  const outcome = (row) => {
    const decision = decisions.get(row.row);
    if (!decision) return row.outcome;
    return decision.choice === "same" ? "updated" : decision.choice === "new" ? "new" : "rejected";
  };
  /** @param {Outcome} kind */
  const count = (kind) => run.rows.filter((row) => outcome(row) === kind).length;

  function update() {
    const columns = run.columns.filter(([header]) => header !== "");
    const pick = run.format === "xlsx" || done ? null : el("select", { class: "chip", "aria-label": app.t("exchange.encoding"), on: { change: (/** @type {Event} */ event) => reread(/** @type {HTMLSelectElement} */ (event.target).value) } },
      el("option", { value: "" }, app.t("exchange.encoding_auto", { encoding: encoding === "" ? run.encoding : "…" })), ENCODINGS.map((name) => el("option", { value: name, selected: name === encoding }, name.toUpperCase())));
    head.replaceChildren(
      el("div", { class: "row" }, el("h2", {}, run.file_name), el("span", { class: "chip" }, run.format === "vcard" ? "vCard" : run.format.toUpperCase()), pick, el("span", { class: "small" }, app.t("exchange.read", { count: run.read })),
        el("button", { type: "button", class: "quiet push", on: { click: turn.another } }, app.t("exchange.another")), el("button", { type: "button", class: "quiet", on: { click: turn.close } }, app.t("close"))),
      el("div", { class: "row", role: "group", "aria-label": app.t("exchange.column_outcome") },
        el("button", { type: "button", class: "chip", "aria-pressed": String(filter === null), on: { click: () => set(null) } }, `${app.t("exchange.all")} ${run.rows.length}`),
        OUTCOMES.map((kind) => el("button", { type: "button", class: "chip", "data-outcome": kind, "aria-pressed": String(filter === kind), on: { click: () => set(filter === kind ? null : kind) } }, `${app.t(`exchange.${kind}`)} ${count(kind)}`)),
        run.dropped > 0 ? el("span", { class: "small" }, app.t("exchange.dropped", { count: run.dropped })) : null),
      columns.length > 0 ? el("details", { class: "small" }, el("summary", {}, app.t("exchange.columns")), el("p", {}, columns.map(([header, field]) => `${header} → ${field ? app.t(`exchange.field_${field}`) : app.t("exchange.leftover")}`).join("　"))) : null);
    const hidden = filter === null ? 0 : run.rows.length - count(filter);
    banner.hidden = hidden === 0;
    banner.replaceChildren(app.t("exchange.filtered", { count: hidden }), el("button", { type: "button", class: "link", on: { click: () => set(null) } }, app.t("exchange.clear")));
    const writes = count("new") + count("updated");
    const from = el("input", { type: "text", placeholder: app.t("exchange.source_hint"), value: source, on: { input: (/** @type {Event} */ event) => { source = /** @type {HTMLInputElement} */ (event.target).value; typed(); } } });
    if (!done) {
      foot.replaceChildren(el("label", { class: "field grow" }, el("span", {}, app.t("exchange.source")), from),
        el("button", { type: "button", class: "primary", disabled: writes === 0, "data-import": "", on: { click: take } }, writes === 0 ? app.t("exchange.nothing") : app.t("exchange.import", { count: writes })));
    }
  }

  function rows() {
    const fitting = run.rows.filter((row) => filter === null || outcome(row) === filter);
    body.replaceChildren(...fitting.slice(0, shown).map(line));
    more.hidden = fitting.length <= shown;
    more.textContent = app.t("exchange.more", { count: fitting.length - shown });
  }

  /** @param {ImportRow} row */
  function line(row) {
    const kind = outcome(row);
    const undecided = row.outcome !== "rejected" && row.outcome !== "unchanged" && !done;
    const cells = [
      el("td", {}, el("span", { class: LOOK[kind] }, app.t(`exchange.${kind}`))),
      el("td", { class: "number" }, String(row.row)),
      el("td", {}, row.name ? el("b", {}, row.name) : el("span", { class: "faint" }, "—"), row.post ? el("div", { class: "small" }, row.post) : null),
      el("td", {}, el("div", {}, row.reason), row.match?.name && row.outcome === "doubtful" ? el("div", { class: "small" }, row.match.person && !row.match.removed
        ? el("button", { type: "button", class: "link", on: { click: () => app.openRecord("person", row.match?.person) } }, app.t("exchange.candidate", { name: row.match.name })) : row.match.name) : null,
      row.changes.length > 0 ? el("ul", { class: "changes" }, row.changes.map(([field, old, next]) => el("li", {}, el("span", { class: "faint" }, `${field}　`), old ? el("del", {}, old) : null, old ? " → " : "", el("ins", {}, next)))) : null,
      undecided ? buttons(row) : null),
    ];
    const tr = el("tr", { tabindex: undecided ? "0" : null, "data-row": row.row, "data-kind": kind }, cells);
    if (undecided) {
      tr.addEventListener("keydown", guarded((event) => {
        if (event.target !== tr || event.ctrlKey || event.altKey || event.metaKey) return;
        if (event.key === "1" && row.match?.person) decide(row, "same");
        else if (event.key === "2") decide(row, "new");
        else if (event.key === "3") decide(row, null);
        else if (event.key === "ArrowDown" || event.key === "ArrowUp") step(tr, event.key === "ArrowDown");
        else return;
        event.preventDefault();
      }));
    }
    return tr;
  }

  /** @param {HTMLElement} tr @param {boolean} down */
  function step(tr, down) {
    const all = /** @type {HTMLElement[]} */ ([...body.querySelectorAll("tr[tabindex]")]);
    all[all.indexOf(tr) + (down ? 1 : -1)]?.focus();
  }

  /** @param {ImportRow} row */
  function buttons(row) {
    const chosen = decisions.get(row.row)?.choice ?? null;
    /** @param {string} key @param {Decision["choice"] | null} choice */
    const button = (key, choice) => el("button", { type: "button", class: "chip", "aria-pressed": String(chosen === choice), on: { click: () => decide(row, choice) } }, app.t(key));
    const all = row.outcome === "doubtful"
      ? [row.match?.person ? button(row.match.removed ? "exchange.restore" : "exchange.same", "same") : null, button("exchange.other", "new"), button("exchange.later", null)]
      : [button("exchange.take_row", null), button("exchange.skip", "skip")];
    return el("div", { class: "row choices-of-row", role: "group", "aria-label": app.t("exchange.choice_of", { name: row.name || row.row }) }, all);
  }

  /** @param {ImportRow} row @param {Decision["choice"] | null} choice */
  function decide(row, choice) {
    if (choice === null) decisions.delete(row.row);
    else decisions.set(row.row, { row: row.row, choice, person: choice === "same" ? (row.match?.person ?? null) : null });
    typed();
    update();
    const old = body.querySelector(`tr[data-row="${row.row}"]`);
    const made = line(row);
    const focused = old?.contains(document.activeElement) ?? false;
    old?.replaceWith(made);
    if (focused) made.focus();
    app.say(`${row.name}：${app.t(`exchange.${outcome(row)}`)}`);
  }

  /** @param {Outcome | null} kind */
  function set(kind) {
    filter = kind;
    shown = PAGE;
    update();
    rows();
  }

  /** @param {string} name */
  async function reread(name) {
    problem.hidden = true;
    try {
      run = await app.call("read_contacts", { path, encoding: name || null });
      encoding = name;
      decisions.clear();
      set(null);
      typed();
    } catch (error) {
      fail(error);
      update();
    }
  }

  async function take() {
    problem.hidden = true;
    try {
      const taken = await app.call("import_contacts", { path, encoding: encoding || null, source, decisions: [...decisions.values()], digest: run.digest });
      app.typed.put(draft(), null);
      restored.hide();
      run = taken.result;
      done = true;
      decisions.clear();
      await app.changed(taken.tables);
      const words = taken.operation ? app.t("exchange.imported", { new: run.new, updated: run.updated, doubtful: run.doubtful }) : app.t("exchange.nothing_written");
      foot.replaceChildren(el("p", { class: "grow", role: "status" }, el("b", {}, words)),
        taken.operation ? el("button", { type: "button", on: { click: () => app.undo() } }, app.t("undo")) : null, el("button", { type: "button", class: "primary", on: { click: () => app.navigate("people") } }, app.t("rail.people")));
      set(null);
    } catch (error) {
      fail(error);
    }
  }

  /** @param {unknown} error */
  function fail(error) {
    problem.textContent = asProblem(error).message;
    problem.hidden = false;
  }

  update();
  rows();
  restored.form(draft(), fill, () => ({ source: "", decisions: [] }));
  return { destroy: () => element.remove() };
}
