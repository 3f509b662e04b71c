// @ts-check
// The grounds of the two sides, read off where their nodes lie. No DOM.

/** @typedef {import("../types.d.ts").MapNode} MapNode */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Box map units */

const AROUND = 46;
const MIDDLE = 36;

/** Which ground a group stands on; the others stand between or around. @param {import("../types.d.ts").Group} group */
export function sideOf(group) {
  if (group === "hospital") return "hospital";
  return group === "home" || group === "care" ? "community" : null;
}

/**
 * The grounds; null for a side without nodes. A few nodes that were dragged far away don't pull a ground across the middle.
 * @param {ReadonlyArray<Pick<MapNode, "group">>} nodes @param {ReadonlyArray<{x: number, y: number}>} points
 * @returns {{hospital: Box | null, community: Box | null}}
 */
export function grounds(nodes, points) {
  const all = bounds(points);
  const xs = { hospital: /** @type {number[]} */ ([]), community: /** @type {number[]} */ ([]) };
  nodes.forEach((node, number) => {
    const side = sideOf(node.group);
    const point = points[number];
    if (side && point) xs[side].push(point.x);
  });
  const top = all.top - AROUND;
  const bottom = all.bottom + AROUND;
  const hospital = sorted(xs.hospital);
  const community = sorted(xs.community);
  return {
    hospital: hospital.length === 0 ? null
      : { left: Math.min(share(hospital, 0), -MIDDLE * 3) - AROUND, top, right: Math.min(-MIDDLE, share(hospital, 0.95) + AROUND), bottom },
    community: community.length === 0 ? null
      : { left: Math.max(MIDDLE, share(community, 0.05) - AROUND), top, right: Math.max(share(community, 1), MIDDLE * 3) + AROUND, bottom },
  };
}

/** The box around all points; a small one around the origin when there are none. @param {ReadonlyArray<{x: number, y: number}>} points @returns {Box} */
export function bounds(points) {
  if (points.length === 0) return { left: -200, top: -120, right: 200, bottom: 120 };
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const point of points) {
    box.left = Math.min(box.left, point.x);
    box.right = Math.max(box.right, point.x);
    box.top = Math.min(box.top, point.y);
    box.bottom = Math.max(box.bottom, point.y);
  }
  return box;
}

/** What a view must show: all points and the grounds with their titles. @param {ReadonlyArray<{x: number, y: number}>} points @param {{hospital: Box | null, community: Box | null}} sides */
export function extent(points, sides) {
  const boxes = [bounds(points), sides.hospital, sides.community].filter((box) => box !== null);
  return {
    left: Math.min(...boxes.map((box) => box.left)) - 8,
    right: Math.max(...boxes.map((box) => box.right)) + 8,
    top: Math.min(...boxes.map((box) => box.top)) - (sides.hospital || sides.community ? 30 : 20),
    bottom: Math.max(...boxes.map((box) => box.bottom)) + 10,
  };
}

/** @param {number[]} values */
function sorted(values) {
  return [...values].sort((p, q) => p - q);
}

/** @param {number[]} ascending @param {number} part 0–1 */
function share(ascending, part) {
  return ascending[Math.round((ascending.length - 1) * part)] ?? 0;
}
