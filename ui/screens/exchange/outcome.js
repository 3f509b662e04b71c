// @ts-check
// What a row of a file will be: by itself, and after her word. No DOM here, so that it is tested by itself.

/** @typedef {import("../../types.d.ts").DryRun} DryRun */
/** @typedef {import("../../types.d.ts").ImportRow} ImportRow */
/** @typedef {import("../../types.d.ts").Outcome} Outcome */
/** @typedef {import("../../types.d.ts").Kind} Kind */
/** @typedef {import("../../types.d.ts").Decision} Decision */
/** @typedef {import("../../types.d.ts").Candidate} Candidate */

/** Groups in the order of her work, each with the kinds of row that are told apart in it. @type {[Outcome, Kind[]][]} */
export const GROUPS = [
  ["doubtful", []],
  ["new", ["new", "organisation"]],
  ["updated", ["moved", "renamed", "new_facts"]],
  ["unchanged", ["older", "nothing_new"]],
  ["rejected", []],
];

/** Several people may stand in one row of the file: which of them this is. @param {{row: number, part: number}} row */
export const keyOf = (row) => (row.part > 0 ? `${row.row}.${row.part}` : String(row.row));

/** @param {ImportRow} row @param {Decision | undefined} decision @returns {Outcome} */
export function outcomeOf(row, decision) {
  switch (decision?.choice) {
    case undefined: case "later": return row.outcome;
    case "same": return "updated";
    case "new": case "other": return "new";
    case "skip": return "rejected";
  }
}

/**
 * How many rows each group and kind has; the groups add up to all rows.
 * @param {ImportRow[]} rows @param {Map<string, Decision>} decisions
 */
export function countRows(rows, decisions) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const add = (/** @type {string} */ key) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const row of rows) {
    const outcome = outcomeOf(row, decisions.get(keyOf(row)));
    add(outcome);
    if (!decisions.has(keyOf(row))) add(`${outcome}:${row.kind}`);
  }
  return (/** @type {string} */ key) => counts.get(key) ?? 0;
}

/**
 * The one candidate of a doubtful row that is safe to be taken together with others of its sort: alone, of the same name, and
 * reached by the same address or mobile.
 * @param {ImportRow} row @returns {Candidate | null}
 */
export function safeCandidate(row) {
  const [only, second] = row.candidates;
  if (row.outcome !== "doubtful" || !only || second || !only.person || only.removed) return null;
  const is = (/** @type {string} */ field, /** @type {string[]} */ relations) => only.compare.some((one) => one.field === field && relations.includes(one.relation));
  return is("name", ["same", "variant"]) && (is("email", ["same"]) || is("mobile", ["same"])) ? only : null;
}

/** The next doubtful row without her word, after `from`, around the end. @param {ImportRow[]} rows @param {Map<string, Decision>} decisions @param {ImportRow} from */
export function nextOpen(rows, decisions, from) {
  const isOpen = (/** @type {ImportRow} */ row) => row.outcome === "doubtful" && !decisions.has(keyOf(row));
  const at = rows.indexOf(from);
  return rows.slice(at + 1).find(isOpen) ?? rows.find(isOpen) ?? null;
}
