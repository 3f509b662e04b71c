import assert from "node:assert/strict";
import test from "node:test";

// As much of a document as `el` touches: what it appends and which attributes it sets.
class Node {
  children = /** @type {unknown[]} */ ([]);
  attributes = /** @type {Record<string, string>} */ ({});
  handlers = /** @type {string[]} */ ([]);
  append(/** @type {unknown[]} */ ...things) { this.children.push(...things); }
  setAttribute(/** @type {string} */ name, /** @type {string} */ value) { this.attributes[name] = value; }
  addEventListener(/** @type {string} */ name) { this.handlers.push(name); }
}
Object.assign(globalThis, { Node, document: { createElement: () => new Node() } });
const { el } = await import("../../ui/parts/element.js");

const INJECTED = '<img src=x onerror="alert(1)">';

test("a name that looks like markup is a text", () => {
  const made = el("b", {}, INJECTED);
  assert.deepEqual(made.children, [INJECTED]);
  assert.equal(typeof made.children[0], "string");
});

test("an attribute that looks like markup is the attribute's value", () => {
  assert.equal(el("input", { placeholder: INJECTED }).attributes.placeholder, INJECTED);
});

test("attributes that are true are set empty; false, null and undefined are left out", () => {
  assert.deepEqual(el("input", { hidden: true, disabled: false, title: null, id: undefined, tabindex: 0 }).attributes, { hidden: "", tabindex: "0" });
});

test("children that are nothing leave nothing, zero is a number to show", () => {
  assert.deepEqual(el("p", {}, null, undefined, false, 0, ["a", null, "b"]).children, ["0", "a", "b"]);
});

test("handlers are listeners, never attributes", () => {
  const made = el("button", { on: { click() {} } });
  assert.deepEqual(made.handlers, ["click"]);
  assert.deepEqual(made.attributes, {});
});
