// The window asks only for what the house offers. The list is core's; ui/types.d.ts is made from it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { lineOf, modules, UI, withoutComments } from "./sources.mjs";

const types = readFileSync(`${UI}types.d.ts`, "utf8");
const body = /export interface Commands \{\n([\s\S]*?)\n\}/u.exec(types)?.[1] ?? "";
const commands = [...body.matchAll(/^ {2}(\w+): \[/gmu)].map((hit) => hit[1]);
/** What the shell offers of its own; only api.js asks for it. */
const OWN = ["choose_file", "choose_place", "open_mail", "open_folder", "start"];

/** The first argument of every call of one of these functions. */
const asked = modules().flatMap(({ path, text }) => {
  const code = withoutComments(text);
  return [...code.matchAll(/(?<!function )(?<![\w$])(?:app\.)?(?:call|write|ask)\(\s*/gu)].map((hit) => {
    const first = firstArgument(code.slice(hit.index + hit[0].length));
    return { path, asks: hit[0].includes("ask("), line: lineOf(code, hit.index), first, names: [...first.matchAll(/["'`]([^"'`]*)["'`]/gu)].map((name) => name[1]) };
  }).filter(({ path: place, asks, first }) => first.trim() !== "" && (!asks || place === "api.js"));
});

/** Up to the first comma or bracket that belongs to the call itself. @param {string} text */
function firstArgument(text) {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if ("([{".includes(text[at])) depth += 1;
    else if (")]}".includes(text[at])) depth -= 1;
    if (depth < 0 || (depth === 0 && text[at] === ",")) return text.slice(0, at);
  }
  return text;
}

test("the list of commands is read", () => {
  assert.ok(commands.length > 50 && commands.includes("import_contacts"));
  assert.ok(asked.filter(({ names }) => names.length > 0).length > 60, "so are the calls");
});

test("every command that the window names exists", () => {
  const unknown = asked.flatMap(({ path, line, names }) => names
    .filter((name) => !commands.includes(name) && !(path === "api.js" && OWN.includes(name)))
    // A comparison in the choice of a name: kind === "person" ? "save_person" : …
    .filter((name) => /^[a-z]+_[a-z_]+$/u.test(name))
    .map((name) => `${path}:${line} ${name}`));
  assert.deepEqual(unknown, []);
});

test("whatever is written like a command is one, wherever it stands", () => {
  const verbs = /["'`]((?:add|save|remove|set|move|record|export|import|preview|mark|read|new|open|close)_[a-z_]+)["'`]/gu;
  const seen = modules().flatMap(({ path, text }) => [...withoutComments(text).matchAll(verbs)].map((hit) => ({ path, name: hit[1] })));
  assert.ok(seen.length > 30);
  // The names of a table, of fields and of a kind of row.
  const others = ["export_log", "new_passphrase", "new_passphrase_again", "set_up_on", "new_facts"];
  assert.deepEqual(seen.filter(({ name }) => !commands.includes(name) && !OWN.includes(name) && !others.includes(name)), []);
});

test("a name that is no literal comes from a place that is looked at", () => {
  const passedOn = asked.filter(({ names }) => names.length === 0).map(({ path, first }) => `${path} ${first.trim()}`);
  // Ways through hand their own parameter `name` on and are called `call` or `write` themselves, so that their callers are
  // looked at as well; the `write` of drafts is another thing.
  const known = [/^[\w/.-]+ name$/u, /^parts\/drafts\.js /u];
  assert.deepEqual(passedOn.filter((place) => !known.some((pattern) => pattern.test(place))), []);
});

/** A series is made along with its first meeting; by itself only on the command line. */
const ONLY_THE_COMMAND_LINE = ["add_series"];

test("no command is without a caller but those that are for the command line", () => {
  const named = new Set(asked.flatMap(({ names }) => names));
  const all = modules().map(({ text }) => withoutComments(text)).join("\n");
  const silent = commands.filter((name) => !named.has(name) && !all.includes(`"${name}"`));
  assert.deepEqual(silent, ONLY_THE_COMMAND_LINE);
});
