// @ts-check
// Where the map is looked at from: map units (about 1000 × 640, origin at the centre, y downwards) to pixels and back.

/** @typedef {{scale: number, x: number, y: number}} View `x`, `y`: the pixel where the map's origin lies. */

const SMALLEST = 0.15;
const LARGEST = 12;

/** @param {View} view @param {number} x @param {number} y @returns {[number, number]} pixels */
export function toScreen(view, x, y) {
  return [view.x + x * view.scale, view.y + y * view.scale];
}

/** @param {View} view @param {number} px @param {number} py @returns {[number, number]} map units */
export function toMap(view, px, py) {
  return [(px - view.x) / view.scale, (py - view.y) / view.scale];
}

/**
 * Zooms so that what lies under the pointer stays under it.
 * @param {View} view @param {number} px @param {number} py pixels of the pointer @param {number} factor over 1 comes nearer
 * @returns {View}
 */
export function zoomAt(view, px, py, factor) {
  const scale = Math.min(LARGEST, Math.max(SMALLEST, view.scale * factor));
  const [x, y] = toMap(view, px, py);
  return { scale, x: px - x * scale, y: py - y * scale };
}

/**
 * The view that shows a box of map units whole, with `margin` pixels around it.
 * @param {{left: number, top: number, right: number, bottom: number}} box
 * @param {number} width @param {number} height pixels of the canvas @param {number} margin
 * @returns {View}
 */
export function fit(box, width, height, margin) {
  const across = Math.max(1, box.right - box.left);
  const down = Math.max(1, box.bottom - box.top);
  const fitting = Math.min((width - 2 * margin) / across, (height - 2 * margin) / down);
  const scale = Math.min(LARGEST, Math.max(SMALLEST, fitting));
  return {
    scale,
    x: width / 2 - ((box.left + box.right) / 2) * scale,
    y: height / 2 - ((box.top + box.bottom) / 2) * scale,
  };
}

/**
 * Moves the view just so far that a point of the map is inside the margin; the same view when it already is.
 * @param {View} view @param {number} x @param {number} y map units @param {number} width @param {number} height @param {number} margin
 * @returns {View}
 */
export function bringIn(view, x, y, width, height, margin) {
  const [px, py] = toScreen(view, x, y);
  const inside = (/** @type {number} */ p, /** @type {number} */ size) => Math.min(Math.max(p, margin), Math.max(margin, size - margin));
  const dx = inside(px, width) - px;
  const dy = inside(py, height) - py;
  return dx === 0 && dy === 0 ? view : { scale: view.scale, x: view.x + dx, y: view.y + dy };
}
