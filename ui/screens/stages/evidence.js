// @ts-check
// Evidence of an item: records of the ledger, or something outside of it in words.

import { el } from "../../parts/element.js";
import { choice } from "../../parts/choice.js";

/** @typedef {import("../../types.d.ts").EvidenceRow} EvidenceRow */
/** @typedef {{id: string, name: string, detail?: string}} Option */

/** An id that no record has: keeps the typed words as evidence outside the ledger. */
const OUTSIDE = "outside:";

/** @param {any} app @param {string} item */
export function mountEvidence(app, item) {
  const list = el("ul", { class: "evidence" });
  const add = choice(app, {
    label: app.t("stage.add_evidence"), placeholder: app.t("stage.add_evidence_hint"), text: "", again: true, draft: () => `typing:stage:${item}`,
    search: async (text) => {
      if (text.trim() === "") return [];
      const [found, meetings] = await Promise.all([app.call("search", { text, limit: 12 }), app.call("meetings", { text, series: null })]);
      /** @type {Map<string, Option>} */
      const options = new Map();
      for (const row of meetings.rows.slice(0, 4)) options.set(`meeting:${row.id}`, { id: `meeting:${row.id}`, name: row.title, detail: row.date });
      for (const hit of found.hits) {
        if (["meeting", "person", "organisation", "series"].includes(hit.kind)) options.set(`${hit.kind}:${hit.id}`, { id: `${hit.kind}:${hit.id}`, name: hit.title, detail: hit.detail });
      }
      return [...[...options.values()].slice(0, 9), { id: `${OUTSIDE}${text.trim()}`, name: app.t("stage.outside", { words: text.trim() }), detail: "" }];
    },
    pick: (option) => {
      if (option.id.startsWith(OUTSIDE)) app.write("add_evidence", { item, kind: "outside", record: "", label: option.id.slice(OUTSIDE.length) });
      else {
        const [kind = "", record = ""] = option.id.split(":");
        app.write("add_evidence", { item, kind, record, label: option.name });
      }
    },
  });
  let shown = "";

  return {
    element: el("div", { class: "field" }, el("span", { class: "small" }, app.t("stage.evidence")), list, add.element),
    /** @param {EvidenceRow[]} rows */
    update(rows) {
      const now = JSON.stringify(rows);
      if (now === shown) return;
      shown = now;
      list.replaceChildren(...rows.map((row) => el("li", {}, row.kind === "outside" || row.record === "" ? el("span", {}, row.label)
        : el("button", { type: "button", class: "link", on: { click: () => app.openRecord(row.kind, row.record) } }, row.label),
      el("button", { type: "button", class: "quiet tool", "aria-label": app.t("stage.remove_evidence", { label: row.label }), on: { click: () => app.write("remove_evidence", { id: row.id }) } }, "✕"))));
    },
    destroy: () => add.destroy(),
  };
}
