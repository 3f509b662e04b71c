// @ts-check
// 人: everybody by kana, a new person in ten seconds, one card with all that is known.

import { el } from "../parts/element.js";
import { mountCard } from "./people/card.js";
import { mountDuplicates } from "./people/duplicates.js";
import { mountListScreen } from "./people/list-screen.js";
import { mountNew } from "./people/new.js";

/** @typedef {import("../types.d.ts").PersonListRow} PersonListRow */

/** In the place of an id. */
const DOUBLES = "duplicates";

/**
 * @param {HTMLElement} root
 * @param {Record<string, string>} params `id` opens a person or, `duplicates`, the desk of those who may be one; `new` the form
 * @param {any} app
 */
export function mount(root, params, app) {
  if (params.id === DOUBLES) return mountDuplicates(root, app);
  const { professions, sides } = app.vocabulary();
  return mountListScreen(root, params, app, {
    name: "people", words: "people", tables: ["person", "affiliation", "organisation", "encounter", "meeting", "attendance", "coordinator"],
    chips: [
      { key: "side", label: app.t("people.side"), entries: sides }, { key: "profession", label: app.t("people.profession"), entries: professions },
      { key: "municipality", label: app.t("people.municipality"), entries: [] }, { key: "key_person", label: app.t("people.key_person") },
    ],
    draw: (/** @type {PersonListRow} */ row) => [
      app.sign(row.group),
      el("span", { class: "rows-words" },
        el("span", { class: "rows-line" }, el("span", { class: "rows-name" }, row.name), row.key_person ? el("span", { class: "rows-star", role: "img", "aria-label": app.t("people.key_person") }, "★") : null, el("span", { class: "small kana" }, row.kana)),
        el("span", { class: "rows-line small" }, el("span", { class: "rows-post" }, [row.organisation, row.title || row.profession].filter((word) => word !== "").join(" ")), row.posts > 1 ? el("span", {}, app.t("people.more_posts", { count: row.posts - 1 })) : null)),
      el("span", { class: "rows-met small" }, row.last_met_words === "" ? app.t("people.not_met") : row.last_met_words),
    ],
    doubles: () => app.navigate("people", { id: DOUBLES }),
    card: (place, id, wants) => mountCard(place, id, app, wants),
    fresh: (place, wants) => mountNew(place, app, wants),
  });
}
