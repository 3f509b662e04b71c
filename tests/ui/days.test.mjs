// Days and times as people type them.
import assert from "node:assert/strict";
import test from "node:test";

import { arrange } from "../../ui/screens/meetings/arrange.js";
import { dayInWords, readDay, readTime } from "../../ui/parts/days.js";

const TODAY = "2026-11-22";

test("every usual way of writing a day is read", () => {
  for (const typed of ["2026-11-20", "2026/11/20", "2026.11.20", "20261120", "R8.11.20", "r8/11/20", "令8.11.20", "令和8年11月20日", "令和8年11月20日(金)", "２０２６／１１／２０", "11/20", "11月20日", " 11.20 "]) {
    assert.equal(readDay(typed, TODAY), "2026-11-20", typed);
  }
  assert.equal(readDay("令和元年5月1日", TODAY), "2019-05-01");
  assert.equal(readDay("H31.4.30", TODAY), "2019-04-30");
});

test("a day without a year is the nearest one", () => {
  assert.equal(readDay("1/15", TODAY), "2027-01-15");
  assert.equal(readDay("9/17", TODAY), "2026-09-17");
  assert.equal(readDay("12/20", "2026-01-10"), "2025-12-20");
  assert.equal(readDay("2/29", "2026-06-01"), null, "no such day near");
});

test("what is no day is none", () => {
  for (const typed of ["", "あした", "2026-02-30", "13/40", "R8", "9999-01-01"]) assert.equal(readDay(typed, TODAY), null, typed);
});

test("times are read in every usual way", () => {
  for (const typed of ["18:30", "１８：３０", "18時30分", "18時半", "1830", "午後6時30分", "PM6:30"]) assert.equal(readTime(typed), "18:30:00", typed);
  assert.equal(readTime("9"), "09:00:00");
  assert.equal(readTime("18時"), "18:00:00");
  assert.equal(readTime("930"), "09:30:00");
  for (const typed of ["25:00", "18:75", "夕方", ""]) assert.equal(readTime(typed), null, typed);
});

test("a day is written as the ledger writes it, and read back", () => {
  assert.equal(dayInWords("2026-11-20", "ja", "era"), "令和8年11月20日(金)");
  assert.equal(dayInWords("2019-05-01", "ja", "era"), "令和元年5月1日(水)");
  assert.equal(dayInWords("2026-11-20", "ja", "iso"), "2026-11-20(金)");
  assert.equal(dayInWords("2026-11-20", "en", "era"), "Fri 20 Nov 2026");
  assert.equal(dayInWords("", "ja", "era"), "");
  assert.equal(readDay(dayInWords("2026-11-20", "ja", "era"), TODAY), "2026-11-20");
  assert.equal(readDay(dayInWords("2026-11-20", "ja", "iso"), TODAY), "2026-11-20");
});

/** Just as much of an element as `arrange` needs; every move is written down. */
const box = (names) => {
  const moved = [];
  const container = {
    children: [],
    get firstElementChild() { return this.children[0] ?? null; },
    insertBefore(element, before) {
      const old = this.children.indexOf(element);
      if (old !== -1) this.children.splice(old, 1);
      const at = before === null ? this.children.length : this.children.indexOf(before);
      this.children.splice(at, 0, element);
      element.parentElement = this;
      moved.push(element.name);
    },
  };
  const make = (name) => ({
    name,
    parentElement: null,
    contains(other) { return other === this; },
    get nextElementSibling() { return this.parentElement?.children[this.parentElement.children.indexOf(this) + 1] ?? null; },
    remove() { container.children.splice(container.children.indexOf(this), 1); this.parentElement = null; },
  });
  const all = Object.fromEntries(names.map((name) => [name, make(name)]));
  return { container, all, moved, names: () => container.children.map(({ name }) => name).join("") };
};

test("lines come into order and the one she writes in is never moved", () => {
  for (const held of ["a", "b", "c", "d", "e", null]) {
    for (const order of ["abcde", "edcba", "bad", "caebd", "dcba", "e", "acbed"]) {
      const { container, all, moved, names } = box(["a", "b", "c", "d", "e"]);
      arrange(container, ["a", "b", "c", "d", "e"].map((name) => all[name]), null);
      moved.length = 0;
      arrange(container, [...order].map((name) => all[name]), held === null ? null : all[held]);
      assert.equal(names(), order, `${order} while in ${held}`);
      if (held !== null) assert.ok(!moved.includes(held), `${held} was moved for ${order}`);
    }
  }
});

test("nothing moves when the order is right already", () => {
  const { container, all, moved } = box(["a", "b", "c"]);
  arrange(container, [all.a, all.b, all.c], null);
  moved.length = 0;
  arrange(container, [all.a, all.b, all.c], null);
  assert.deepEqual(moved, []);
});
