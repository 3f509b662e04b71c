// @ts-check
// The desk: groups by outcome with counts that add up, each doubtful row beside its candidates. Nothing is written before 取り込む.

import { asProblem } from "../../api.js";
import { dateField } from "../../parts/date.js";
import { el } from "../../parts/element.js";
import { restoredLine } from "../../parts/restored.js";
import { NOBODY, fromFields } from "./from.js";
import { GROUPS, countRows, keyOf, nextOpen, outcomeOf, safeCandidate } from "./outcome.js";
import { guessed, readingPanel } from "./reading.js";
import { deskRow } from "./row.js";

/** @typedef {import("../../types.d.ts").DryRun} DryRun */
/** @typedef {import("../../types.d.ts").ImportRow} ImportRow */
/** @typedef {import("../../types.d.ts").Outcome} Outcome */
/** @typedef {import("../../types.d.ts").Decision} Decision */

/** @typedef {import("./reading.js").Way} Way */

const ENCODINGS = ["utf-8", "cp932", "utf-16le", "utf-16be", "euc-jp", "iso-2022-jp"];
/** So many rows stand on the page at first. */
const PAGE = 100;

/**
 * @param {HTMLElement} root @param {any} app @param {string} path @param {DryRun} run
 * @param {Way} read how it was read
 * @param {{another: () => void, close: () => void}} turn
 */
