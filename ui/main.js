// @ts-check
// The window: which screen stands, and what every screen may ask of the frame.
//
// A screen is a module with `mount(root, params, app)` that gives `{ destroy() }`. Data flows down from `app.call`; every write
// goes through `app.write`, which announces the operation, offers to take it back, and tells all screens which tables changed.

import { asProblem, call, chooseFile, choosePlace, namedLedger, onDroppedFile, openFolder, openMail, started } from "./api.js";
import { flushAll } from "./parts/drafts.js";
import { mountFrame } from "./parts/frame.js";
import { watchIdle } from "./parts/idle.js";
import { guarded } from "./parts/keys.js";
import { keepReadable } from "./parts/letters.js";
import { sign } from "./parts/sign.js";
import { clearToasts, say, toast } from "./parts/toasts.js";
import { createTyped } from "./parts/typed.js";
import { load as loadWords, t } from "./parts/words.js";
import { dayInWords } from "./parts/days.js";

/** @typedef {import("./types.d.ts").Status} Status */
/** @typedef {import("./types.d.ts").Settings} Settings */

/** @type {Record<string, () => Promise<{mount: (root: HTMLElement, params: Record<string, string>, app: any) => {destroy(): void}}>>} */
const SCREENS = {
  today: () => import("./screens/today.js"),
  people: () => import("./screens/people.js"),
  organisations: () => import("./screens/organisations.js"),
  map: () => import("./screens/map.js"),
  meetings: () => import("./screens/meetings.js"),
  issues: () => import("./screens/later.js"),
  stages: () => import("./screens/stages.js"),
  resources: () => import("./screens/later.js"),
  exchange: () => import("./screens/exchange.js"),
  settings: () => import("./screens/settings.js"),
  start: () => import("./screens/start.js"),
  locked: () => import("./screens/locked.js"),
  sheet: () => import("./screens/sheet.js"),
  backups: () => import("./screens/backups.js"),
  recover: () => import("./screens/recover.js"),
  operations: () => import("./screens/operations.js"),
  trash: () => import("./screens/trash.js"),
};
/** Which screen shows which record. */
/** @type {Record<string, string>} */
const HOME_OF = { person: "people", organisation: "organisations", meeting: "meetings", series: "meetings", agenda_item: "meetings", minute_line: "meetings", action: "meetings", item: "stages" };

/** @type {Status} */
let status;
/** @type {import("./types.d.ts").Vocabulary} */
let vocabulary;
/** @type {ReturnType<typeof mountFrame>} */
let frame;
/** @type {{destroy(): void} | null} */
let screen = null;
let turns = 0;
/** The ledger whose drafts are at hand. */
let draftsOf = "";
let locking = false;
const LOOK_AGAIN_MS = 20_000;
const FIRST_LOOK_MS = 4_000;
/** A ledger that could not be opened, and what is known of it. @type {{ledger: import("./types.d.ts").DamagedLedger, dir: string, passphrase: string} | null} */
let damaged = null;
/** Problems that have a way out of their own. */
const HURT = new Set(["damaged", "keys_damaged", "keys_missing"]);
/** Draft of the address that she was at when the window was locked: in the ledger, because it may hold names. */
const PLACE = "place";
/** @type {Set<(tables: string[]) => void>} */
const listeners = new Set();

const typed = createTyped({ keep: (id, text) => call("keep_draft", { id, text }), failed: (problem) => app.fail(problem) });

