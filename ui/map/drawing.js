// @ts-check
// What is drawn, in order: grounds, lines, nodes, labels. One function for the canvas and for the exported file; only the
// sink differs. No DOM.

import { mix } from "./colours.js";
import { place, SIZE, SUB_SIZE, URGENT } from "./labels.js";
import { toScreen } from "./view.js";

/** @typedef {import("../types.d.ts").MapPicture} MapPicture */
/** @typedef {import("../types.d.ts").MapNode} MapNode */
/** @typedef {import("../types.d.ts").MapEdge} MapEdge */
/** @typedef {import("../types.d.ts").Group} Group */
/** @typedef {import("../types.d.ts").Mark} Mark */
/** @typedef {import("./view.js").View} View */
/** @typedef {import("./ground.js").Box} Box */

/**
 * @typedef {object} Scene
 * @property {MapPicture} picture
 * @property {{x: number, y: number}[]} points map units, one per node; moved while she drags
 * @property {import("./filter.js").Shown} shown
 * @property {number[]} edgeOrder edges sorted so that equal strokes follow each other, the weakest first
 * @property {number[][]} edgesOf
 * @property {{hospital: Box | null, community: Box | null}} sides
 * @property {number} spacing usual distance between two nodes in map units
 * @property {number | null} hover
 * @property {number | null} selected
 */

/**
 * @typedef {object} Frame
 * @property {number} width pixels @property {number} height
 * @property {View} view
 * @property {import("./colours.js").Palette} palette
 * @property {{hospital: string, community: string, me: string}} words
 * @property {(text: string, size: number, bold: boolean) => number} measure
 */

/**
 * @typedef {object} Sink Takes the marks in painting order.
 * @property {(mark: Mark) => void} add
 */

/** Strength of a line's ink per evidence: the darker, the stronger. */
const INK = { post: 0.22, meeting: 0.34, face: 0.52, thinking: 0.72, trust: 0.95 };
const RANK = { post: 0, meeting: 1, face: 2, thinking: 3, trust: 4 };

/** @type {Record<Group, string>} */
export const SHAPES = {
  hospital: "square", home: "circle", care: "diamond", public: "triangle", body: "pentagon", coordinator: "circle", unknown: "circle",
};

/** Width of a line in pixels by how often the two met. @param {number} count */
export function widthOf(count) {
  return Math.min(5, 1 + 0.75 * Math.log2(Math.max(1, count)));
}

/** @param {MapEdge} edge @param {string} fadedBefore */
export function isFaded(edge, fadedBefore) {
  return edge.last !== null && edge.last < fadedBefore;
}

/** @param {MapPicture} picture @returns {number[]} edge numbers, weakest and alike first */
export function edgeOrder(picture) {
  const key = picture.edges.map((edge) => RANK[edge.evidence] * 100 + Math.round(widthOf(edge.count) * 4) * 2 + (isFaded(edge, picture.faded_before) ? 1 : 0));
  return picture.edges.map((_, number) => number).sort((p, q) => (key[p] ?? 0) - (key[q] ?? 0) || p - q);
}

/** The usual distance between neighbours. @param {ReadonlyArray<{x: number, y: number}>} points */
export function spacingOf(points) {
  return Math.sqrt((1000 * 640) / Math.max(12, points.length));
}

/** @param {MapNode} node @param {number} spacing @param {number} scale @returns {number} radius in pixels */
export function radiusOf(node, spacing, scale) {
  const room = 0.26 * spacing * scale;
  const base = node.me ? 17 : node.key_person ? 14.5 : 11;
  const least = node.me ? 9 : node.key_person ? 4.5 : 3;
  return Math.max(least, Math.min(base * Math.max(1, Math.sqrt(scale / 1.6)), room * (base / 11)));
}

/** From so many lines on each is straight and thin: curves and widths can't be told apart any more, and cost ten times as much. */
const CROWD = 1500;

/** @param {Scene} scene */
export function isCrowded(scene) {
  return scene.picture.edges.length - scene.shown.hiddenEdges > CROWD;
}

/**
 * Draws the scene into a sink.
 * @param {Scene} scene @param {Frame} frame @param {Sink} sink
 */
export function draw(scene, frame, sink) {
  drawBack(scene, frame, sink);
  drawFront(scene, frame, sink);
}

/** What stays the same while a pointer moves over a crowded map. @param {Scene} scene @param {Frame} frame @param {Sink} sink */
export function drawBack(scene, frame, sink) {
  drawGrounds(scene, frame, sink);
  drawEdges(scene, frame, sink, isCrowded(scene) && scene.selected === null ? null : strongEdges(scene));
}

