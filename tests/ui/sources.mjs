// The window's sources, for the tests that read them.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

export const UI = new URL("../../ui/", import.meta.url).pathname;

/** Every module of the window: path from ui/ and text. @returns {{path: string, text: string}[]} */
export function modules() {
  return readdirSync(UI, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".js"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((path) => ({ path: relative(UI, path), text: readFileSync(path, "utf8") }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * The same text with comments blanked, so that only code is judged. Strings, templates and regular expressions stay; line
 * numbers stay true.
 * @param {string} text
 */
export function withoutComments(text) {
  let out = "";
  let at = 0;
  /** Whether a slash here would begin a regular expression: decided by what stands before it. */
  const beginsRegex = () => /(^|[=(,:;[!&|?{}+\-*%~^<>]|\breturn|\btypeof|=>)\s*$/u.test(out.slice(-40));
  while (at < text.length) {
    const two = text.slice(at, at + 2);
    if (two === "//") {
      while (at < text.length && text[at] !== "\n") at += 1;
    } else if (two === "/*") {
      const end = text.indexOf("*/", at + 2);
      const comment = text.slice(at, end === -1 ? text.length : end + 2);
      out += comment.replace(/[^\n]/gu, " ");
      at += comment.length;
    } else if (text[at] === '"' || text[at] === "'") {
      const quote = text[at];
      let end = at + 1;
      while (end < text.length && text[end] !== quote) end += text[end] === "\\" ? 2 : 1;
      out += text.slice(at, end + 1);
      at = end + 1;
    } else if (text[at] === "/" && beginsRegex()) {
      let end = at + 1;
      let inClass = false;
      while (end < text.length && (inClass || text[end] !== "/")) {
        if (text[end] === "\\") end += 1;
        else if (text[end] === "[") inClass = true;
        else if (text[end] === "]") inClass = false;
        end += 1;
      }
      out += text.slice(at, end + 1);
      at = end + 1;
    } else {
      out += text[at];
      at += 1;
    }
  }
  return out;
}

/** 1-based line of an index. @param {string} text @param {number} index */
export const lineOf = (text, index) => text.slice(0, index).split("\n").length;
