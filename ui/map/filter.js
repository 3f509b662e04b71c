// @ts-check
// What is shown and what is hidden, in one place for the picture and the table. No DOM.

import { within } from "./graph.js";

/** @typedef {import("../types.d.ts").Group} Group */
/** @typedef {import("../types.d.ts").Evidence} Evidence */
/** @typedef {import("../types.d.ts").MapPicture} MapPicture */

/**
 * @typedef {object} Filter
 * @property {Set<Group>} withoutGroups groups that are hidden
 * @property {Set<Evidence>} withoutEvidence lines that are hidden
 * @property {boolean} keyOnly only key persons (and herself)
 * @property {{node: number, steps: number} | null} focus
 */

/** @returns {Filter} a filter that hides nothing */
export function everything() {
  return { withoutGroups: new Set(), withoutEvidence: new Set(), keyOnly: false, focus: null };
}

/** @param {Filter} filter */
export function hidesSomething(filter) {
  return filter.withoutGroups.size > 0 || filter.withoutEvidence.size > 0 || filter.keyOnly || filter.focus !== null;
}

/**
 * @typedef {object} Shown
 * @property {Uint8Array} nodes 1: shown
 * @property {Uint8Array} edges 1: shown; both ends are shown then
 * @property {number} hiddenNodes
 * @property {number} hiddenEdges
 */

/**
 * Applies a filter. The node in focus is always shown. Focus counts steps only over what the other filters leave.
 * @param {Pick<MapPicture, "nodes" | "edges">} picture @param {number[][]} edgesOf @param {Filter} filter
 * @returns {Shown}
 */
export function apply(picture, edgesOf, filter) {
  const nodes = new Uint8Array(picture.nodes.length);
  const edges = new Uint8Array(picture.edges.length);
  picture.nodes.forEach((node, number) => {
    const kept = !filter.withoutGroups.has(node.group) && (!filter.keyOnly || node.key_person || node.me);
    nodes[number] = kept || filter.focus?.node === number ? 1 : 0;
  });
  picture.edges.forEach((edge, number) => {
    edges[number] = !filter.withoutEvidence.has(edge.evidence) && nodes[edge.a] && nodes[edge.b] ? 1 : 0;
  });
  if (filter.focus && filter.focus.node < picture.nodes.length) {
    const near = within(edgesOf, picture.edges, filter.focus.node, filter.focus.steps, (edge) => edges[edge] === 1);
    for (let number = 0; number < nodes.length; number += 1) {
      if (!near.has(number)) nodes[number] = 0;
    }
    picture.edges.forEach((edge, number) => {
      if (!nodes[edge.a] || !nodes[edge.b]) edges[number] = 0;
    });
  }
  return { nodes, edges, hiddenNodes: zeros(nodes), hiddenEdges: zeros(edges) };
}

/** @param {Uint8Array} flags */
function zeros(flags) {
  let count = 0;
  for (const flag of flags) if (flag === 0) count += 1;
  return count;
}