/** What answers the pointer at once. @param {Scene} scene @param {Frame} frame @param {Sink} sink */
export function drawFront(scene, frame, sink) {
  for (const number of strongEdges(scene) ?? []) {
    const edge = scene.picture.edges[number];
    if (edge && scene.shown.edges[number] === 1) drawEdge(scene, frame, sink, edge, frame.palette.accent, false);
  }
  drawNodes(scene, frame, sink);
  drawLabels(scene, frame, sink);
}

/** @param {Scene} scene @param {Frame} frame @param {Sink} sink */
function drawGrounds(scene, frame, sink) {
  const { palette, view, words } = frame;
  for (const [side, colour, title] of /** @type {const} */ ([["hospital", palette.group.hospital, words.hospital], ["community", palette.group.home, words.community]])) {
    const box = scene.sides[side];
    if (!box) continue;
    const [x, y] = toScreen(view, box.left, box.top);
    const width = (box.right - box.left) * view.scale;
    const height = (box.bottom - box.top) * view.scale;
    sink.add({ draw: "ground", x, y, width, height, radius: 18, fill: mix(colour, palette.paper, 0.055) });
    sink.add({ draw: "text", x: x + 18, y: y - 9, text: title, size: 13, bold: true, anchor: "start", colour: palette.muted, halo: palette.paper });
  }
}

/** The edges that are lit: of the selected node, or of the one under the pointer. @param {Scene} scene @returns {Set<number> | null} */
function strongEdges(scene) {
  const node = scene.selected ?? scene.hover;
  return node === null ? null : new Set(scene.edgesOf[node] ?? []);
}

/** @param {Scene} scene @param {Frame} frame @param {Sink} sink @param {Set<number> | null} strong */
function drawEdges(scene, frame, sink, strong) {
  const { palette } = frame;
  const dim = strong === null ? 1 : scene.selected === null ? 0.6 : 0.42;
  const crowded = isCrowded(scene);
  const ink = (/** @type {number} */ strength) => mix(palette.muted, palette.paper, strength * dim * (crowded ? 0.55 : 1));
  const inks = { post: ink(INK.post), meeting: ink(INK.meeting), face: ink(INK.face), thinking: ink(INK.thinking), trust: ink(INK.trust) };
  for (const number of scene.edgeOrder) {
    const edge = scene.picture.edges[number];
    if (!edge || scene.shown.edges[number] !== 1 || strong?.has(number)) continue;
    drawEdge(scene, frame, sink, edge, inks[edge.evidence], crowded);
  }
}

/** @param {Scene} scene @param {Frame} frame @param {Sink} sink @param {MapEdge} edge @param {string} colour @param {boolean} thin */
function drawEdge(scene, frame, sink, edge, colour, thin) {
  const a = scene.points[edge.a];
  const b = scene.points[edge.b];
  if (!a || !b) return;
  const [x1, y1] = toScreen(frame.view, a.x, a.y);
  const [x2, y2] = toScreen(frame.view, b.x, b.y);
  // A slight bow, always to the same side, keeps two lines through one node apart.
  const bow = thin ? 0 : 0.06;
  const cx = (x1 + x2) / 2 + (y2 - y1) * bow;
  const cy = (y1 + y2) / 2 - (x2 - x1) * bow;
  if (Math.max(x1, x2, cx) < 0 || Math.min(x1, x2, cx) > frame.width || Math.max(y1, y2, cy) < 0 || Math.min(y1, y2, cy) > frame.height) return;
  sink.add({
    draw: "line", x1, y1, cx, cy, x2, y2, width: thin ? 1 : Math.round(widthOf(edge.count) * 4) / 4, colour, opacity: 1,
    dotted: isFaded(edge, scene.picture.faded_before),
  });
}

/** @param {Scene} scene @param {Frame} frame @param {Sink} sink */
function drawNodes(scene, frame, sink) {
  const { nodes } = scene.picture;
  const lit = new Set([scene.hover, scene.selected]);
  for (let number = 0; number < nodes.length; number += 1) {
    if (!lit.has(number)) drawNode(scene, frame, sink, number, false);
  }
  for (const number of lit) if (number !== null) drawNode(scene, frame, sink, number, true);
}

