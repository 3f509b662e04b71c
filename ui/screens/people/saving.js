// @ts-check
// Drafts of one record and the line that says when something typed could not be kept.

import { el } from "../../parts/element.js";
import { createDrafts } from "../../parts/drafts.js";
import { keptIn, restoredLine } from "../../parts/restored.js";

/** Milliseconds after the last key. */
const WAIT = 400;

/**
 * @template F
 * @param {any} app
 * @param {string} id
 * @param {"person" | "organisation" | "series"} kind
 * @param {(fields: F) => Promise<unknown>} save
 * @param {(key: string | null) => void} refused the field that was refused; null: kept
 */
export function recordDraft(app, id, kind, save, refused) {
  let alive = true;
  const words = el("span", {});
  const restored = restoredLine(app);
  const problem = el("p", { class: "problem", role: "alert", hidden: true }, words, " ", el("button", { type: "button", class: "small-button", on: { click: () => drafts.keep(id) } }, app.t("person.try_again")));
  const drafts = /** @type {ReturnType<typeof createDrafts<F>>} */ (createDrafts({
    save: async (_, fields) => {
      await save(/** @type {F} */ (fields));
      problem.hidden = true;
      refused(null);
    },
    failed: (_, error) => {
      const { message, detail } = /** @type {import("../../types.d.ts").Problem} */ (error);
      // The card is gone: the frame says it.
      if (!alive) return void app.fail(error);
      words.textContent = app.t("person.not_saved", { problem: message ?? String(error) });
      problem.hidden = false;
      // The technical words begin with the field: "name: refused.blank".
      refused((detail ?? "").split(":")[0] || "unknown");
    },
    wait: WAIT,
    kept: keptIn(app, kind, restored),
  }));
  const line = el("div", { class: "lines-above" }, problem, restored.line);
  return {
    drafts, line, restored,
    /** Saves what is open; afterwards the frame is told of failures. */
    leave() {
      alive = false;
      return drafts.flush();
    },
  };
}
