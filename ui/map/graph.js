// @ts-check
// The graph as the window needs it: neighbours, focus by steps, the next node in a direction. No DOM.

/** @typedef {import("../types.d.ts").MapEdge} MapEdge */

/**
 * For every node the numbers of its edges.
 * @param {number} nodes how many @param {ReadonlyArray<{a: number, b: number}>} edges
 * @returns {number[][]}
 */
export function edgesOfNodes(nodes, edges) {
  /** @type {number[][]} */
  const of = Array.from({ length: nodes }, () => []);
  edges.forEach((edge, number) => {
    of[edge.a]?.push(number);
    of[edge.b]?.push(number);
  });
  return of;
}

/**
 * Node numbers within `steps` edges of `start`, itself included; only over edges for which `passable` holds.
 * @param {number[][]} edgesOf @param {ReadonlyArray<{a: number, b: number}>} edges @param {number} start @param {number} steps
 * @param {(edge: number) => boolean} [passable]
 * @returns {Set<number>}
 */
export function within(edgesOf, edges, start, steps, passable = () => true) {
  const reached = new Set([start]);
  let rim = [start];
  for (let step = 0; step < steps && rim.length > 0; step += 1) {
    /** @type {number[]} */
    const next = [];
    for (const node of rim) {
      for (const number of edgesOf[node] ?? []) {
        const edge = edges[number];
        if (!edge || !passable(number)) continue;
        const other = edge.a === node ? edge.b : edge.a;
        if (!reached.has(other)) {
          reached.add(other);
          next.push(other);
        }
      }
    }
    rim = next;
  }
  return reached;
}

/** @typedef {"left" | "right" | "up" | "down"} Direction */

/**
 * The nearest node in a direction: inside a right angle around it, and the straighter the better. Null when there is none.
 * @param {ReadonlyArray<{x: number, y: number}>} points @param {number} from @param {Direction} direction
 * @param {(node: number) => boolean} allowed
 * @returns {number | null}
 */
export function nearestInDirection(points, from, direction, allowed) {
  const here = points[from];
  if (!here) return null;
  const [ux, uy] = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }[direction];
  let best = null;
  let least = Infinity;
  points.forEach((point, node) => {
    if (node === from || !allowed(node)) return;
    const dx = point.x - here.x;
    const dy = point.y - here.y;
    const along = dx * ux + dy * uy;
    const aside = Math.abs(dx * uy - dy * ux);
    if (along <= 0 || aside > along) return;
    const cost = along + 2 * aside;
    if (cost < least) {
      least = cost;
      best = node;
    }
  });
  return best;
}

/**
 * The topmost node under a pixel; among several the nearest. Null when there is none.
 * @param {ReadonlyArray<{x: number, y: number, r: number}>} discs pixels @param {number} px @param {number} py @param {number} reach
 * pixels around a disc that still count: small nodes can be hit, too
 * @param {(node: number) => boolean} allowed
 * @returns {number | null}
 */
export function nodeAt(discs, px, py, reach, allowed) {
  let best = null;
  let least = Infinity;
  discs.forEach((disc, node) => {
    if (!allowed(node)) return;
    const distance = Math.hypot(disc.x - px, disc.y - py) - disc.r;
    if (distance <= reach && distance < least) {
      least = distance;
      best = node;
    }
  });
  return best;
}
