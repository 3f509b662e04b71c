// The map without a window: what is near, what is shown, what is drawn.
import assert from "node:assert/strict";
import test from "node:test";

import { mix, parse } from "../../ui/map/colours.js";
import { draw, edgeOrder, spacingOf, widthOf } from "../../ui/map/drawing.js";
import { apply, everything, hidesSomething } from "../../ui/map/filter.js";
import { drawing, givenOut } from "../../ui/map/exporting.js";
import { edgesOfNodes, nearestInDirection, nodeAt, within } from "../../ui/map/graph.js";
import { extent, grounds } from "../../ui/map/ground.js";
import { place, SIZE, SUB_SIZE } from "../../ui/map/labels.js";
import { collector } from "../../ui/map/paint.js";
import { bringIn, fit, toMap, toScreen, zoomAt } from "../../ui/map/view.js";
import { fiscalYear, inWords, monthEnds } from "../../ui/map/years.js";

const node = (key, group, x, y, more = {}) => ({
  key, label: key, detail: "", group, key_person: false, me: false, x, y, pinned: false, degree: 1, loss: "", loss_because: [], weight: 0.5, ...more,
});
const edge = (a, b, evidence = "meeting", count = 1, last = "2026-09-17") => ({ a, b, evidence, count, last, words: "" });

/** 私 between a hospital of two and a community of three. */
const region = () => ({
  nodes: [
    node("私", "coordinator", 0, 0, { me: true }),
    node("早乙女 徹", "hospital", -300, -100, { key_person: true, weight: 0.9 }),
    node("鵜飼 直美", "hospital", -200, 80),
    node("𠮷村 いづみ", "home", 200, -60, { key_person: true, weight: 0.8 }),
    node("百目鬼 千春", "care", 260, 90),
    node("髙﨑 恵", "home", 380, 0),
  ],
  edges: [edge(0, 1), edge(0, 3, "trust", 6), edge(1, 2, "thinking"), edge(3, 4), edge(4, 5, "meeting", 1, "2025-01-10")],
  faded_before: "2026-05-22", first_day: "2023-04-10", figures: [],
});

const scene = (picture, more = {}) => {
  const edgesOf = edgesOfNodes(picture.nodes.length, picture.edges);
  const points = picture.nodes.map(({ x, y }) => ({ x, y }));
  return {
    picture, points, edgesOf, edgeOrder: edgeOrder(picture), sides: grounds(picture.nodes, points), spacing: spacingOf(points),
    shown: apply(picture, edgesOf, everything()), hover: null, selected: null, ...more,
  };
};
const measure = (text, size) => [...text].length * size;
const palette = {
  paper: "#faf8f4", surface: "#ffffff", ink: "#20262c", muted: "#5f6973", faint: "#8b939b", accent: "#0d6a64", amber: "#a85708",
  group: { hospital: "#3c4fa0", home: "#0d7d74", care: "#c4581a", public: "#6a727c", body: "#7a4fa3", coordinator: "#0d6a64", unknown: "#5f6973" },
};
const frame = (width = 900, height = 600) => ({
  width, height, view: { scale: 1, x: width / 2, y: height / 2 }, palette, measure, words: { hospital: "がん治療病院側", community: "地域側", me: "私" },
});
const marksOf = (what, at = frame()) => {
  const sink = collector();
  draw(what, at, sink);
  return sink.marks;
};

test("focus reaches as many steps as she asks for", () => {
  const { nodes, edges } = region();
  const of = edgesOfNodes(nodes.length, edges);
  assert.deepEqual([...within(of, edges, 0, 0)], [0]);
  assert.deepEqual([...within(of, edges, 0, 1)].sort(), [0, 1, 3]);
  assert.deepEqual([...within(of, edges, 0, 2)].sort(), [0, 1, 2, 3, 4]);
  assert.deepEqual([...within(of, edges, 0, 9)].length, 6);
});

test("focus does not walk over lines that are filtered away", () => {
  const picture = region();
  const of = edgesOfNodes(picture.nodes.length, picture.edges);
  const shown = apply(picture, of, { ...everything(), withoutEvidence: new Set(["trust"]), focus: { node: 0, steps: 2 } });
  assert.deepEqual([...shown.nodes], [1, 1, 1, 0, 0, 0]);
});

