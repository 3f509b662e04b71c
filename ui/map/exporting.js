// @ts-check
// What is on the screen as a drawing for a file: the same marks, with the legend and the line that every figure carries.

import { draw, SHAPES } from "./drawing.js";
import { collector } from "./paint.js";

/** @typedef {import("../types.d.ts").Drawing} Drawing */
/** @typedef {import("../types.d.ts").Group} Group */

const STRIP = 56;

/** Levels of ties between persons are private and have no way out: on paper such a tie is a line like any other. */
const LEVELS = new Set(["face", "thinking", "trust"]);

/** @param {import("../types.d.ts").MapPicture} picture */
const withoutLevels = (picture) => ({
  ...picture,
  edges: picture.edges.map((edge) => (LEVELS.has(edge.evidence) ? { ...edge, evidence: /** @type {const} */ ("meeting") } : edge)),
});

/**
 * @param {import("./drawing.js").Scene} scene
 * @param {import("./drawing.js").Frame} frame
 * @param {{title: string, legend: [Group, string][], lines: string, under: string}} words `lines`: how lines are to be read
 * @returns {Drawing}
 */
export function drawing(scene, frame, words) {
  const { palette, measure } = frame;
  const sink = collector();
  // Nothing is under the pointer of a paper.
  draw({ ...scene, picture: withoutLevels(scene.picture), hover: null }, frame, sink);
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
