// @ts-check
// What a combobox asks the ledger for: people and organisations by kanji or kana.

/** @typedef {{id: string, name: string, detail?: string}} Option */

const MOST = 8;

/** @param {any} app @param {string} text @param {string} [without] a person who is no choice @returns {Promise<Option[]>} */
export async function findPeople(app, text, without = "") {
  if (text.trim() === "") return [];
  const answer = /** @type {import("../../types.d.ts").People} */ (await app.call("people", { text, side: null, profession: null, municipality: null, key_person: null }));
  return answer.rows.filter((row) => row.id !== without).slice(0, MOST).map((row) => ({ id: row.id, name: row.name, detail: [row.organisation, row.title].filter((word) => word !== "").join(" ") }));
}

/** @param {any} app @param {string} text @returns {Promise<Option[]>} */
export async function findOrganisations(app, text) {
  if (text.trim() === "") return [];
  const answer = /** @type {import("../../types.d.ts").Organisations} */ (await app.call("organisations", { text, side: null, kind: null, municipality: null }));
  return answer.rows.slice(0, MOST).map((row) => ({ id: row.id, name: row.name, detail: [row.kind, row.municipality].filter((word) => word !== "").join(" · ") }));
}

/**
 * The choices and, last, what she typed as a new record; an id of "" means new.
 * @param {any} app @param {Option[]} found @param {string} text @returns {Option[]}
 */
export function orNew(app, found, text) {
  const wanted = text.trim();
  return wanted === "" || found.some((one) => one.name === wanted) ? found : [...found, { id: "", name: wanted, detail: app.t("person.as_new") }];
}