test("an arrow goes to the nearest node of that direction and stays when there is none", () => {
  const points = region().nodes;
  assert.equal(nearestInDirection(points, 0, "left", () => true), 2);
  assert.equal(nearestInDirection(points, 0, "right", () => true), 3);
  assert.equal(nearestInDirection(points, 5, "right", () => true), null);
  assert.equal(nearestInDirection(points, 0, "right", (number) => number !== 3 && number !== 5), 4, "a hidden node is passed over");
});

test("every arrow has a way back to where it leads", () => {
  const points = Array.from({ length: 80 }, (_, number) => ({ x: (number * 37) % 101, y: (number * 61) % 97 }));
  const reached = new Set([0]);
  const rim = [0];
  while (rim.length > 0) {
    const from = rim.pop();
    for (const direction of ["left", "right", "up", "down"]) {
      const to = nearestInDirection(points, from, direction, () => true);
      if (to !== null && !reached.has(to)) { reached.add(to); rim.push(to); }
    }
  }
  assert.ok(reached.size >= 78, `arrows alone reach ${reached.size} of 80`);
});

test("a small node is hit within the reach of a pointer, and the nearer of two wins", () => {
  const discs = [{ x: 100, y: 100, r: 3 }, { x: 112, y: 100, r: 3 }];
  assert.equal(nodeAt(discs, 104, 100, 6, () => true), 0);
  assert.equal(nodeAt(discs, 109, 100, 6, () => true), 1);
  assert.equal(nodeAt(discs, 140, 100, 6, () => true), null);
});

test("what lies under the pointer stays there while zooming", () => {
  const before = { scale: 0.8, x: 310, y: 220 };
  const [x, y] = toMap(before, 500, 90);
  const [px, py] = toScreen(zoomAt(before, 500, 90, 1.7), x, y);
  assert.ok(Math.abs(px - 500) < 1e-9 && Math.abs(py - 90) < 1e-9);
});

test("fit shows everything inside the margin", () => {
  const { nodes } = region();
  const box = extent(nodes, grounds(nodes, nodes));
  const view = fit(box, 800, 500, 20);
  for (const { x, y } of nodes) {
    const [px, py] = toScreen(view, x, y);
    assert.ok(px > 20 && px < 780 && py > 20 && py < 480, `${px},${py}`);
  }
  assert.equal(bringIn(view, 0, 0, 800, 500, 40), view, "what is inside moves nothing");
});

test("labels never overlap and never leave the field", () => {
  const wishes = Array.from({ length: 150 }, (_, number) => ({
    node: number, x: (number * 7919) % 900, y: (number * 104729) % 600, r: 9, text: "早乙女 徹", sub: number % 5 === 0 ? "院長" : "", rank: number % 40 === 0 ? 20 : number % 7, bold: false,
  }));
  const placed = place(wishes, measure, { width: 900, height: 600 });
  assert.ok(placed.length > 20);
  const boxes = placed.map((label) => {
    const width = Math.max(measure(label.text, SIZE), measure(label.sub, SUB_SIZE));
    const left = label.anchor === "middle" ? label.x - width / 2 : label.anchor === "end" ? label.x - width : label.x;
    return { left, right: left + width, top: label.y - SIZE, bottom: label.y - SIZE + SIZE * 1.25 + (label.sub === "" ? 0 : SUB_SIZE * 1.25) };
  });
  boxes.forEach((box, number) => {
    assert.ok(box.left >= -0.01 && box.right <= 900.01 && box.top >= -0.01 && box.bottom <= 600.01);
    for (const other of boxes.slice(number + 1)) {
      assert.ok(box.left >= other.right - 0.01 || other.left >= box.right - 0.01 || box.top >= other.bottom - 0.01 || other.top >= box.bottom - 0.01);
    }
  });
});

test("the more important of two that stand together keeps its label", () => {
  const at = (number, rank) => ({ node: number, x: 300 + number, y: 300, r: 9, text: "とても長い名前の方", sub: "", rank, bold: false });
  const placed = place([at(0, 1), at(1, 2), at(2, 90), at(3, 3), at(4, 4)], measure, { width: 600, height: 340 });
  assert.ok(placed.some(({ node: who }) => who === 2));
  assert.equal(placed[0].node, 2);
});

test("a filter hides and says how many; one clear shows all again", () => {
  const picture = region();
  const of = edgesOfNodes(picture.nodes.length, picture.edges);
  const filter = { ...everything(), withoutGroups: new Set(["home"]) };
  const shown = apply(picture, of, filter);
  assert.ok(hidesSomething(filter));
  assert.equal(shown.hiddenNodes, 2);
  assert.deepEqual([...shown.edges], [1, 0, 1, 0, 0], "a line goes with its end");
  assert.ok(!hidesSomething(everything()));
  assert.equal(apply(picture, of, everything()).hiddenNodes, 0);
});