export const app = {
  t,
  /** What is typed and not saved yet, of the open ledger. */
  typed,
  /** @type {typeof call} */
  call,
  /** A write: announced, undoable, and told to all who listen. @param {any} name @param {any} request @returns {Promise<any>} */
  async write(name, request) {
    const written = await call(name, request);
    await changed(written.tables);
    if (written.tables.length > 0 && written.operation) say(t("done.announced", { operation: written.operation }));
    return written;
  },
  changed,
  /** @param {(tables: string[]) => void} listener */
  onChange(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Tells of an error; what she typed stays where it is. @param {unknown} error */
  fail(error) {
    const problem = asProblem(error);
    toast(problem.message, { bad: true, detail: problem.detail });
  },
  say,
  /** @param {string} words */
  toast: (words) => toast(words),
  /** Offers to take back what was just done. @param {string} words */
  undoable: (words) => toast(words, { action: t("undo"), run: () => undo() }),
  undo,
  redo,
  lock,
  /** Keeps the address in step without mounting anew. @param {Record<string, string>} params */
  remember(params) {
    const { screen: name } = address();
    history.replaceState(null, "", hash(name, params));
  },
  /** @param {string} iso */
  day: (iso) => dayInWords(iso, status.settings.language, status.settings.date_style),
  status: () => status,
  vocabulary: () => vocabulary,
  /** @param {string} name @param {Record<string, string>} [params] */
  navigate(name, params = {}) {
    const wanted = hash(name, params);
    if (location.hash === wanted) show();
    else location.hash = wanted;
  },
  /** @param {string} kind @param {string} id */
  openRecord(kind, id) {
    const home = HOME_OF[kind];
    if (home) app.navigate(home, kind === "item" || kind === "series" ? { [kind]: id } : { id });
  },
  chooseFile,
  choosePlace,
  /** @param {string} path */
  openFolder: (path) => openFolder(path).catch(app.fail),
  /** @param {string} address */
  openMail: (address) => openMail(address).catch(app.fail),
  keys: { guarded },
  sign,
  /** A ledger was opened, made or closed. @param {Status} next @param {string} [to] address of the first screen */
  async restart(next, to = "#/today") {
    await take(next);
    const before = typed.get(PLACE);
    typed.put(PLACE, null);
    history.replaceState(null, "", typeof before === "string" ? before : status.ledger ? to : "#/start");
    show();
    // The first backup is made in the quiet moment after opening.
    setTimeout(() => { if (status.ledger && !locking) app.refresh().catch(() => {}); }, FIRST_LOOK_MS);
  },
  /** The frame's state came with an answer; the screen stays. @param {Status} next */
  async took(next) {
    await take(next);
    frame.update(status, address().screen);
  },
  async refresh() {
    await app.took(await call("status", {}));
  },
  /** What is open is another state of the same ledger: everything is fetched anew. @param {Status} next */
  async reopened(next) {
    draftsOf = "";
    clearToasts();
    await take(next);
    await show();
  },
  /** Everything typed is in the ledger. */
  async keepTyped() {
    await flushAll();
    await typed.flush();
  },
  /** Opens a ledger; a damaged one leads to its way out, and gives null. @param {string} dir @param {string} passphrase @returns {Promise<Status | null>} */
  async open(dir, passphrase) {
    try {
      return await call("open_ledger", { dir, passphrase });
    } catch (error) {
      if (await recover(dir, passphrase, asProblem(error).code)) return null;
      throw error;
    }
  },
  damaged: () => damaged,
  leaveDamaged() {
    damaged = null;
    show();
  },
  /** The settings changed: everything is worded anew, the screen stays. @param {Settings} settings */
  async saveSettings(settings) {
    await take(await call("save_settings", settings));
    show();
  },
};

/** @param {string} dir @param {string} passphrase @param {string} code @returns {Promise<boolean>} whether the way out of the damage stands on the screen */
async function recover(dir, passphrase, code) {
  if (!HURT.has(code)) return false;
  try {
    damaged = { ledger: await call("damaged_ledger", { dir, passphrase, path: null }), dir, passphrase };
  } catch {
    // What is wrong with it can't be found out either: the first problem is told.
    return false;
  }
  show();
  return true;
}

/** @param {string[]} tables */
async function changed(tables) {
  if (tables.length === 0) return;
  status = await call("status", {});
  frame.update(status, address().screen);
  for (const listener of [...listeners]) listener(tables);
}

async function undo() {
  await turnBack("undo", "done.undone");
}

async function redo() {
  await turnBack("redo", "done.redone");
}

/** @param {"undo" | "redo"} name @param {string} words */
async function turnBack(name, words) {
  try {
    // What is typed and not saved yet belongs to the state that is taken back.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const undone = await call(name, {});
    await changed(undone.tables);
    if (undone.operation) toast(t(words, { operation: undone.operation }), name === "undo" ? { action: t("redo"), run: () => redo() } : {});
    else say(t(name === "undo" ? "done.nothing_to_undo" : "done.nothing_to_redo"));
  } catch (error) {
    app.fail(error);
  }
}

/**
 * Locks: what is typed is kept, the ledger is closed and its key wiped, and the page with all it knew is loaded anew.
 * Nothing is locked when something typed could not be kept: that is told, and stays on the screen.
 */
async function lock() {
  if (!status.ledger || locking) return;
  locking = true;
  // Nobody reads over her shoulder while it is written.
  document.documentElement.classList.add("covered");
  try {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    await flushAll();
    typed.put(PLACE, location.hash);
    if (!(await typed.flush())) throw { code: "file", message: t("lock.not_kept"), detail: "" };
    await call("lock", {});
    history.replaceState(null, "", "#/locked");
    location.reload();
  } catch (error) {
    typed.put(PLACE, null);
    document.documentElement.classList.remove("covered");
    locking = false;
    app.fail(error);
  }
}

/** @param {string} name @param {Record<string, string>} params */
function hash(name, params) {
  const { id, ...rest } = params;
  const query = new URLSearchParams(rest).toString();
  return `#/${name}${id ? `/${encodeURIComponent(id)}` : ""}${query ? `?${query}` : ""}`;
}

function address() {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [name = "", id] = path.split("/");
  /** @type {Record<string, string>} */
  const params = Object.fromEntries(new URLSearchParams(query));
  if (id) params.id = decodeURIComponent(id);
  const wanted = name in SCREENS && name !== "locked" && name !== "recover" ? name : "today";
  if (damaged && !status.ledger) return { screen: "recover", params: {} };
  if (status.locked) return { screen: "locked", params: {} };
  return { screen: status.ledger || wanted === "settings" ? (wanted === "start" && status.ledger ? "start" : wanted) : "start", params };
}

async function show() {
  const mine = (turns += 1);
  const { screen: name, params } = address();
  const module = await SCREENS[name]();
  if (mine !== turns) return;
  screen?.destroy();
  frame.place.replaceChildren();
  frame.place.scrollTop = 0;
  frame.place.dataset.screen = name;
  frame.update(status, name);
  screen = module.mount(frame.place, { screen: name, ...params }, app);
}

/** @param {Status} next */
async function take(next) {
  const language = status?.settings.language;
  status = next;
  const { settings } = status;
  const dir = status.ledger?.dir ?? "";
  if (dir !== draftsOf) {
    draftsOf = dir;
    typed.clear();
    // That drafts can't be read is no reason not to open the ledger.
    if (dir !== "") typed.load((await call("drafts", {}).catch(() => ({ drafts: [] }))).drafts);
  }
  if (language !== settings.language) {
    await loadWords(settings.language);
    vocabulary = await call("vocabulary", {});
    frame?.destroy();
    frame = mountFrame(document.body, app);
  }
  document.title = t("app.name");
  const root = document.documentElement;
  if (settings.theme === "system") delete root.dataset.theme;
  else root.dataset.theme = settings.theme;
  root.style.setProperty("zoom", String((settings.zoom || 100) / 100));
  root.toggleAttribute("data-large", settings.zoom >= 150);
}

async function begin() {
  keepReadable();
  try {
    await take(await call("status", {}));
    addEventListener("hashchange", () => show());
    // What no screen caught is told all the same: nothing fails in silence.
    addEventListener("unhandledrejection", (event) => app.fail(event.reason));
    // Backups make themselves in quiet moments: the status line keeps up with them.
    const lookAgain = () => { if (status.ledger && !locking && document.visibilityState === "visible") app.refresh().catch(() => {}); };
    setInterval(lookAgain, LOOK_AGAIN_MS);
    // The first one follows the opening at once.
    setTimeout(lookAgain, LOOK_AGAIN_MS / 4);
    watchIdle({ minutes: () => (status.ledger ? status.settings.auto_lock : 0), lock });
    onDroppedFile((path) => status.ledger && app.navigate("exchange", { file: path }));
    await show();
    const problem = await started();
    if (problem && !(await recover(namedLedger(), "", problem.code))) app.fail(problem);
  } catch (error) {
    // Without words nothing else can speak: the problem's own words must do.
    document.body.textContent = asProblem(error).message;
  }
}

begin();