export function mountDesk(root, app, path, run, read, turn) {
  /** @type {Map<string, Decision>} */
  const decisions = new Map();
  /** Which candidate of a row is shown. @type {Map<string, number>} */
  const shownCandidate = new Map();
  /** Which of several candidates she said it isn't. @type {Map<string, Set<number>>} */
  const dismissed = new Map();
  /** An outcome, `outcome:kind`, or everything. @type {string | null} */
  let filter = run.doubtful > 0 ? "doubtful" : null;
  let shown = PAGE;
  let { encoding, options } = read;
  /** @type {ReturnType<typeof readingPanel> | null} */
  let reading = null;
  /** @type {string | null} */
  let asOf = null;
  let from = { ...NOBODY };
  let done = false;
  /** Her decisions belong to this very file: they stand again when it is read again. */
  const draft = () => `import:${run.digest}`;
  const restored = restoredLine(app);
  const typed = () => app.typed.put(draft(), decisions.size === 0 && Object.values(from).every((text) => text === "") && asOf === null ? null
    : { file: run.file_name, ...from, as_of: asOf, encoding, options, decisions: [...decisions.values()] });
  /** Her decisions were made on rows of one reading: the file is read that way before they stand again. @param {any} value */
  const fill = async (value) => {
    from = { source: value.source ?? "", giver: value.giver ?? "", giver_organisation: value.giver_organisation ?? "", how: value.how ?? "", basis: value.basis ?? "" };
    decisions.clear();
    dismissed.clear();
    const way = { encoding: value.encoding ?? encoding, options: value.options ?? options, as_of: value.as_of ?? null };
    for (const decision of value.decisions) decisions.set(keyOf(decision), decision);
    if (JSON.stringify([way.encoding, way.options, way.as_of]) !== JSON.stringify([encoding, options, asOf]) && !await reread({ ...way, keep: true })) {
      decisions.clear();
      return;
    }
    typed();
    set(filter);
  };

  const head = el("div", { class: "desk-head" });
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const how = el("div", { hidden: true });
  const groups = el("nav", { class: "desk-groups", "aria-label": app.t("exchange.column_outcome") });
  const banner = el("div", { class: "banner", hidden: true });
  const bulk = el("div", { class: "row bulk", hidden: true });
  const body = el("tbody");
  const more = el("button", { type: "button", hidden: true, on: { click: () => { shown += 1000; rows(); } } });
  const table = el("table", { class: "desk" }, el("caption", { class: "visually-hidden" }, app.t("exchange.title")),
    el("thead", {}, el("tr", {}, ["exchange.column_outcome", "exchange.column_row", "exchange.column_name", "exchange.column_reason"].map((key) => el("th", { scope: "col" }, app.t(key))))), body);
  const foot = el("div", { class: "desk-foot" });
  const inside = el("div", { class: "desk-body" }, groups, el("div", { class: "desk-rows" }, banner, bulk, el("div", { class: "desk-scroll" }, table, more)));
  const element = el("div", { class: "desk-screen" }, head, how, problem, restored.line,
    inside, foot);
  root.append(element);

  /** @param {ImportRow} row */
  const outcome = (row) => outcomeOf(row, decisions.get(keyOf(row)));
  /** @param {ImportRow} row */
  const fits = (row) => {
    if (filter === null) return true;
    const [kind, exactly] = filter.split(":");
    // A doubtful row stays where she decided about it, so that she sees what she said.
    if (filter === "doubtful") return row.outcome === "doubtful";
    return outcome(row) === kind && (exactly === undefined || (row.kind === exactly && !decisions.has(keyOf(row))));
  };

  function update() {
    const columns = run.columns.filter(([header]) => header !== "");
    const pick = run.format === "xlsx" || done ? null : el("select", { class: "chip", "aria-label": app.t("exchange.encoding"), on: { change: (/** @type {Event} */ event) => reread({ encoding: /** @type {HTMLSelectElement} */ (event.target).value }) } },
      el("option", { value: "" }, app.t("exchange.encoding_auto", { encoding: encoding === "" ? run.encoding : "…" })), ENCODINGS.map((name) => el("option", { value: name, selected: name === encoding }, name.toUpperCase())));
    head.replaceChildren(
      el("div", { class: "row" }, el("h2", {}, run.file_name), el("span", { class: "chip" }, run.format === "vcard" ? "vCard" : run.format.toUpperCase()), pick, el("span", { class: "small" }, app.t("exchange.read", { count: run.read })),
        el("button", { type: "button", class: "quiet push", on: { click: turn.another } }, app.t("exchange.another")), el("button", { type: "button", class: "quiet", on: { click: turn.close } }, app.t("close"))),
      el("div", { class: "row small" }, done ? null : asOfField(), run.again ? el("span", { class: "chip" }, app.t("desk.again")) : null,
        run.dropped > 0 ? el("span", {}, app.t("exchange.dropped", { count: run.dropped })) : null),
      columns.length > 0 && !done ? el("div", { class: "row small" }, el("span", {}, columnsInWords(columns)), el("button", { type: "button", class: "link", "data-reading-open": "", "aria-expanded": String(reading !== null), on: { click: openReading } }, app.t("reading.open"))) : "");
    const count = countRows(run.rows, decisions);
    side(count);
    const hidden = run.rows.length - run.rows.filter(fits).length;
    banner.hidden = hidden === 0;
    banner.replaceChildren(app.t("exchange.filtered", { count: hidden }), el("button", { type: "button", class: "link", on: { click: () => set(null) } }, app.t("exchange.clear")));
    bulkLine();
    if (!done) feet(count);
  }

  /** @param {[string, string | null][]} columns */
  function columnsInWords(columns) {
    const left = columns.filter(([, field]) => field === null).map(([header]) => header);
    return left.length === 0 ? app.t("reading.all_columns", { count: columns.length }) : app.t("reading.some_columns", { count: columns.length, left: left.slice(0, 4).join("・") + (left.length > 4 ? "…" : "") });
  }

  function openReading() {
    if (reading) {
      closeReading();
      return;
    }
    reading = readingPanel(app, path, { encoding, options }, {
      close: closeReading,
      use: (way) => {
        closeReading();
        reread({ encoding: way.encoding, options: way.options });
      },
    });
    how.replaceChildren(reading.element);
    // One thing at a time: how it is read, then who it is.
    how.hidden = false;
    inside.hidden = true;
    foot.hidden = true;
    update();
  }

  function closeReading() {
    reading?.destroy();
    reading = null;
    how.hidden = true;
    inside.hidden = false;
    foot.hidden = false;
    update();
  }

  function asOfField() {
    const field = dateField(app, { label: app.t("desk.as_of"), changed: (day) => { if (day !== (asOf ?? run.as_of)) reread({ as_of: day, keep: true }); } });
    field.set?.(asOf ?? run.as_of);
    return el("span", { class: "row as-of" }, app.t("desk.as_of"), field.element, run.as_of_from ? el("span", { class: "faint" }, app.t(`desk.as_of_${run.as_of_from}`)) : null);
  }

  /** @param {(key: string) => number} count */
  function side(count) {
    /** @param {string | null} key @param {string} words @param {number} number @param {string | null} kind @param {boolean} [within] */
    const button = (key, words, number, kind, within = false) => el("button", { type: "button", class: within ? "group within" : "group", "data-outcome": within ? null : kind, "data-group": key, "aria-pressed": String(filter === key), disabled: number === 0 && filter !== key, on: { click: () => set(filter === key ? null : key) } },
      el("span", {}, words), el("b", { class: "number" }, String(number)));
    groups.replaceChildren(
      ...GROUPS.flatMap(([kind, kinds]) => [
        button(kind, app.t(`exchange.${kind}`), count(kind), kind),
        ...kinds.filter((one) => count(`${kind}:${one}`) > 0 && count(`${kind}:${one}`) < count(kind)).map((one) => button(`${kind}:${one}`, app.t(`desk.kind_${one}`), count(`${kind}:${one}`), kind, true)),
      ]),
      button(null, app.t("exchange.all"), run.rows.length, null));
  }

  function bulkLine() {
    const open = run.rows.filter((row) => row.outcome === "doubtful" && !decisions.has(keyOf(row)));
    const safe = open.filter((row) => safeCandidate(row) !== null);
    const refused = filter === "rejected" ? run.rows.filter((row) => outcome(row) === "rejected") : [];
    bulk.hidden = refused.length === 0 && (done || filter !== "doubtful" || run.doubtful === 0);
    if (bulk.hidden) return;
    if (refused.length > 0) {
      bulk.replaceChildren(el("span", { class: "small" }, app.t("reading.refused_hint")), el("button", { type: "button", class: "push", on: { click: () => saveRefused(refused) } }, app.t("reading.save_refused", { count: refused.length })));
      return;
    }
    bulk.replaceChildren(el("span", { class: "small" }, app.t("exchange.keys")), el("span", { class: "push small", role: "status" }, app.t("desk.open", { count: open.length })),
      safe.length > 0 ? el("button", { type: "button", "data-bulk": "same", on: { click: () => decideAll(safe, "same") } }, app.t("desk.all_same", { count: safe.length })) : "",
      decisions.size > 0 ? el("button", { type: "button", class: "quiet", on: { click: () => { decisions.clear(); typed(); set(filter); } } }, app.t("desk.none_decided")) : "");
  }

  /** @param {ImportRow[]} refused */
  async function saveRefused(refused) {
    try {
      const to = await app.choosePlace({ suggested: `${app.t("reading.refused_name")}_${run.file_name.replace(/\.[^.]*$/u, "")}.csv`, purpose: "people" });
      if (to === null) return;
      const written = await app.call("save_rejected", { path, encoding: encoding || null, options, rows: refused.map((row) => row.row), to });
      app.toast(`${app.t("exchange.written", { path: written.path })} ${written.message}`);
    } catch (error) {
      fail(error);
    }
  }

  /** @param {(key: string) => number} count */
  function feet(count) {
    const writes = count("new") + count("updated");
    const remembered = [...decisions.values()].some((decision) => decision.choice === "other");
    const words = writes > 0 || remembered ? app.t("exchange.import", { count: writes }) : run.confirms > 0 ? app.t("exchange.confirm", { count: run.confirms }) : app.t("exchange.nothing");
    const button = el("button", { type: "button", class: "primary", disabled: writes === 0 && !remembered && run.confirms === 0, "data-import": "", on: { click: take } }, words);
    // The fields stay as they are while she decides: only the button and the counts are new.
    if (foot.firstElementChild?.matches(".from")) foot.lastElementChild?.replaceWith(el("div", { class: "take" }, summary(count), button));
    else foot.replaceChildren(fromFields(app, from, typed), el("div", { class: "take" }, summary(count), button));
  }

  /** @param {(key: string) => number} count */
  const summary = (count) => el("p", { class: "small", role: "status" }, app.t("desk.summary", { new: count("new"), updated: count("updated"), doubtful: count("doubtful") }));

  function rows() {
    const fitting = run.rows.filter(fits);
    body.replaceChildren(...fitting.slice(0, shown).map(line));
    more.hidden = fitting.length <= shown;
    more.textContent = app.t("exchange.more", { count: fitting.length - shown });
  }

  /** @param {ImportRow} row */
  const line = (row) => deskRow(app, row, { decision: decisions.get(keyOf(row)), done, candidate: shownCandidate.get(keyOf(row)) ?? 0, dismissed: dismissed.get(keyOf(row)) ?? new Set() }, { decide, turn: turnTo, step, why: (one, text) => {
    const decision = decisions.get(keyOf(one));
    if (decision) decision.why = text;
    typed();
  } });

  /** @param {Element} from @param {boolean} down */
  function step(from, down) {
    const all = /** @type {HTMLElement[]} */ ([...body.querySelectorAll("tr[tabindex]")]);
    all[all.indexOf(/** @type {HTMLElement} */ (from)) + (down ? 1 : -1)]?.focus();
  }

  /** @param {ImportRow} row @returns {HTMLElement | null} */
  const lineOf = (row) => body.querySelector(`tr[data-row="${keyOf(row)}"]`);

  /** @param {ImportRow} row */
  function redraw(row) {
    const old = lineOf(row);
    const focused = old?.contains(document.activeElement) ?? false;
    const made = line(row);
    old?.replaceWith(made);
    if (focused) made.focus();
    return focused;
  }

  /** @param {ImportRow} row @param {number} at */
  function turnTo(row, at) {
    shownCandidate.set(keyOf(row), Math.max(0, Math.min(row.candidates.length - 1, at)));
    redraw(row);
  }

  /** @param {ImportRow} row @param {Decision["choice"] | null} choice */
  function put(row, choice) {
    const candidate = row.candidates[shownCandidate.get(keyOf(row)) ?? 0];
    if (choice === null) decisions.delete(keyOf(row));
    else decisions.set(keyOf(row), { row: row.row, part: row.part, choice, person: choice === "same" ? (candidate?.key || row.match?.person || null) : null, why: null });
  }

  /** Of several she looks at one at a time: who isn't this one may be the next. @param {ImportRow} row @returns {boolean} whether another is left to look at */
  function notThisOne(row) {
    const gone = dismissed.get(keyOf(row)) ?? new Set();
    gone.add(shownCandidate.get(keyOf(row)) ?? 0);
    dismissed.set(keyOf(row), gone);
    const next = row.candidates.findIndex((_, at) => !gone.has(at));
    if (next === -1) return false;
    turnTo(row, next);
    app.say(app.t("desk.next_candidate", { name: row.candidates[next]?.name ?? "" }));
    return true;
  }

  /** @param {ImportRow} row @param {Decision["choice"] | null} choice */
  function decide(row, choice) {
    const again = decisions.get(keyOf(row))?.choice === choice;
    if (choice === "other" && !again && row.candidates.length > 1 && notThisOne(row)) return;
    if (again) dismissed.delete(keyOf(row));
    put(row, again ? null : choice);
    typed();
    update();
    const focused = redraw(row);
    app.say(`${row.name}：${app.t(`exchange.${outcome(row)}`)}`);
    const next = focused && row.outcome === "doubtful" && decisions.has(keyOf(row)) ? nextOpen(run.rows, decisions, row) : null;
    if (next) {
      lineOf(next)?.focus();
      lineOf(next)?.scrollIntoView({ block: "nearest" });
    }
  }

  /** @param {ImportRow[]} all @param {Decision["choice"]} choice */
  function decideAll(all, choice) {
    for (const row of all) put(row, choice);
    typed();
    set(filter);
    app.say(app.t("desk.decided", { count: all.length }));
  }

  /** @param {string | null} kind */
  function set(kind) {
    filter = kind;
    shown = PAGE;
    update();
    rows();
  }

  /** @param {{encoding?: string, options?: import("../../types.d.ts").ContactOptions, as_of?: string | null, keep?: boolean}} changed `keep`: her decisions still fit */
  async function reread(changed) {
    problem.hidden = true;
    const next = { encoding: changed.encoding ?? encoding, options: changed.options ?? options, as_of: changed.as_of === undefined ? asOf : changed.as_of };
    try {
      run = await app.call("read_contacts", { path, encoding: next.encoding || null, options: next.options, as_of: next.as_of });
      ({ encoding, options } = next);
      asOf = next.as_of;
      if (!changed.keep) decisions.clear();
      shownCandidate.clear();
      dismissed.clear();
      set(filter !== null && run.rows.some(fits) ? filter : null);
      typed();
      return true;
    } catch (error) {
      fail(error);
      update();
      return false;
    }
  }

  let taking = false;
  async function take() {
    // A second click is no second file.
    if (taking || done) return;
    taking = true;
    problem.hidden = true;
    try {
      const taken = await app.call("import_contacts", { path, encoding: encoding || null, options, as_of: asOf, ...from, decisions: [...decisions.values()], digest: run.digest });
      app.typed.put(draft(), null);
      restored.hide();
      run = taken.result;
      done = true;
      decisions.clear();
      await app.changed(taken.tables);
      const words = taken.operation ? app.t("exchange.imported", { new: run.new, updated: run.updated, doubtful: run.doubtful }) : app.t("exchange.nothing_written");
      foot.replaceChildren(el("p", { class: "grow", role: "status" }, el("b", {}, words)),
        taken.operation ? el("button", { type: "button", on: { click: () => app.undo() } }, app.t("undo")) : "", el("button", { type: "button", class: "primary", on: { click: () => app.navigate("people") } }, app.t("rail.people")));
      set(null);
    } catch (error) {
      fail(error);
    } finally {
      taking = false;
    }
  }

  /** @param {unknown} error */
  function fail(error) {
    problem.textContent = asProblem(error).message;
    problem.hidden = false;
  }

  update();
  rows();
  restored.form(draft(), fill, () => ({ ...NOBODY, as_of: null, decisions: [] }));
  return { destroy: () => { reading?.destroy(); element.remove(); } };
}
