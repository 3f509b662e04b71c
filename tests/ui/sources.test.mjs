import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { lineOf, modules, UI, withoutComments } from "./sources.mjs";

const code = modules().map(({ path, text }) => ({ path, text: withoutComments(text), whole: text }));
/** @param {RegExp} pattern @param {(path: string) => boolean} [allowed] */
const places = (pattern, allowed = () => false) =>
  code.filter(({ path }) => !allowed(path)).flatMap(({ path, text }) => [...text.matchAll(pattern)].map((hit) => `${path}:${lineOf(text, hit.index)} ${hit[0]}`));

test("comments are no code, and what looks like a comment in a string is", () => {
  assert.equal(withoutComments('a(); // b\nc("// d"); /* e */ f(/[/]\\/"/); g("h")').replace(/ +/gu, " "), 'a(); \nc("// d"); f(/[/]\\/"/); g("h")');
});

test("no key handler acts while an IME composes", () => {
  const wrong = [];
  let seen = 0;
  for (const { path, text } of code) {
    for (const hit of text.matchAll(/["'`]?\bkey(?:down|up|press)\b["'`]?\s*[,:]\s*/gu)) {
      if (/removeEventListener\(\s*$/u.test(text.slice(0, hit.index))) continue;
      seen += 1;
      const rest = text.slice(hit.index + hit[0].length);
      // guarded(…) itself, or a handler whose first statement asks isComposing, or the name of one.
      const name = /^(?:\(\s*\w+\)\s*=>\s*)?(\w+)\s*[,()}]/u.exec(rest)?.[1];
      const good = /^(?:app\.keys\.)?guarded\(/u.test(rest)
        || /^(?:\w+\s*=>|\([^)]*\)\s*(?::\s*\w+\s*)?=>)\s*\{\s*if \(isComposing\(\w+\)/u.test(rest)
        || (name !== undefined && new RegExp(`const ${name} = (?:app\\.keys\\.)?guarded\\(`, "u").test(text))
        || (name !== undefined && new RegExp(`(?:function ${name}\\([^)]*\\)|const ${name} = \\(\\w+\\) =>) \\{\\s*if \\(isComposing\\(`, "u").test(text));
      if (!good) wrong.push(`${path}:${lineOf(text, hit.index)} ${rest.slice(0, 60).split("\n")[0]}`);
    }
  }
  assert.ok(seen > 10, "the scan found the handlers");
  assert.deepEqual(wrong, []);
});

test("composition is known in one place", () => {
  assert.deepEqual(places(/\b(?:isComposing|keyCode|which)\b(?!\()/gu, (path) => path === "parts/keys.js").filter((place) => !/isComposing$/u.test(place)), []);
  assert.match(readFileSync(`${UI}parts/keys.js`, "utf8"), /isComposing \|\| event\.keyCode === 229/u);
});

test("no markup is ever made from a string", () => {
  assert.deepEqual(places(/\b(?:innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|parseFromString|setHTMLUnsafe|srcdoc)\b|document\.write|\beval\(|new Function\(/gu), []);
});

test("only api.js knows the shell, and nothing calls the network", () => {
  assert.deepEqual(places(/__TAURI__/gu, (path) => path === "api.js"), []);
  assert.deepEqual(places(/\bfetch\(/gu, (path) => path === "api.js" || path === "parts/words.js"), []);
  assert.deepEqual(places(/XMLHttpRequest|WebSocket|EventSource|sendBeacon|https?:\/\/(?!www\.w3\.org\/)/gu), []);
});

test("nothing is asked twice: undo stands in the place of every confirm", () => {
  assert.deepEqual(places(/\b(?:window\.)?(?:confirm|alert|prompt)\(/gu), []);
});

test("every module is checked against the types made from Rust", () => {
  assert.deepEqual(code.filter(({ whole }) => !whole.startsWith("// @ts-check")).map(({ path }) => path), []);
});

test("the page loads only its own files and runs no inline script", () => {
  const page = readFileSync(`${UI}index.html`, "utf8");
  assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)|\son\w+=|style=|https?:/u);
});
