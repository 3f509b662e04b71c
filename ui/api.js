// @ts-check
// The only file that knows Tauri. In a plain browser (for looking at screens) a dev server answers in its place.

/** @typedef {import("./types.d.ts").Commands} Commands */
/** @typedef {import("./types.d.ts").Problem} Problem */

const tauri = /** @type {any} */ (window).__TAURI__;

/**
 * Calls a use case. Rejects with a `Problem`.
 * @template {keyof Commands} Name
 * @param {Name} name @param {Commands[Name][0]} request
 * @returns {Promise<Commands[Name][1]>}
 */
export function call(name, request) {
  return ask(name, request);
}

/** @param {"contacts" | "ledger" | "sealed"} purpose @returns {Promise<string | null>} */
export const chooseFile = (purpose) => ask("choose_file", { purpose });

/** @param {{suggested: string, purpose: string}} request @returns {Promise<string | null>} */
export const choosePlace = (request) => ask("choose_place", request);

/** Opens a new letter to that address in the system's own program. @param {string} address */
export const openMail = (address) => ask("open_mail", { address });

/** Shows the folder of a file or folder that was chosen before. @param {string} path */
export const openFolder = (path) => ask("open_folder", { path });

/** The ledger that was named when the program was started; empty without one. */
export const namedLedger = () => String(/** @type {any} */ (window).KAOTSUNAGI_LEDGER ?? "");

/** Says that the first screen stands. @returns {Promise<Problem | null>} why the ledger of the command line did not open */
export const started = () => ask("start", {}).catch(() => null);

/** @param {(path: string) => void} handler a file was dropped onto the window */
export function onDroppedFile(handler) {
  tauri?.event.listen("dropped-file", (/** @type {{payload: string}} */ event) => handler(event.payload));
}

/** @param {string} name @param {unknown} request @returns {Promise<any>} */
async function ask(name, request) {
  if (tauri) return tauri.core.invoke(name, { request });
  const answer = await fetch(`/call/${name}`, { method: "POST", body: JSON.stringify(request) });
  const value = await answer.json();
  if (!answer.ok) throw value;
  return value;
}

/** @param {unknown} error @returns {Problem} */
export function asProblem(error) {
  if (error !== null && typeof error === "object" && "message" in error && "code" in error) return /** @type {Problem} */ (error);
  return { code: "inside", message: error instanceof Error ? error.message : String(error), detail: "" };
}
