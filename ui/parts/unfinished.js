// @ts-check
// What is half written anywhere: after a restart she finds it without having to remember where it was.

import { openEncounter } from "./encounter.js";
import { el } from "./element.js";
import { toast } from "./toasts.js";

/** Kinds of drafts whose id names, after the kind, the record that they belong to. @type {Record<string, string>} */
const OF_RECORD = { person: "person", "new-tie": "person", organisation: "organisation", series: "series", meeting: "meeting", line: "meeting", action: "meeting", item: "meeting", attendance: "meeting" };
/** @type {Record<string, [string, Record<string, string>]>} */
const OF_SCREEN = { "new-person": ["people", { new: "" }], "new-organisation": ["organisations", { new: "" }], "new-meeting": ["meetings", { new: "" }], stage: ["stages", {}], import: ["exchange", {}], region: ["settings", {}], municipality: ["settings", {}] };
const LONGEST = 32;

/**
 * Where a draft is written on. No DOM.
 * @param {string} id @returns {{kind: string, key: string, record?: [string, string], screen?: [string, Record<string, string>]} | null} null: not for her eyes
 */
export function placeOfDraft(id) {
  const [kind = "", first = "", second = ""] = id.split(":");
  if (kind === "encounter") return { kind, key: kind };
  // A post is written on the card of a person or of an organisation.
  if (kind === "typing" && first === "stage") return placeOfDraft("stage");
  if (kind === "post" || kind === "new-post" || kind === "typing") return { kind: first, key: `${first}:${second}`, record: [first, second] };
  const of = OF_RECORD[kind];
  if (of !== undefined) return { kind: of, key: `${of}:${first}`, record: [of, first] };
  const screen = OF_SCREEN[kind];
  return screen === undefined ? null : { kind, key: screen[0] + kind, screen };
}

/** The first words in it, to know it by. @param {unknown} value @returns {string} */
export function wordsOfDraft(value) {
  if (typeof value === "string") return value.trim();
  if (value === null || typeof value !== "object") return "";
  const { text, summary, title, name, file } = /** @type {Record<string, unknown>} */ (value);
  for (const one of [text, summary, title, name, file, ...Object.values(value).filter((field) => typeof field === "string" && !/^[\da-f]{8}-/u.test(field) && field.length > 2)]) if (typeof one === "string" && one.trim() !== "") return one.trim();
  return "";
}

/** A card of it all, or null. @param {any} app */
export function unfinishedCard(app) {
  /** @type {Map<string, {place: NonNullable<ReturnType<typeof placeOfDraft>>, ids: string[], words: string}>} */
  const places = new Map();
  for (const id of /** @type {string[]} */ (app.typed.ids())) {
    const place = placeOfDraft(id);
    if (place === null) continue;
    const there = places.get(place.key) ?? { place, ids: [], words: "" };
    there.ids.push(id);
    there.words ||= wordsOfDraft(app.typed.get(id));
    places.set(place.key, there);
  }
  if (places.size === 0) return null;
  const list = el("ul", { class: "list" });
  const card = el("section", { class: "card unfinished", "aria-label": app.t("unfinished.title") }, el("header", {}, el("h2", {}, app.t("unfinished.title"))), list);
  for (const { place, ids, words } of places.values()) {
    const short = words.length > LONGEST ? `${[...words].slice(0, LONGEST).join("")}…` : words;
    const what = app.t(`unfinished.${place.kind.replace("-", "_")}`);
    const row = el("li", {}, el("span", { class: "grow" }, el("button", { type: "button", class: "link plain", on: { click: () => open(app, place) } }, what), short === "" ? null : el("span", { class: "small" }, `　「${short}」`)),
      el("button", { type: "button", class: "quiet small-button", "aria-label": app.t("unfinished.discard_of", { what }), on: { click: discard } }, app.t("typed.discard")));
    list.append(row);
    function discard() {
      const thrown = ids.map((id) => /** @type {[string, unknown]} */ ([id, app.typed.get(id)]));
      for (const id of ids) app.typed.put(id, null);
      row.remove();
      card.hidden = list.childElementCount === 0;
      toast(app.t("typed.discarded"), { action: app.t("typed.bring_back"), run: () => {
        for (const [id, value] of thrown) app.typed.put(id, value);
        list.append(row);
        card.hidden = false;
      } });
    }
  }
  return card;
}

/** @param {any} app @param {NonNullable<ReturnType<typeof placeOfDraft>>} place */
function open(app, { record, screen }) {
  if (record) app.openRecord(...record);
  else if (screen) app.navigate(...screen);
  else openEncounter(app);
}
