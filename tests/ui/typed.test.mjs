// Typed text survives a kill: what reaches the ledger, and when.
import assert from "node:assert/strict";
import test from "node:test";

import { createDrafts, flushAll } from "../../ui/parts/drafts.js";
import { idleTime } from "../../ui/parts/idle.js";
import { createTyped } from "../../ui/parts/typed.js";

const wait = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));

/** A ledger's table of drafts. */
const table = () => {
  const rows = new Map();
  const writes = [];
  let broken = false;
  const failures = [];
  const typed = createTyped({
    keep: async (id, text) => {
      await wait(1);
      if (broken) throw { code: "file", message: "full", detail: "" };
      writes.push([id, text]);
      if (text === "") rows.delete(id);
      else rows.set(id, text);
    },
    failed: (problem) => failures.push(problem),
    wait: 20,
  });
  return { typed, rows, writes, failures, break: (/** @type {boolean} */ is) => { broken = is; } };
};

test("she who types without a pause is covered too", async () => {
  const { typed, rows } = table();
  for (let key = 1; key <= 12; key += 1) {
    typed.put("line", "a".repeat(key));
    await wait(6);
  }
  assert.ok(JSON.parse(rows.get("line")).length >= 6, "kept while she still types, not after the last key");
});

test("what was saved is removed at once, and only when the ledger has it", async () => {
  const { typed, rows, writes } = table();
  typed.put("form", { name: "髙﨑" });
  typed.put("form", null);
  await typed.flush();
  assert.deepEqual(writes, [], "saved before the draft was ever written");
  typed.put("form", { name: "髙﨑" });
  await typed.flush();
  typed.put("form", null);
  await wait(5);
  assert.equal(rows.size, 0);
});

test("flush says whether the ledger has everything", async () => {
  const { typed, rows, failures, ...ledger } = table();
  ledger.break(true);
  typed.put("form", "words");
  assert.equal(await typed.flush(), false);
  assert.equal(failures.length, 1, "told once");
  ledger.break(false);
  assert.equal(await typed.flush(), true);
  assert.equal(rows.get("form"), '"words"');
});

test("drafts of a ledger that was closed are written to no other", async () => {
  const { typed, writes } = table();
  typed.load([{ id: "form", text: '"old"' }]);
  assert.equal(typed.get("form"), "old");
  typed.put("form", "new");
  typed.clear();
  await wait(40);
  assert.deepEqual(writes, []);
  assert.equal(typed.get("form"), undefined);
});

/** Drafts of records over a table of drafts. */
const records = (/** @type {ReturnType<typeof table>} */ { typed }) => {
  const saved = [];
  const discards = [];
  const drafts = createDrafts({
    save: async (key, fields) => { saved.push([key, { ...fields }]); return key.startsWith("new-") ? "0190" : null; },
    failed: () => {}, wait: 30,
    kept: { get: (key) => typed.get(`line:${key}`), put: (key, changes) => typed.put(`line:${key}`, changes), restored: (discard) => discards.push(discard) },
  });
  return { drafts, saved, discards };
};

test("half a word in the IME is kept although it is not saved, and stands again after a kill", async () => {
  const ledger = table();
  const before = records(ledger);
  before.drafts.take("a", { text: "みどり", kind: "decision" });
  before.drafts.hold("a", { text: "みどりのk" });
  await wait(60);
  assert.deepEqual(before.saved, []);
  // Killed here; the ledger says what it had.
  const after = table();
  after.typed.load([...ledger.rows].map(([id, text]) => ({ id, text })));
  const { drafts, saved, discards } = records(after);
  assert.deepEqual(drafts.take("a", { text: "みどり", kind: "information" }), { text: "みどりのk", kind: "information" }, "only what she typed, over what others changed");
  await wait(60);
  assert.deepEqual(saved, [["a", { text: "みどりのk", kind: "information" }]], "and it is saved now");
  assert.deepEqual(after.typed.ids(), [], "saved, so no draft any more");
  discards[0]();
  await wait(10);
  assert.deepEqual(saved.at(-1), ["a", { text: "みどり", kind: "information" }], "thrown away: what the ledger had");
});

test("a new record's draft goes when the record has its id", async () => {
  const ledger = table();
  const { drafts } = records(ledger);
  drafts.take("new-1", { text: "" });
  drafts.edit("new-1", { text: "決めた" });
  assert.deepEqual(ledger.typed.ids(), ["line:new-1"]);
  await flushAll();
  assert.deepEqual(ledger.typed.ids(), []);
});

test("a draft that says what the ledger says already is no news", () => {
  const { typed } = table();
  typed.load([{ id: "line:a", text: '{"text":"同じ"}' }]);
  const { drafts, discards } = records({ typed });
  drafts.take("a", { text: "同じ" });
  assert.deepEqual(discards, []);
  assert.deepEqual(typed.ids(), []);
});

test("a sleeping laptop locks when it wakes, a clock set back does not keep it open", () => {
  const now = { wall: 1_000_000, steady: 0 };
  const time = idleTime({ wall: () => now.wall, steady: () => now.steady });
  const pass = (/** @type {number} */ wall, /** @type {number} */ steady) => { now.wall += wall * 60_000; now.steady += steady * 60_000; };
  pass(4, 4);
  assert.ok(!time.isOver(5));
  time.heard();
  pass(60, 0);
  assert.ok(time.isOver(5), "slept: the steady clock stood still");
  assert.ok(!time.isOver(0), "never");
  time.heard();
  pass(-120, 6);
  assert.ok(time.isOver(5), "set back");
});