test("key persons only leaves herself in the picture", () => {
  const picture = region();
  const shown = apply(picture, edgesOfNodes(6, picture.edges), { ...everything(), keyOnly: true });
  assert.deepEqual([...shown.nodes], [1, 1, 0, 1, 0, 0]);
});

test("what is drawn: two grounds first, lines before nodes, names last, only plain colours", () => {
  const marks = marksOf(scene(region()));
  const kinds = marks.map((mark) => mark.draw);
  assert.deepEqual(kinds.slice(0, 4), ["ground", "text", "ground", "text"]);
  assert.ok(kinds.lastIndexOf("line") < kinds.indexOf("shape"));
  const texts = marks.filter((mark) => mark.draw === "text").map((mark) => mark.text);
  for (const name of ["早乙女 徹", "𠮷村 いづみ", "髙﨑 恵", "私", "地域側"]) assert.ok(texts.includes(name), name);
  for (const mark of marks) {
    for (const colour of [mark.fill, mark.stroke, mark.colour, mark.halo || undefined]) {
      if (colour !== undefined) assert.match(colour, /^#[0-9a-f]{6}$/);
    }
    for (const value of Object.values(mark)) if (typeof value === "number") assert.ok(Number.isFinite(value));
  }
});

test("a line untouched for long is dotted, a frequent one is wide", () => {
  const lines = marksOf(scene(region())).filter((mark) => mark.draw === "line");
  assert.equal(lines.filter((line) => line.dotted).length, 1);
  assert.ok(Math.max(...lines.map((line) => line.width)) >= widthOf(6) - 0.25);
});

test("what is hidden is not drawn, and what lies outside costs nothing", () => {
  const picture = region();
  const of = edgesOfNodes(6, picture.edges);
  const shown = apply(picture, of, { ...everything(), withoutGroups: new Set(["hospital"]) });
  assert.ok(!marksOf(scene(picture, { shown })).some((mark) => mark.draw === "text" && mark.text === "早乙女 徹"));
  const far = { ...frame(), view: { scale: 1, x: -5000, y: -5000 } };
  assert.equal(marksOf(scene(picture), far).filter((mark) => mark.draw === "line" || mark.draw === "shape").length, 0);
});

test("the selected one's lines come in the accent, after the others", () => {
  const lines = marksOf(scene(region(), { selected: 3 })).filter((mark) => mark.draw === "line");
  assert.deepEqual(lines.map((line) => line.colour === palette.accent), [false, false, false, true, true]);
});

test("one node dragged across does not pull its ground over the other side", () => {
  const nodes = Array.from({ length: 40 }, (_, number) => node(`h${number}`, "hospital", -400 + number * 5, 0));
  nodes.push(node("away", "hospital", 400, 0), node("home", "home", 300, 0));
  const { hospital, community } = grounds(nodes, nodes);
  assert.ok(hospital.right < community.left);
});

test("colours mix as numbers and a token that is none gives null", () => {
  assert.equal(mix("#000000", "#ffffff", 0.5), "#808080");
  assert.deepEqual(parse("#abc"), [170, 187, 204]);
  assert.deepEqual(parse("rgb(13, 106, 100)"), [13, 106, 100]);
  assert.equal(parse("tomato"), null);
});

test("fiscal years turn on the first of April", () => {
  assert.equal(fiscalYear("2026-03-31"), 2025);
  assert.equal(fiscalYear("2026-04-01"), 2026);
  assert.equal(inWords("2026-11-22").era, "令和8");
  assert.equal(inWords("2019-04-30").era, "令和元");
  assert.equal(inWords("2019-03-31").era, "平成30");
});

test("the slider goes month by month and ends today", () => {
  const days = monthEnds("2025-12-10", "2026-03-05");
  assert.deepEqual(days, ["2025-12-31", "2026-01-31", "2026-02-28", "2026-03-05"]);
  assert.deepEqual(monthEnds("2027-01-01", "2026-03-05"), ["2026-03-05"], "a first day in the future is no error");
});

/** As the ledger gives it out: one person missing, one line fewer, no level, no key person. */
function givenOf(/** @type {any} */ picture) {
  const nodes = picture.nodes.slice(1).map((/** @type {any} */ node) => ({ ...node, key_person: false }));
  const edges = picture.edges.filter((/** @type {any} */ edge) => edge.a > 0 && edge.b > 0).slice(1)
    .map((/** @type {any} */ edge) => ({ ...edge, a: edge.a - 1, b: edge.b - 1, evidence: "meeting" }));
  return { ...picture, nodes, edges };
}

test("what may not leave is not drawn, and nobody else moves", () => {
  const words = { title: "", legend: /** @type {any} */ ([]), lines: "", under: "" };
  const one = scene(region(), {});
  const given = givenOf(one.picture);
  const paper = drawing(givenOut(one, given, everything()), frame(), words);
  const texts = paper.marks.flatMap((mark) => (mark.draw === "text" ? [mark.text] : []));
  assert.ok(!texts.includes(one.picture.nodes[0]?.label ?? ""), "left out");
  assert.ok(one.picture.nodes.slice(1).some((node) => texts.includes(node.label)), "the others stay");
  assert.equal(paper.marks.filter((mark) => mark.draw === "line").length, given.edges.length);
  const shapes = (/** @type {any[]} */ marks) => marks.filter((mark) => mark.draw === "shape").map(({ x, y }) => `${x} ${y}`);
  const before = new Set(shapes(marksOf(one)));
  assert.ok(shapes(paper.marks).every((place) => before.has(place)), "somebody moved");
});

test("who is reached only over her own lines is not told by a focus, a legend or the key persons", () => {
  const one = scene(region(), {});
  const given = { ...givenOf(one.picture), edges: /** @type {any[]} */ ([]) };
  const drawn = (/** @type {any} */ filter) => {
    const { shown, picture } = givenOut(one, given, { ...everything(), ...filter });
    return { nodes: picture.nodes.flatMap((node, number) => (shown.nodes[number] === 1 ? [node.key] : [])), edges: picture.edges.length };
  };
  assert.deepEqual(drawn({ focus: { node: 2, steps: 3 } }), { nodes: [one.picture.nodes[2]?.key], edges: 0 });
  assert.equal(drawn({ withoutEvidence: new Set(["meeting", "face", "thinking"]) }).edges, 0);
  assert.ok(drawn({ keyOnly: true }).nodes.every((key) => one.picture.nodes.find((node) => node.key === key)?.me));
});

test("groups that are hidden on the screen stay hidden on paper", () => {
  const one = scene(region(), {});
  const { group } = /** @type {any} */ (one.picture.nodes[3]);
  const paper = givenOut(one, givenOf(one.picture), { ...everything(), withoutGroups: new Set([group]) });
  assert.equal(paper.shown.nodes[3], 0);
});

test("no level of a tie between persons can be read from the exported file", () => {
  const words = { title: "", legend: [], lines: "", under: "" };
  const exported = (/** @type {string} */ evidence) => {
    const one = scene(region(), {});
    const edges = one.picture.edges.map((edge) => (["face", "thinking", "trust"].includes(edge.evidence) ? { ...edge, evidence } : edge));
    return drawing(givenOut({ ...one, picture: { ...one.picture, edges: /** @type {any} */ (edges) } }, givenOf(one.picture), everything()), frame(), words);
  };
  assert.deepEqual(exported("face"), exported("trust"));
});

test("the exported file is what the screen shows, but for the levels, with legend and the line under every figure", () => {
  const shown = marksOf(scene(region(), { selected: 3 }));
  const paper = drawing(givenOut(scene(region(), { selected: 3, hover: 1 }), { ...region(), edges: region().edges.map((edge) => ({ ...edge, evidence: "meeting" })) }, everything()), frame(), { title: "つながり", legend: [["hospital", "がん治療病院側"], ["unknown", "未記入"]], lines: "線の太さ：会った回数", under: "台帳に記録された範囲" });
  // Without levels all lines are of one ink, and so of one order.
  const plain = (/** @type {any[]} */ marks) => marks.map((mark) => JSON.stringify(mark.draw === "line" ? { ...mark, colour: "" } : mark)).sort();
  assert.deepEqual(plain(paper.marks.slice(0, shown.length)), plain(shown));
  assert.ok(paper.height > 600 && paper.width === 900);
  const texts = paper.marks.filter((mark) => mark.draw === "text").map((mark) => mark.text);
  assert.ok(texts.includes("台帳に記録された範囲") && texts.includes("未記入"));
  assert.ok(paper.marks.every((mark) => mark.draw !== "shape" || (/^#[0-9a-f]{6}$/.test(mark.fill) && /^#[0-9a-f]{6}$/.test(mark.stroke))));
});
