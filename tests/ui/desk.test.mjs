// The desk's arithmetic: groups add up, what she decides moves a row, and only the safe ones go together.
import assert from "node:assert/strict";
import { test } from "node:test";

import { GROUPS, countRows, keyOf, nextOpen, outcomeOf, safeCandidate } from "../../ui/screens/exchange/outcome.js";

const row = (number, outcome, kind, candidates = []) => ({ row: number, part: 0, outcome, kind, name: "", post: "", person: null, match: null, reason: "", changes: [], stays: [], candidates });
const candidate = (relations, more = {}) => ({ person: "p", row: null, name: "髙橋 恵", post: "", removed: false, reasons: [], compare: Object.entries(relations).map(([field, relation]) => ({ field, label: "", theirs: "", ours: "", relation })), ...more });
const ROWS = [row(2, "new", "new"), row(3, "updated", "moved"), row(4, "updated", "new_facts"), row(5, "doubtful", "perhaps", [candidate({ name: "same" })]), row(6, "unchanged", "older"), row(7, "rejected", "rejected"), row(8, "doubtful", "perhaps", [candidate({ name: "variant", email: "same" })])];

test("the groups add up to all rows, before and after her word", () => {
  for (const decisions of [new Map(), new Map([["5", { row: 5, choice: "other" }], ["3", { row: 3, choice: "skip" }], ["8", { row: 8, choice: "later" }]])]) {
    const count = countRows(ROWS, decisions);
    assert.equal(GROUPS.reduce((sum, [kind]) => sum + count(kind), 0), ROWS.length);
  }
});

test("a decision moves a row to where it says", () => {
  assert.equal(outcomeOf(ROWS[3], { row: 5, choice: "same", person: "p", why: null }), "updated");
  assert.equal(outcomeOf(ROWS[3], { row: 5, choice: "other", person: null, why: null }), "new");
  assert.equal(outcomeOf(ROWS[3], { row: 5, choice: "later", person: null, why: null }), "doubtful");
  assert.equal(outcomeOf(ROWS[0], { row: 2, choice: "skip", person: null, why: null }), "rejected");
});

test("only one candidate of the same name and the same address is safe to be taken together", () => {
  assert.equal(safeCandidate(ROWS[3]), null, "a name alone");
  assert.notEqual(safeCandidate(ROWS[6]), null);
  const twice = candidate({ name: "same", mobile: "same" });
  assert.equal(safeCandidate(row(9, "doubtful", "perhaps", [twice, twice])), null, "two fit");
  assert.equal(safeCandidate(row(9, "doubtful", "perhaps", [{ ...twice, removed: true }])), null, "in the trash");
  assert.equal(safeCandidate(row(9, "doubtful", "perhaps", [candidate({ name: "differs", email: "same" })])), null, "a couple with one address");
});

test("after a decision the next open row comes, around the end", () => {
  assert.equal(nextOpen(ROWS, new Map([["5", ROWS]]), ROWS[3])?.row, 8);
  assert.equal(nextOpen(ROWS, new Map([["8", ROWS]]), ROWS[6])?.row, 5);
  assert.equal(nextOpen(ROWS, new Map([["5", ROWS], ["8", ROWS]]), ROWS[6]), null);
});

test("two people of one row are two", () => {
  assert.notEqual(keyOf({ row: 5, part: 1 }), keyOf({ row: 5, part: 2 }));
});
