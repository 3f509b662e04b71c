// @ts-check
// 控え: what there is, what one of them holds beside what is open now, and going back to it, and back again.

import { asProblem } from "../api.js";
import { el } from "../parts/element.js";
import { pastPages } from "../parts/past.js";

/** @typedef {import("../types.d.ts").Backups} Backups */
/** @typedef {import("../types.d.ts").BackupRow} BackupRow */
/** @typedef {import("../types.d.ts").BackupComparison} BackupComparison */
/** @typedef {import("../types.d.ts").KindDifference} KindDifference */

/** @param {HTMLElement} root @param {Record<string, string>} _params @param {any} app */
export function mount(root, _params, app) {
  let alive = true;
  let asked = 0;
  /** @type {Backups | null} */
  let all = null;
  /** @type {string | null} */
  let chosen = null;
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const state = el("section", { class: "card backup-state", "aria-label": app.t("backups.state") });
  const list = el("ul", { class: "list" });
  const none = el("p", { class: "muted", hidden: true }, app.t("backups.none"));
  const beside = el("section", { class: "card", "aria-live": "polite", "aria-label": app.t("backups.beside") }, el("p", { class: "muted" }, app.t("backups.choose")));
  const screen = el("div", { class: "screen-backups", "aria-busy": "true" }, el("div", { class: "head" }, el("h1", {}, app.t("past.title")), pastPages(app, "backups")), el("p", { class: "lead" }, app.t("backups.lead")), problem, state,
    el("div", { class: "backup-grid" }, el("section", { class: "card backup-list", "aria-label": app.t("backups.list") }, el("header", {}, el("h2", {}, app.t("backups.list"))), none, list), beside));
  root.append(screen);

  /** @param {unknown} error */
  function fail(error) {
    if (!alive) return;
    problem.textContent = asProblem(error).message;
    problem.title = asProblem(error).detail;
    problem.hidden = false;
  }

  /** @param {HTMLButtonElement | null} button @param {() => Promise<void>} work shows that it is at it, and what went wrong */
  async function busy(button, work) {
    problem.hidden = true;
    if (button) button.disabled = true;
    screen.setAttribute("aria-busy", "true");
    try {
      await work();
    } catch (error) {
      fail(error);
    } finally {
      if (button) button.disabled = false;
      screen.removeAttribute("aria-busy");
    }
  }

  /** @param {Backups} next */
  function update(next) {
    if (!alive) return;
    all = next;
    const make = el("button", { type: "button", class: "primary", on: { click: () => busy(make, async () => { update(await app.call("make_backup", {})); await app.refresh(); app.say(all?.status.words ?? ""); }) } }, app.t("backups.make"));
    const { status } = next;
    state.replaceChildren(
      el("div", { class: "row" }, el("span", { class: status.ok ? "chip good" : "chip due" }, app.t(status.ok ? "backups.ok" : "backups.not_ok")), el("span", { class: "grow" }, status.words), make),
      el("div", { class: "row" }, next.place === "" ? el("span", { class: "grow small" }, app.t("backups.no_second")) : [
        el("span", { class: status.second_ok ? "chip good" : "chip due" }, app.t(status.second_ok ? "backups.ok" : "backups.waits")),
        el("span", { class: "grow" }, status.second_words, " ", el("span", { class: "small" }, next.place))],
      el("button", { type: "button", on: { click: second } }, app.t(next.place === "" ? "backups.name_second" : "backups.other_second")),
      next.place === "" ? null : el("button", { type: "button", class: "quiet", on: { click: () => busy(null, async () => update(await app.call("set_backup_place", { path: null }))) } }, app.t("backups.no_more_second"))),
      status.before_restore === "" ? "" : el("div", { class: "banner" }, el("span", { class: "grow" }, app.t("backups.was_restored")),
        el("button", { type: "button", class: "link", on: { click: () => busy(null, async () => restored(await app.call("back_to_before_restore", {}))) } }, status.before_restore)));
    none.hidden = next.backups.length > 0;
    list.replaceChildren(...next.backups.map(row));
  }

  /** @param {BackupRow} one */
  function row(one) {
    const button = el("button", { type: "button", class: "backup", "aria-current": chosen === one.backup ? "true" : null, on: { click: () => open(one) } },
      el("span", {}, one.at, one.second ? el("span", { class: "chip" }, app.t("backups.at_second")) : null), one.sound ? el("span", { class: "chip good" }, app.t("backups.sound")) : el("span", { class: "chip bad" }, app.t("backups.unsound")),
      el("small", {}, one.reason, one.sound ? ` · ${app.t("backups.holds", { people: one.people, meetings: one.meetings })}` : ` · ${one.trouble}`), el("small", {}, one.size));
    return el("li", {}, button);
  }

  async function second() {
    try {
      const path = await app.chooseFile("ledger");
      if (path !== null) await busy(null, async () => update(await app.call("set_backup_place", { path })));
    } catch (error) {
      fail(error);
    }
  }

  /** @param {BackupRow} one */
  async function open(one) {
    chosen = one.backup;
    if (all) list.replaceChildren(...all.backups.map(row));
    const mine = (asked += 1);
    if (!one.sound) {
      beside.replaceChildren(el("header", {}, el("h2", {}, one.at)), el("p", { class: "problem" }, one.trouble), el("p", { class: "small" }, app.t("backups.unsound_hint")));
      return;
    }
    beside.replaceChildren(el("header", {}, el("h2", {}, one.at)), el("p", { class: "muted" }, app.t("backups.comparing")));
    try {
      const answer = /** @type {BackupComparison} */ (await app.call("compare_backup", { backup: one.backup }));
      if (alive && mine === asked) compare(answer);
    } catch (error) {
      if (mine === asked) {
        fail(error);
        beside.replaceChildren(el("p", { class: "muted" }, app.t("backups.choose")));
      }
    }
  }

  /** @param {BackupComparison} beside_ */
  function compare({ backup, summary, counts, newest_now: now, since, since_count: count, differences }) {
    const back = el("button", { type: "button", class: "primary", on: { click: () => busy(back, async () => { await app.keepTyped(); await restored(await app.call("restore_backup", { backup: backup.backup })); }) } }, app.t("backups.restore"));
    beside.replaceChildren(...[
      el("header", {}, el("h2", {}, backup.at), el("small", {}, backup.reason)),
      el("p", {}, summary),
      el("table", { class: "then-now" }, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, el("span", { class: "visually-hidden" }, app.t("backups.kind"))), el("th", { scope: "col" }, app.t("backups.then")), el("th", { scope: "col" }, app.t("backups.now")), el("th", { scope: "col" }, app.t("backups.difference")))),
        el("tbody", {}, counts.map((one) => el("tr", {}, el("th", { scope: "row" }, one.label), el("td", {}, String(one.then)), el("td", {}, String(one.now)),
          el("td", { class: one.then === one.now ? "faint" : "differs" }, one.then === one.now ? "—" : `${one.now > one.then ? "−" : "＋"}${Math.abs(one.now - one.then)}`))))),
      el("p", { class: "small" }, app.t("backups.newest_then", { words: backup.newest || "—" }), el("br"), app.t("backups.newest_now", { words: now || "—" })),
      differences.length === 0 ? null : el("dl", { class: "differences" }, differences.flatMap(kind)),
      count === 0 ? null : el("details", { class: "small" }, el("summary", {}, app.t("backups.since", { count })), el("ul", { class: "list" }, since.map((words) => el("li", {}, words))), since.length < count ? el("p", {}, app.t("backups.since_more", { count: count - since.length })) : null),
      el("div", { class: "row" }, back, el("span", { class: "small grow" }, app.t("backups.restore_hint"))),
    ].filter((part) => part !== null));
  }

  /** @param {KindDifference} kind_ */
  function kind({ label, added, changed, missing, added_names: addedNames, changed_names: changedNames, missing_names: missingNames }) {
    /** @param {string} key @param {number} count @param {string[]} names */
    const line = (key, count, names) => (count === 0 ? [] : [el("dd", {}, app.t(key, { count }), el("span", { class: "small" }, `　${names.join("、")}${count > names.length ? "…" : ""}`))]);
    return [el("dt", {}, label), ...line("backups.would_go", added, addedNames), ...line("backups.would_change", changed, changedNames), ...line("backups.would_return", missing, missingNames)];
  }

  /** @param {import("../types.d.ts").Restored} done */
  async function restored(done) {
    await app.reopened(done.status);
    app.toast(done.message);
  }

  busy(null, async () => update(await app.call("backups", {})));
  return {
    destroy() {
      alive = false;
      screen.remove();
    },
  };
}
