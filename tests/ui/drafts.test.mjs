// Nothing typed is lost: drafts of the meeting screen.
import assert from "node:assert/strict";
import test from "node:test";

import { createDrafts } from "../../ui/parts/drafts.js";
import { merged, placeOf } from "../../ui/screens/meetings/order.js";

/** A ledger that answers when it is told to. */
const slow = () => {
  const waiting = [];
  const written = [];
  const failures = [];
  const renamed = [];
  const drafts = createDrafts({
    save: (key, fields) => {
      written.push([key, { ...fields }]);
      return new Promise((keep, refuse) => waiting.push({ keep, refuse }));
    },
    failed: (key, problem) => failures.push([key, problem]),
    renamed: (from, to) => renamed.push([from, to]),
    wait: 1,
  });
  const settle = async () => { for (let turn = 0; turn < 8; turn += 1) await Promise.resolve(); };
  return { drafts, waiting, written, failures, renamed, settle };
};

test("a refresh never overwrites what is not saved yet", async () => {
  const { drafts, waiting, settle } = slow();
  drafts.take("line", { text: "金曜" });
  drafts.edit("line", { text: "金曜の夕方" }, true);
  assert.deepEqual(drafts.take("line", { text: "金曜" }), { text: "金曜の夕方" }, "while it is being written");
  waiting[0].keep(null);
  await settle();
  assert.deepEqual(drafts.take("line", { text: "別の窓で直した" }), { text: "別の窓で直した" }, "once it is kept, the ledger is right");
});

test("keys typed while saving are saved after it", async () => {
  const { drafts, waiting, written, settle } = slow();
  drafts.take("line", { text: "" });
  drafts.edit("line", { text: "あ" }, true);
  drafts.edit("line", { text: "あい" }, true);
  waiting[0].keep(null);
  await settle();
  assert.deepEqual(written.map(([, fields]) => fields.text), ["あ", "あい"]);
  assert.ok(drafts.isOpen("line"));
  waiting[1].keep(null);
  await settle();
  assert.ok(!drafts.isOpen("line"));
});

test("a failed save keeps the words and the next key tries again", async () => {
  const { drafts, waiting, written, failures, settle } = slow();
  drafts.take("line", { text: "" });
  drafts.edit("line", { text: "大事な言葉" }, true);
  waiting[0].refuse({ code: "busy", message: "", detail: "" });
  await settle();
  assert.equal(failures.length, 1);
  assert.deepEqual(drafts.take("line", { text: "" }), { text: "大事な言葉" });
  drafts.flush();
  await settle();
  assert.equal(written.length, 2);
  assert.equal(written[1][1].text, "大事な言葉");
});

test("a new line gets its id and later keys go to that id", async () => {
  const { drafts, waiting, written, renamed, settle } = slow();
  drafts.take("new-1", { text: "" });
  drafts.edit("new-1", { text: "決" }, true);
  drafts.edit("new-1", { text: "決めた" }, true);
  waiting[0].keep("0190");
  await settle();
  assert.deepEqual(renamed, [["new-1", "0190"]]);
  assert.deepEqual(written[1], ["0190", { text: "決めた" }], "saved under its real id, not made twice");
  assert.equal(drafts.real("new-1"), "0190");
});

test("flush waits for everything, and a dropped record is not written", async () => {
  const { drafts, waiting, written, settle } = slow();
  drafts.take("a", { text: "" });
  drafts.take("b", { text: "" });
  drafts.edit("a", { text: "1" });
  drafts.edit("b", { text: "2" });
  drafts.drop("b");
  let done = false;
  drafts.flush().then(() => { done = true; });
  await settle();
  assert.deepEqual(written.map(([key]) => key), ["a"]);
  assert.ok(!done);
  waiting[0].keep(null);
  await settle();
  await settle();
  assert.ok(done);
});

test("lines just begun stay where she began them, and none is shown twice", () => {
  assert.deepEqual(merged(["a", "b", "c"], [{ key: "n1", after: "a" }, { key: "n2", after: "n1" }, { key: "end", after: null }]), ["a", "n1", "n2", "b", "c", "end"]);
  assert.deepEqual(merged(["a", "n1"], [{ key: "n1", after: "a" }]), ["a", "n1"]);
  assert.deepEqual(merged(["b"], [{ key: "n", after: "gone" }]), ["b", "n"]);
  assert.equal(placeOf(["a", "n1", "n2", "b"], "n2", (key) => !key.startsWith("n")), 1);
});