/** @param {Scene} scene @param {Frame} frame @param {Sink} sink @param {number} number @param {boolean} lit */
function drawNode(scene, frame, sink, number, lit) {
  const node = scene.picture.nodes[number];
  const point = scene.points[number];
  if (!node || !point || scene.shown.nodes[number] !== 1) return;
  const { palette } = frame;
  const [x, y] = toScreen(frame.view, point.x, point.y);
  const r = radiusOf(node, scene.spacing, frame.view.scale);
  if (x < -r || y < -r || x > frame.width + r || y > frame.height + r) return;
  const colour = palette.group[node.group];
  if (scene.selected === number) {
    sink.add({ draw: "shape", shape: "circle", x, y, r: r + 5, fill: mix(palette.accent, palette.paper, 0.16), stroke: palette.accent, stroke_width: 1 });
  }
  if (node.me) {
    sink.add({ draw: "shape", shape: "circle", x, y, r, fill: palette.surface, stroke: palette.accent, stroke_width: 2.5 });
    sink.add({ draw: "text", x, y: y + r * 0.26, text: frame.words.me, size: r * 0.72, bold: true, anchor: "middle", colour: palette.accent, halo: "" });
    return;
  }
  if (r < 6 && !lit) {
    sink.add({ draw: "shape", shape: SHAPES[node.group], x, y, r: r * 0.95, fill: node.group === "unknown" ? palette.surface : colour, stroke: node.group === "unknown" ? colour : palette.surface, stroke_width: 0.8 });
    return;
  }
  sink.add({ draw: "shape", shape: "circle", x, y, r: Math.max(r, 6), fill: palette.surface, stroke: colour, stroke_width: lit || node.key_person ? 2.6 : 1.6 });
  const hollow = node.group === "unknown";
  sink.add({ draw: "shape", shape: SHAPES[node.group], x, y, r: Math.max(r, 6) * 0.48, fill: hollow ? palette.surface : colour, stroke: colour, stroke_width: hollow ? 1.4 : 0 });
}

/** @param {Scene} scene @param {Frame} frame @param {Sink} sink */
function drawLabels(scene, frame, sink) {
  const { palette } = frame;
  for (const label of place(wishes(scene, frame), frame.measure, frame)) {
    sink.add({ draw: "text", x: label.x, y: label.y, text: label.text, size: SIZE, bold: label.bold, anchor: label.anchor, colour: palette.ink, halo: palette.paper });
    if (label.sub !== "") {
      sink.add({ draw: "text", x: label.x, y: label.y + SUB_SIZE * 1.3, text: label.sub, size: SUB_SIZE, bold: false, anchor: label.anchor, colour: palette.muted, halo: palette.paper });
    }
  }
}

/** Who would like a label: the chosen first, then her neighbours, then the important. @param {Scene} scene @param {Frame} frame */
function wishes(scene, frame) {
  const near = new Set();
  const chosen = scene.selected ?? scene.hover;
  if (chosen !== null) {
    for (const number of scene.edgesOf[chosen] ?? []) {
      const edge = scene.picture.edges[number];
      if (edge && scene.shown.edges[number] === 1) near.add(edge.a === chosen ? edge.b : edge.a);
    }
  }
  /** @type {import("./labels.js").Wish[]} */
  const list = [];
  scene.picture.nodes.forEach((node, number) => {
    const point = scene.points[number];
    if (!point || scene.shown.nodes[number] !== 1) return;
    const [x, y] = toScreen(frame.view, point.x, point.y);
    if (x < -80 || y < -30 || x > frame.width + 80 || y > frame.height + 30) return;
    const r = radiusOf(node, scene.spacing, frame.view.scale) + (number === scene.selected ? 5 : 0);
    const lit = number === scene.selected || number === scene.hover;
    const rank = (lit ? 4 * URGENT : 0) + (near.has(number) ? 2 * URGENT : 0) + (node.me ? 1.5 * URGENT : 0) + (node.key_person ? 1 * URGENT : 0) + node.weight;
    const bold = node.key_person || node.me || number === scene.selected;
    list.push({ node: number, x, y, r, text: node.label, sub: bold && r >= 9 && !node.me ? short(node.detail) : "", rank, bold });
  });
  return list;
}

/** Under a label only a few words have room: of a post its last word, which is the title. @param {string} detail */
function short(detail) {
  const words = detail.split(/[\s\u3000]+/u);
  const letters = [...(words.at(-1) ?? "")];
  return letters.length > 12 ? `${letters.slice(0, 11).join("")}…` : letters.join("");
}
