// @ts-check
// Two records become one: what stands on top is chosen field by field, everything else stays behind it. Taken back at any time.

import { asProblem } from "../../api.js";
import { el } from "../../parts/element.js";
import { guarded } from "../../parts/keys.js";
import { relationCell } from "./pair.js";

/** @typedef {import("../../types.d.ts").MergePreview} MergePreview */
/** @typedef {import("../../types.d.ts").MergeField} MergeField */
/** @typedef {import("../../types.d.ts").From} From */

/**
 * What becomes of a value that isn't on top: the key of its words; null when it is on top, or there is nothing to lose.
 * @param {"person" | "organisation"} kind @param {MergeField} field @param {From} top what is on top @param {"a" | "b"} side
 */
export function fate(kind, field, top, side) {
  if (field.choices.length === 0 || top === side || top === "both") return null;
  if (!field.kept) return "merge.goes";
  if (field.field === "post") return "merge.stays_beside";
  return kind === "organisation" ? "merge.stays_in_note" : "merge.stays_behind";
}

/**
 * @param {any} app @param {"person" | "organisation"} kind @param {string} a @param {string} b
 * @param {(kept: string) => void} [done]
 */
export async function openMerge(app, kind, a, b, done = () => {}) {
  /** @type {MergePreview} */
  let preview;
  try {
    preview = await app.call(kind === "person" ? "merge_preview" : "merge_organisations_preview", { a, b });
  } catch (error) {
    return void app.fail(error);
  }
  /** What she chose otherwise than proposed. @type {Map<string, From>} */
  const choices = new Map();
  /** @type {(() => void)[]} */
  const draws = [];
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const go = el("button", { type: "button", class: "primary", "data-merge": "", on: { click: merge } }, app.t("merge.do"));
  const body = el("tbody", {}, preview.fields.flatMap(row));
  const open = preview.fields.filter((field) => field.choices.length > 0);
  /** @param {"a" | "b"} side @param {string} name */
  const head = (side, name) => el("th", { scope: "col" }, name, open.length > 1 ? el("button", { type: "button", class: "link small", "data-all": side, on: { click: () => all(side) } }, app.t("merge.all", { name })) : null);
  const dialog = el("dialog", { class: "merge", "aria-labelledby": "merge-title" }, el("div", { class: "merge-body" },
    el("h2", { id: "merge-title" }, app.t(`merge.title_${kind}`, { a: preview.name_a, b: preview.name_b })), el("p", { class: "small" }, app.t(`merge.lead_${kind}`)),
    preview.apart === "" ? null : el("p", { class: "banner" }, preview.apart),
    el("div", { class: "merge-scroll", tabindex: "0", role: "region", "aria-labelledby": "merge-title" }, el("table", { class: "merge-fields" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, el("span", { class: "visually-hidden" }, app.t("desk.field"))), head("a", preview.name_a), el("th", { scope: "col" }, el("span", { class: "visually-hidden" }, app.t("desk.relation"))), head("b", preview.name_b))), body)),
    preview.moves.length === 0 ? null : el("p", { class: "row moves" }, el("b", { class: "small" }, app.t("merge.moves")), preview.moves.map((move) => el("span", { class: "chip" }, `${move.label} ${move.count}`))),
    preview.meetings.length === 0 ? null : el("details", { class: "small" }, el("summary", {}, app.t("merge.meetings", { count: preview.meetings.length })), el("ul", {}, preview.meetings.map((one) => el("li", {}, one)))),
    problem, el("div", { class: "row merge-foot" }, el("span", { class: "small grow" }, app.t("merge.back_any_time")), el("button", { type: "button", on: { click: () => dialog.close() } }, app.t("merge.cancel")), go)));
  dialog.addEventListener("keydown", guarded((event) => {
    if (event.key !== "Enter" || !event.ctrlKey) return;
    event.preventDefault();
    merge();
  }));
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  document.body.append(dialog);
  draws.forEach((draw) => draw());
  dialog.showModal();
  go.focus();

  /** @param {MergeField} field */
  function row(field) {
    const now = () => choices.get(field.field) ?? field.from;
    /** @param {From} from @param {any} words */
    const radio = (from, words) => field.choices.includes(from)
      ? el("label", { class: "value" }, el("input", { type: "radio", name: `merge-${field.field}`, value: from, on: { change: () => choose(field, from) } }), words) : el("span", { class: "value" }, words);
    /** @param {"a" | "b"} side */
    const cell = (side) => {
      const value = field[side];
      const told = el("span", { class: "small fate" });
      const td = el("td", {}, value === "" ? el("span", { class: "faint" }, "—") : radio(side, el("span", { class: "text" }, value)), told);
      draws.push(() => {
        const key = value === "" ? null : fate(kind, field, now(), side);
        told.textContent = key === null ? "" : app.t(key);
        td.classList.toggle("behind", key !== null);
      });
      return td;
    };
    const line = el("tr", { "data-relation": field.relation, "data-field": field.field }, el("th", { scope: "row" }, field.label), cell("a"), relationCell(app, field), cell("b"));
    const both = field.choices.includes("both") ? el("tr", { class: "both-of" }, el("td", {}), el("td", { colspan: "3" }, radio("both", el("span", { class: "small" }, app.t("merge.both"))))) : null;
    draws.push(() => {
      for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (body.querySelectorAll(`input[name="merge-${field.field}"]`))) input.checked = input.value === now();
    });
    return both ? [line, both] : [line];
  }

  /** @param {MergeField} field @param {From} from */
  function choose(field, from) {
    if (from === field.from) choices.delete(field.field);
    else choices.set(field.field, from);
    draws.forEach((draw) => draw());
  }
  /** @param {"a" | "b"} side */
  function all(side) {
    // Texts that can stand one below the other lose nothing: they stay both.
    for (const field of open) if (!field.choices.includes("both")) choose(field, side);
    app.say(app.t("merge.all", { name: side === "a" ? preview.name_a : preview.name_b }));
  }

  async function merge() {
    if (go.disabled) return;
    problem.hidden = true;
    go.disabled = true;
    try {
      const chosen = [...choices].map(([field, from]) => ({ field, from }));
      const written = await app.write(kind === "person" ? "merge_people" : "merge_organisations", { a, b, choices: chosen });
      // Told before the dialog goes, so that whoever listens knows where the focus belongs.
      done(written.id ?? (a < b ? a : b));
      dialog.close();
      app.undoable(written.operation);
    } catch (error) {
      go.disabled = false;
      problem.textContent = asProblem(error).message;
      problem.hidden = false;
      go.focus();
    }
  }
}
