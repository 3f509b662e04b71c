// @ts-check
// A ledger that can't be opened: what is wrong, and the ways out. Nothing is touched before she has chosen one.

import { asProblem } from "../api.js";
import { el } from "../parts/element.js";

/** @typedef {import("../types.d.ts").DamagedLedger} DamagedLedger */
/** @typedef {import("../types.d.ts").BackupRow} BackupRow */

/** @param {HTMLElement} root @param {Record<string, string>} _params @param {any} app */
export function mount(root, _params, app) {
  let alive = true;
  const damaged = /** @type {{ledger: DamagedLedger, dir: string, passphrase: string}} */ (app.damaged());
  /** The second place, once she has named it. @type {string | null} */
  let place = null;
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const working = el("p", { class: "muted", role: "status", hidden: true }, app.t("recover.working"));
  const body = el("div", { class: "grid" });
  const screen = el("div", { class: "screen-recover" },
    el("header", {}, el("h1", { tabindex: "-1" }, app.t("recover.title")), el("p", {}, damaged.ledger.message)), problem, working, body,
    el("p", {}, el("button", { type: "button", class: "quiet", on: { click: () => app.leaveDamaged() } }, app.t("recover.leave"))));
  root.append(screen);

  /** @param {() => Promise<void>} work */
  async function attempt(work) {
    problem.hidden = true;
    working.hidden = false;
    for (const button of screen.querySelectorAll("button")) button.disabled = true;
    try {
      await work();
    } catch (error) {
      problem.textContent = asProblem(error).message;
      problem.title = asProblem(error).detail;
      problem.hidden = false;
    } finally {
      working.hidden = true;
      for (const button of screen.querySelectorAll("button")) button.disabled = false;
    }
  }

  /** @param {import("../types.d.ts").RecoverFrom} from */
  const recover = (from) => attempt(async () => {
    const done = /** @type {import("../types.d.ts").Recovered} */ (await app.call("recover_ledger", { dir: damaged.dir, passphrase: damaged.passphrase, from, path: place }));
    if (alive) told(done);
  });

  /** @param {import("../types.d.ts").Recovered} done */
  function told(done) {
    problem.hidden = true;
    screen.replaceChildren(
      el("header", {}, el("h1", { tabindex: "-1" }, app.t("recover.done")), el("p", {}, done.message)),
      done.lines.length === 0 ? "" : el("section", { class: "card" }, el("ul", { class: "list" }, done.lines.map((line) => el("li", {}, line)))),
      done.message.includes(done.set_aside) ? "" : el("p", { class: "small" }, app.t("recover.set_aside", { place: done.set_aside })),
      el("p", {}, el("button", { type: "button", class: "primary", on: { click: () => { app.leaveDamaged(); app.restart(done.status); } } }, app.t("recover.open"))));
    screen.querySelector("h1")?.focus();
  }

  /** @param {BackupRow} row */
  const holds = (row) => `${app.t("backups.holds", { people: row.people, meetings: row.meetings })}${row.newest ? ` · ${row.newest}` : ""}`;

  /** @param {DamagedLedger} ledger */
  function update(ledger) {
    const [newest, ...others] = ledger.backups;
    body.replaceChildren(...[
      ledger.findings.length === 0 ? null : el("section", { class: "card" }, el("header", {}, el("h2", {}, app.t("recover.findings"))), el("ul", { class: "findings" }, ledger.findings.map((words) => el("li", {}, words)))),
      newest === undefined ? el("section", { class: "card" }, el("p", {}, app.t("recover.no_backup")), lookElsewhere())
        : el("section", { class: "card" }, el("header", {}, el("h2", {}, app.t("recover.newest")), el("span", { class: "chip good" }, app.t("backups.sound"))),
          el("p", {}, el("b", {}, newest.at), "　", newest.reason, el("br"), el("span", { class: "small" }, holds(newest))),
          el("div", { class: "row" }, el("button", { type: "button", class: "primary", on: { click: () => recover({ backup: newest.backup }) } }, app.t("recover.take_newest")), el("span", { class: "small grow" }, app.t("recover.take_hint")))),
      others.length === 0 ? null : el("details", { class: "card" }, el("summary", {}, app.t("recover.others", { count: others.length })), el("ul", { class: "list" }, others.map((row) => el("li", {}, el("span", { class: "grow" }, row.at, "　", row.reason, el("br"), el("span", { class: "small" }, holds(row))),
        el("button", { type: "button", on: { click: () => recover({ backup: row.backup }) }, "aria-label": app.t("recover.take_of", { at: row.at }) }, app.t("recover.take")))))),
      newest === undefined ? null : el("div", { class: "row" }, lookElsewhere()),
      !ledger.can_salvage ? null : el("section", { class: "card" }, el("header", {}, el("h2", {}, app.t("recover.salvage"))), el("p", { class: "small" }, ledger.salvage),
        el("p", {}, el("button", { type: "button", on: { click: () => recover("salvage") } }, app.t("recover.salvage_do")))),
      ledger.bad_backups.length === 0 ? null : el("details", { class: "card small" }, el("summary", {}, app.t("recover.bad", { count: ledger.bad_backups.length })), el("ul", { class: "list" }, ledger.bad_backups.map((row) => el("li", {}, el("span", { class: "grow" }, row.at), row.trouble)))),
    ].filter((part) => part !== null));
  }

  function lookElsewhere() {
    return el("button", { type: "button", on: { click: elsewhere } }, app.t("recover.elsewhere"));
  }
  async function elsewhere() {
    const path = await app.chooseFile("ledger").catch(app.fail);
    if (!path) return;
    await attempt(async () => {
      const answer = await app.call("damaged_ledger", { dir: damaged.dir, passphrase: damaged.passphrase, path });
      place = path;
      if (alive) update(answer);
    });
  }

  update(damaged.ledger);
  screen.querySelector("h1")?.focus();
  return {
    destroy() {
      alive = false;
      screen.remove();
    },
  };
}
