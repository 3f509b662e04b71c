// @ts-check
// The frame: rail with words and counts, search, the screen's place, the status line, and the keys that work everywhere.

import { openEncounter } from "./encounter.js";
import { el } from "./element.js";
import { guarded } from "./keys.js";
import { mountSearch } from "./search.js";

const RAIL = ["today", "people", "organisations", "map", "meetings", "issues", "stages", "resources", "", "exchange", "operations"];
/** Screens that stand behind the entry of another. */
/** @type {Record<string, string>} */
const BEHIND = { trash: "operations", backups: "operations" };
/** @type {Record<string, "people" | "organisations" | "meetings">} */
const COUNTS = { people: "people", organisations: "organisations", meetings: "meetings" };

/** @param {HTMLElement} body @param {any} app */
export function mountFrame(body, app) {
  const region = el("small");
  /** @type {Map<string, {link: HTMLElement, count: HTMLElement}>} */
  const links = new Map();
  const rail = el("nav", { class: "rail", "aria-label": app.t("rail.label") }, el("div", { class: "brand" }, app.t("app.name"), region));
  for (const name of RAIL) {
    if (name === "") {
      rail.append(el("hr"));
      continue;
    }
    const count = el("span");
    const link = el("a", { href: `#/${name}` }, app.t(`rail.${name}`), count);
    links.set(name, { link, count });
    rail.append(link);
  }
  const search = mountSearch(app);
  const encounter = el("button", { type: "button", on: { click: () => openEncounter(app) } }, app.t("encounter.open"), " ", el("kbd", {}, "Ctrl N"));
  const top = el("div", { class: "top" }, search.element, encounter);
  const place = el("div", { id: "screen", tabindex: "-1" });
  const main = el("main", {}, top, place);

  const saved = el("button", { type: "button", class: "quiet", on: { click: () => app.navigate("operations") } });
  const backup = el("button", { type: "button", class: "quiet backup", on: { click: () => app.navigate("backups") } });
  const sheet = el("button", { type: "button", class: "quiet attention", on: { click: () => app.navigate("sheet") } }, app.t("status.no_sheet"));
  const unprotected = el("span", { class: "unprotected" });
  const undo = el("button", { type: "button", class: "quiet undo", on: { click: () => app.undo() } });
  const redo = el("button", { type: "button", class: "quiet undo", on: { click: () => app.redo() } });
  const lock = el("button", { type: "button", class: "quiet lock", title: "Ctrl L", on: { click: () => app.lock() } }, app.t("lock.lock"));
  const ledger = el("button", { type: "button", class: "quiet", on: { click: () => app.navigate("start") } }, app.t("status.ledgers"));
  const settings = el("button", { type: "button", class: "quiet", on: { click: () => app.navigate("settings") } }, app.t("status.settings"));
  const footer = el("footer", { class: "status" }, saved, backup, undo, redo, sheet, unprotected, el("span", { class: "push" }, app.t("status.recorded")), lock, ledger, settings);
  body.prepend(rail, main, footer);

  const onKey = guarded((event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const open = app.status().ledger !== null && !document.querySelector("dialog[open]");
    // Also out of a dialog: she gets up now.
    if (key === "l" && !event.shiftKey && app.status().ledger !== null) app.lock();
    else if (key === "k" && open) search.focus();
    else if (key === "n" && !event.shiftKey && open) openEncounter(app);
    else if (key === "z" && !event.shiftKey && !isTyping(event.target)) app.undo();
    else if (((key === "z" && event.shiftKey) || key === "y") && !isTyping(event.target)) app.redo();
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", onKey);

  return {
    place,
    /** @param {import("../types.d.ts").Status} status @param {string} screen */
    update(status, screen) {
      const { ledger: open } = status;
      body.classList.toggle("alone", open === null);
      rail.hidden = top.hidden = open === null;
      for (const part of [saved, backup, undo, redo, sheet, unprotected, lock, ledger]) part.hidden = open === null;
      for (const [name, { link }] of links) link.toggleAttribute("aria-current", false);
      const current = links.get(BEHIND[screen] ?? screen);
      current?.link.setAttribute("aria-current", "page");
      footer.hidden = status.locked;
      if (open === null) return;
      region.textContent = `${open.region} · ${open.fiscal_year}`;
      for (const [name, { count }] of links) if (COUNTS[name]) count.textContent = String(open[COUNTS[name]]);
      saved.textContent = open.saved_at ? app.t("status.saved", { time: open.saved_at }) : app.t("status.nothing_yet");
      const told = [open.backup.words, open.backup.second_words].filter((words) => words !== "").join(" · ");
      backup.textContent = told;
      backup.title = told;
      backup.hidden = told === "";
      backup.classList.toggle("attention", !open.backup.ok || !open.backup.second_ok);
      sheet.hidden = open.unprotected || open.recovery === "tried";
      unprotected.textContent = open.unprotected ? app.t("status.unprotected") : "";
      unprotected.hidden = !open.unprotected;
      name(undo, open.undo, "status.undo", "↶", "Ctrl Z");
      name(redo, open.redo, "status.redo", "↷", "Ctrl Shift Z");
    },
    destroy() {
      document.removeEventListener("keydown", onKey);
      search.destroy();
      for (const part of [rail, main, footer]) part.remove();
    },
  };

  /** @param {HTMLElement} button @param {string} operation @param {string} key @param {string} arrow @param {string} keys */
  function name(button, operation, key, arrow, keys) {
    button.hidden = operation === "";
    button.title = `${app.t(key, { operation })}（${keys}）`;
    button.replaceChildren(`${arrow} ${app.t(key, { operation })}`);
  }
}

/**
 * Inside a field Ctrl+Z takes back letters, as everywhere. @param {EventTarget | null} target
 */
function isTyping(target) {
  if (target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable)) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "range", "button"].includes(target.type);
}
