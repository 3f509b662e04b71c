// @ts-check
// What is on the screen as a drawing for a file: the same marks, with the legend and the line that every figure carries.

import { draw, edgeOrder, SHAPES } from "./drawing.js";
import { apply } from "./filter.js";
import { edgesOfNodes } from "./graph.js";
import { collector } from "./paint.js";

/** @typedef {import("../types.d.ts").Drawing} Drawing */
/** @typedef {import("../types.d.ts").Group} Group */

const STRIP = 56;

/**
 * The scene as it may leave: who is not in the given picture is not drawn, and only its lines are. Everything stays where it
 * stands.
 * @param {import("./drawing.js").Scene} scene what is on the screen
 * @param {import("../types.d.ts").MapPicture} given the map for giving out, of the same noun and day
 * @param {import("./filter.js").Filter} filter of the screen
 * @returns {import("./drawing.js").Scene}
 */
export function givenOut(scene, given, filter) {
  const numbers = new Map(scene.picture.nodes.map((node, number) => [node.key, number]));
  const byKey = new Map(given.nodes.map((node) => [node.key, node]));
  const edges = given.edges.flatMap((edge) => {
    const [a, b] = [edge.a, edge.b].map((end) => numbers.get(given.nodes[end]?.key ?? ""));
    return a === undefined || b === undefined ? [] : [{ ...edge, a, b }];
  });
  const picture = { ...given, nodes: scene.picture.nodes.map((node) => byKey.get(node.key) ?? { ...node, key_person: false, me: false }), edges };
  const edgesOf = edgesOfNodes(picture.nodes.length, edges);
  // Filters and focus work on the given lines: what only her own lines would show must not be told by who stands there.
  const shown = apply(picture, edgesOf, filter);
  picture.nodes.forEach((node, number) => { if (!byKey.has(node.key)) shown.nodes[number] = 0; });
  return {
    ...scene, picture, edgesOf, edgeOrder: edgeOrder(picture),
    shown: { ...shown, hiddenNodes: shown.nodes.filter((one) => one === 0).length },
    selected: scene.selected !== null && shown.nodes[scene.selected] === 1 ? scene.selected : null,
    // Nothing is under the pointer of a paper.
    hover: null,
  };
}

/**
 * @param {import("./drawing.js").Scene} scene as it may leave
 * @param {import("./drawing.js").Frame} frame
 * @param {{title: string, legend: [Group, string][], lines: string, under: string}} words `lines`: how lines are to be read
 * @returns {Drawing}
 */
export function drawing(scene, frame, words) {
  const { palette, measure } = frame;
  const sink = collector();
  draw(scene, frame, sink);
  const inside = sink.marks;
  // Lines to nodes below the edge of the screen must not run through the legend.
  inside.push({ draw: "ground", x: 0, y: frame.height, width: frame.width, height: STRIP, radius: 0, fill: palette.paper });
  const top = frame.height + 20;
  let x = 18;
  for (const [group, label] of words.legend) {
    const colour = palette.group[group];
    const hollow = group === "unknown" || group === "coordinator";
    inside.push({ draw: "shape", shape: SHAPES[group], x: x + 6, y: top - 4, r: 5.5, fill: hollow ? palette.surface : colour, stroke: colour, stroke_width: hollow ? 1.6 : 0 });
    inside.push({ draw: "text", x: x + 17, y: top, text: label, size: 12, bold: false, anchor: "start", colour: palette.ink, halo: "" });
    x += 17 + measure(label, 12, false) + 18;
  }
  inside.push({ draw: "text", x: 18, y: top + 22, text: words.lines, size: 11, bold: false, anchor: "start", colour: palette.muted, halo: "" });
  inside.push({ draw: "text", x: frame.width - 18, y: top + 22, text: words.under, size: 11, bold: false, anchor: "end", colour: palette.muted, halo: "" });
  return { width: frame.width, height: frame.height + STRIP, background: palette.paper, title: words.title, marks: inside };
}
