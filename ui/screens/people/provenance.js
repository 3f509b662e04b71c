// @ts-check
// Where each fact of a person comes from, when it was last confirmed, what stood there before; and who she is not.

import { choice } from "../../parts/choice.js";
import { el } from "../../parts/element.js";
import { openMerge } from "./merge.js";

/** @typedef {import("../../types.d.ts").Provenance} Provenance */
/** @typedef {import("../../types.d.ts").Source} Source */

/** @param {any} app @param {string} id @param {{moved: (id: string) => void}} wants `moved`: the record is part of another now */
export function mountProvenance(app, id, wants) {
  let asked = 0;
  const confirmed = el("p", { class: "small", role: "status" });
  const facts = el("table", { class: "facts" });
  const former = el("ul", { class: "list" });
  const apart = el("ul", { class: "list" });
  const confirm = el("button", { type: "button", class: "small-button", on: { click: () => attempt(async () => { const written = await app.write("confirm_person", { id }); app.undoable?.(written.operation); await load(); }) } }, app.t("facts.confirm"));
  const other = choice(app, {
    label: app.t("facts.merge_with"), placeholder: app.t("facts.merge_with"), text: "", again: true,
    search: async (text) => (await app.call("people", { text })).rows.filter((/** @type {any} */ row) => row.id !== id).slice(0, 8).map((/** @type {any} */ row) => ({ id: row.id, name: row.name, detail: [row.organisation, row.title].filter((word) => word !== "").join(" ") })),
    pick: (option) => openMerge(app, "person", id, option.id, (kept) => wants.moved(kept)),
  });
  const element = el("details", { class: "card folded provenance", on: { toggle: () => load() } }, el("summary", {}, el("h2", {}, app.t("facts.title"))),
    el("div", { class: "row" }, confirmed, confirm), facts, el("div", { class: "former" }, former), apart, el("div", { class: "row" }, el("span", { class: "small" }, app.t("facts.merge")), other.element));

  /** @param {() => Promise<void>} work */
  async function attempt(work) {
    try {
      await work();
    } catch (error) {
      app.fail(error);
    }
  }

  async function load() {
    if (!element.open) return;
    const mine = (asked += 1);
    await attempt(async () => {
      const known = /** @type {Provenance} */ (await app.call("provenance", { id }));
      const others = await app.call("kept_apart", { id });
      if (mine !== asked) return;
      confirmed.textContent = known.confirmed === "" ? app.t("facts.never_confirmed") : app.t("facts.confirmed", { day: known.confirmed });
      facts.replaceChildren(el("thead", {}, el("tr", {}, ["facts.field", "facts.source", "facts.last"].map((key) => el("th", { scope: "col" }, app.t(key))))),
        el("tbody", {}, known.fields.map((field) => el("tr", {}, el("th", { scope: "row" }, field.label, el("div", { class: "small" }, field.value)), el("td", {}, source(field.source), field.since === "" ? null : el("div", { class: "small" }, field.since)),
          el("td", {}, field.confirmed === "" ? el("span", { class: "faint" }, "—") : field.confirmed, field.confirmed_by === "" ? null : el("div", { class: "small" }, field.confirmed_by))))));
      former.replaceChildren(...known.former.map((one) => el("li", {}, el("span", { class: "small at" }, one.label), el("span", { class: "grow" }, one.value, " ", el("span", { class: "small" }, one.until === "" ? app.t("facts.also") : app.t("facts.until", { day: one.until })), one.file === "" ? null : el("span", { class: "chip" }, one.file)))));
      apart.replaceChildren(...others.rows.map((/** @type {import("../../types.d.ts").KeptApartRow} */ row) => el("li", {}, el("span", { class: "grow" }, app.t("facts.apart", { name: row.name }), " ", el("span", { class: "small" }, [row.at, row.who, row.why].filter((word) => word !== "").join("・"))),
        el("button", { type: "button", class: "link small", on: { click: () => attempt(async () => { await app.write("keep_together", { a: id, b: row.person }); await load(); }) } }, app.t("facts.together")))));
    });
  }

  /** @param {Source} from */
  function source(from) {
    if (from.file === "") return from.from === "" ? app.t("facts.typed") : app.t("facts.typed_by", { who: from.from });
    return el("span", {}, el("span", { class: "chip" }, from.file), el("div", { class: "small" }, [from.from, from.giver, from.giver_organisation, from.how, from.basis].filter((word) => word !== "").join("・")));
  }

  return { element, update: load, destroy: () => { asked += 1; other.destroy(); } };
}
