// @ts-check
// The state of the map screen and what follows from it; no DOM.

import { edgeOrder, spacingOf } from "../../map/drawing.js";
import { apply, everything } from "../../map/filter.js";
import { edgesOfNodes } from "../../map/graph.js";
import { grounds } from "../../map/ground.js";

/** @typedef {import("../../types.d.ts").MapPicture} MapPicture */
/** @typedef {import("../../types.d.ts").MapNode} MapNode */
/** @typedef {import("../../types.d.ts").NodeKind} NodeKind */
/** @typedef {import("../../map/filter.js").Filter} Filter */
/** @typedef {import("../../map/drawing.js").Scene} Scene */

/** The order of groups in legends. @type {import("../../types.d.ts").Group[]} */
export const GROUPS = ["hospital", "home", "care", "public", "body", "coordinator", "unknown"];
/** Strongest first. @type {import("../../types.d.ts").Evidence[]} */
export const EVIDENCE = ["trust", "thinking", "face", "meeting", "post"];
/** @type {NodeKind[]} */
export const KINDS = ["person", "organisation", "profession", "municipality"];
export const MOST_STEPS = 6;

/** @typedef {"label" | "group" | "degree" | "last"} Column */

/**
 * @typedef {object} Model
 * @property {MapPicture} picture
 * @property {Scene} scene
 * @property {Filter} filter
 * @property {Map<string, number>} places node numbers by key
 */

/** @param {MapPicture} picture @param {Filter} [filter] @returns {Model} */
export function modelOf(picture, filter = everything()) {
  const points = picture.nodes.map(({ x, y }) => ({ x, y }));
  const edgesOf = edgesOfNodes(picture.nodes.length, picture.edges);
  return {
    picture,
    filter,
    places: new Map(picture.nodes.map((node, number) => [node.key, number])),
    scene: {
      picture, points, edgesOf, edgeOrder: edgeOrder(picture), sides: grounds(picture.nodes, points), spacing: spacingOf(points),
      shown: apply(picture, edgesOf, filter), hover: null, selected: null,
    },
  };
}

/** Applies the filter anew. @param {Model} model @param {Filter} filter */
export function refilter(model, filter) {
  model.filter = filter;
  model.scene.shown = apply(model.picture, model.scene.edgesOf, filter);
  if (model.scene.selected !== null && model.scene.shown.nodes[model.scene.selected] !== 1) model.scene.selected = null;
}

/**
 * The same filter over a new picture: focus stays with its node's key, and is dropped when the node is no longer there.
 * @param {Filter} filter @param {string | null} focusKey @param {MapPicture} picture @returns {Filter}
 */
export function carried(filter, focusKey, picture) {
  const node = focusKey === null ? -1 : picture.nodes.findIndex((one) => one.key === focusKey);
  return { ...filter, focus: node === -1 || !filter.focus ? null : { node, steps: filter.focus.steps } };
}

/**
 * The neighbours of a node over shown lines, strongest and most frequent first.
 * @param {Model} model @param {number} node
 */
export function neighbours(model, node) {
  const list = (model.scene.edgesOf[node] ?? []).flatMap((number) => {
    const edge = model.picture.edges[number];
    if (!edge || model.scene.shown.edges[number] !== 1) return [];
    const other = edge.a === node ? edge.b : edge.a;
    const there = model.picture.nodes[other];
    return there ? [{ other, node: there, edge }] : [];
  });
  return list.sort((p, q) => EVIDENCE.indexOf(p.edge.evidence) - EVIDENCE.indexOf(q.edge.evidence) || q.edge.count - p.edge.count);
}

/** The last day on which anything touched a node, over all lines; empty when never. @param {Model} model @param {number} node */
export function lastOf(model, node) {
  let last = "";
  for (const number of model.scene.edgesOf[node] ?? []) {
    const day = model.picture.edges[number]?.last ?? "";
    if (day > last) last = day;
  }
  return last;
}

/**
 * Node numbers for the table: what is shown, in the order of a column.
 * @param {Model} model @param {Column} column @param {boolean} descending
 * @param {Map<string, number>} byKana place of a node's key in the order of kana; those without one come after, by their letters
 * @returns {number[]}
 */
export function tableOrder(model, column, descending, byKana) {
  const { nodes } = model.picture;
  const shown = nodes.map((_, number) => number).filter((number) => model.scene.shown.nodes[number] === 1);
  const last = column === "last" ? nodes.map((_, number) => lastOf(model, number)) : [];
  /** @param {number} p @param {number} q */
  const compare = (p, q) => {
    const a = nodes[p];
    const b = nodes[q];
    if (!a || !b) return 0;
    if (column === "label") return (byKana.get(a.key) ?? Infinity) === (byKana.get(b.key) ?? Infinity) ? a.label.localeCompare(b.label, "ja") : (byKana.get(a.key) ?? Infinity) - (byKana.get(b.key) ?? Infinity);
    if (column === "group") return GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group);
    if (column === "degree") return a.degree - b.degree;
    return (last[p] ?? "") < (last[q] ?? "") ? -1 : (last[p] ?? "") > (last[q] ?? "") ? 1 : 0;
  };
  const sign = descending ? -1 : 1;
  return shown.sort((p, q) => sign * compare(p, q) || (nodes[q]?.weight ?? 0) - (nodes[p]?.weight ?? 0) || p - q);
}
