import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { lineOf, modules, UI, withoutComments } from "./sources.mjs";

const ja = JSON.parse(readFileSync(`${UI}i18n/ja.json`, "utf8"));
const en = JSON.parse(readFileSync(`${UI}i18n/en.json`, "utf8"));
const code = modules().map(({ path, text }) => ({ path, text: withoutComments(text) }));
const holes = (/** @type {string} */ words) => [...words.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name).sort();

test("no word stands twice: the later one would win in silence", () => {
  for (const language of ["ja", "en"]) {
    const keys = [...readFileSync(`${UI}i18n/${language}.json`, "utf8").matchAll(/^\s*"([^"]+)":/gmu)].map(([, key]) => key);
    assert.ok(keys.length > 500, "the scan found the words");
    assert.deepEqual(keys.filter((key, at) => keys.indexOf(key) !== at), [], language);
  }
});

test("both languages know the same words", () => {
  assert.deepEqual(Object.keys(ja).filter((key) => !(key in en)), [], "missing in en.json");
  assert.deepEqual(Object.keys(en).filter((key) => !(key in ja)), [], "missing in ja.json");
});

test("a sentence has the same holes in both languages", () => {
  // Fiscal years and months are named differently: by era and number in Japanese, by number and name in English.
  for (const key of Object.keys(ja).filter((key) => !key.startsWith("map.year_"))) assert.deepEqual(holes(en[key] ?? ""), holes(ja[key]), key);
});

test("no Japanese is left in the English words, but for names of languages and examples of names", () => {
  const allowed = new Set(["settings.ja", "settings.language"]);
  const left = Object.keys(en).filter((key) => !allowed.has(key) && !key.endsWith("_example") && /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(en[key]));
  assert.deepEqual(left, []);
});

test("every word that the window asks for exists", () => {
  const asked = code.flatMap(({ path, text }) => [...text.matchAll(/\bt\(\s*"([\w.]+)"/gu)].map((found) => ({ key: found[1], at: `${path}:${lineOf(text, found.index)}` })));
  assert.ok(asked.length > 100, "the scan found the words");
  assert.deepEqual(asked.filter(({ key }) => !(key in ja)), []);
});

test("every family of words that is asked for by a part of its name has members", () => {
  const asked = code.flatMap(({ path, text }) => [...text.matchAll(/\bt\(\s*`([\w.]*)\$\{/gu)].map((found) => ({ head: found[1], at: `${path}:${lineOf(text, found.index)}` })));
  assert.deepEqual(asked.filter(({ head }) => head !== "" && !Object.keys(ja).some((key) => key.startsWith(head))), []);
});

test("no word is kept that nothing asks for", () => {
  const all = code.map(({ text }) => text).join("\n");
  const heads = [...all.matchAll(/`([a-z_]+\.[\w.]*)\$\{/gu)].map(([, head]) => head);
  const tails = [...all.matchAll(/`\$\{[^}]*\}(\.[\w.]+)/gu)].map(([, tail]) => tail);
  const unused = Object.keys(ja).filter((key) => !all.includes(`"${key}"`) && !all.includes(`\`${key}\``) && !heads.some((head) => key.startsWith(head)) && !tails.some((tail) => key.endsWith(tail)));
  assert.deepEqual(unused, []);
});

test("no Japanese stands in code: every label is a word of both languages", () => {
  // What reads and writes dates must know the letters of dates; the rows of the kana table are ids that the ledger sends.
  const readers = new Set(["parts/days.js", "map/years.js"]);
  const rows = new Set("あかさたなはまやらわ他");
  const found = code.filter(({ path }) => !readers.has(path)).flatMap(({ path, text }) =>
    [...text.matchAll(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]+/gu)].filter(([words]) => !rows.has(words)).map((hit) => `${path}:${lineOf(text, hit.index)} ${hit[0]}`));
  assert.deepEqual(found, []);
});
