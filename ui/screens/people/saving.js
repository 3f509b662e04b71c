// @ts-check
// Drafts of one record and the line that says when something typed could not be kept.

import { el } from "../../parts/element.js";
import { createDrafts } from "../../parts/drafts.js";

/** Milliseconds after the last key. */
const WAIT = 400;

/**
 * @template F
 * @param {any} app
 * @param {string} id
 * @param {(fields: F) => Promise<unknown>} save
 * @param {(key: string | null) => void} refused the field that was refused; null: kept
 */
export function recordDraft(app, id, save, refused) {
  let alive = true;
  const words = el("span", {});
  const line = el("p", { class: "problem", role: "alert", hidden: true }, words, " ", el("button", { type: "button", class: "small-button", on: { click: () => drafts.keep(id) } }, app.t("person.try_again")));
  const drafts = /** @type {ReturnType<typeof createDrafts<F>>} */ (createDrafts({
    save: async (_, fields) => {
      await save(/** @type {F} */ (fields));
      line.hidden = true;
      refused(null);
    },
    failed: (_, problem) => {
      const { message, detail } = /** @type {import("../../types.d.ts").Problem} */ (problem);
      // The card is gone: the frame says it.
      if (!alive) return void app.fail(problem);
      words.textContent = app.t("person.not_saved", { problem: message ?? String(problem) });
      line.hidden = false;
      // The technical words begin with the field: "name: refused.blank".
      refused((detail ?? "").split(":")[0] || "unknown");
    },
    wait: WAIT,
  }));
  return {
    drafts, line,
    /** Saves what is open; afterwards the frame is told of failures. */
    leave() {
      alive = false;
      return drafts.flush();
    },
  };
}
