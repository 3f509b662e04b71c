// @ts-check
// 機関: every place by kana, with the people who work there.

import { el } from "../parts/element.js";
import { mountCard } from "./organisations/card.js";
import { mountNew } from "./organisations/new.js";
import { mountListScreen } from "./people/list-screen.js";

/** @typedef {import("../types.d.ts").OrganisationListRow} OrganisationListRow */

/**
 * @param {HTMLElement} root
 * @param {Record<string, string>} params `id` opens an organisation, `new` the form
 * @param {any} app
 */
export function mount(root, params, app) {
  const { organisation_kinds: kinds, sides } = app.vocabulary();
  return mountListScreen(root, params, app, {
    name: "organisations", words: "organisation", tables: ["organisation", "affiliation", "person"],
    chips: [
      { key: "side", label: app.t("people.side"), entries: sides }, { key: "kind", label: app.t("organisation.kind"), entries: kinds },
      { key: "municipality", label: app.t("people.municipality"), entries: [] },
    ],
    draw: (/** @type {OrganisationListRow} */ row) => [
      app.sign(row.group),
      el("span", { class: "rows-words" },
        el("span", { class: "rows-line" }, el("span", { class: "rows-name" }, row.name)),
        el("span", { class: "rows-line small" }, el("span", { class: "rows-post" }, [row.kind, row.municipality, row.contact === "" ? "" : app.t("organisation.contact_is", { name: row.contact })].filter((word) => word !== "").join(" · ")))),
      el("span", { class: "rows-met small" }, row.people === 0 ? "" : app.t("organisation.people_count", { count: row.people })),
    ],
    card: (place, id, wants) => mountCard(place, id, app, wants),
    fresh: (place, wants) => mountNew(place, app, wants),
  });
}
