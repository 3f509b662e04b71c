// @ts-check
// Labels that never collide: the more important one is placed first and keeps its place. No DOM.

/**
 * @typedef {object} Wish A label that would like to be shown.
 * @property {number} node
 * @property {number} x pixels of the node's centre
 * @property {number} y
 * @property {number} r radius of the node
 * @property {string} text
 * @property {string} sub a smaller second line; may be empty
 * @property {number} rank the greater, the earlier; from `URGENT` on it may cover the discs of others
 * @property {boolean} bold
 */

/**
 * @typedef {object} Placed
 * @property {number} node
 * @property {number} x anchor of the text in pixels
 * @property {number} y base line of the first line
 * @property {"start" | "middle" | "end"} anchor
 * @property {string} text
 * @property {string} sub
 * @property {boolean} bold
 */

/** From this rank on a label may cover the discs of lesser nodes. */
export const URGENT = 10;
export const SIZE = 12.5;
export const SUB_SIZE = 11;
/** Smaller discs may lie under a label: in a crowd nothing could be named otherwise. */
const SOLID = 5;
/** So many have a try; where the first five hundred found no room, the rest finds none. */
const TRIED = 500;
/** Two names side by side must not read as one. */
const BETWEEN = 6;
const CELL = 32;
const GAP = 3;
const SIDES = /** @type {const} */ (["below", "right", "left", "above"]);

/**
 * Places labels greedily by rank below, above, right or left of their nodes.
 * @param {Wish[]} wishes
 * @param {(text: string, size: number, bold: boolean) => number} measure width in pixels
 * @param {{width: number, height: number}} field labels lie inside of it
 * @returns {Placed[]}
 */
export function place(wishes, measure, field) {
  const taken = grid();
  const discs = grid();
  for (const wish of wishes) {
    if (wish.r >= SOLID) discs.add({ left: wish.x - wish.r, top: wish.y - wish.r, right: wish.x + wish.r, bottom: wish.y + wish.r, owner: wish.node, rank: wish.rank });
  }
  const byRank = wishes.map((wish, order) => ({ wish, order })).sort((p, q) => q.wish.rank - p.wish.rank || p.order - q.order);
  /** @type {Placed[]} */
  const placed = [];
  for (const { wish } of byRank.slice(0, TRIED)) {
    if (wish.text === "") continue;
    const found = spot(wish, measure, field, taken, discs);
    if (found) placed.push(found);
  }
  return placed;
}

/**
 * @param {Wish} wish @param {(text: string, size: number, bold: boolean) => number} measure
 * @param {{width: number, height: number}} field @param {ReturnType<typeof grid>} taken @param {ReturnType<typeof grid>} discs
 * @returns {Placed | null}
 */
function spot(wish, measure, field, taken, discs) {
  const width = Math.max(measure(wish.text, SIZE, wish.bold), wish.sub === "" ? 0 : measure(wish.sub, SUB_SIZE, false)) + BETWEEN;
  const high = wish.sub === "" ? SIZE * 1.25 : SIZE * 1.25 + SUB_SIZE * 1.25;
  const others = (/** @type {Taken} */ other) => other.owner !== wish.node;
  const urgentOthers = (/** @type {Taken} */ other) => others(other) && other.rank >= URGENT;
  // Over the discs of lesser ones only when there is no free place at all.
  const tries = SIDES.map((side) => ({ side, minds: others })).concat(wish.rank < URGENT ? [] : SIDES.map((side) => ({ side, minds: urgentOthers })));
  for (const { side, minds } of tries) {
    const box = boxOf(side, wish, width, high);
    if (box.left < 0 || box.top < 0 || box.right > field.width || box.bottom > field.height) continue;
    if (taken.meets(box, () => true) || discs.meets(box, minds)) continue;
    taken.add({ ...box, owner: wish.node, rank: wish.rank });
    const anchor = side === "right" ? "start" : side === "left" ? "end" : "middle";
    const x = side === "right" ? box.left : side === "left" ? box.right : wish.x;
    return { node: wish.node, x, y: box.top + SIZE, anchor, text: wish.text, sub: wish.sub, bold: wish.bold };
  }
  return null;
}

/** @param {string} side @param {Wish} wish @param {number} width @param {number} high */
function boxOf(side, wish, width, high) {
  const away = wish.r + GAP;
  const left = side === "right" ? wish.x + away : side === "left" ? wish.x - away - width : wish.x - width / 2;
  const top = side === "below" ? wish.y + away : side === "above" ? wish.y - away - high : wish.y - high / 2;
  return { left, top, right: left + width, bottom: top + high };
}

/** @typedef {{left: number, top: number, right: number, bottom: number, owner: number, rank: number}} Taken */

/** Boxes in cells, so that a new one is compared with its neighbours only. */
function grid() {
  /** @type {Map<number, Taken[]>} */
  const cells = new Map();
  /** @param {{left: number, top: number, right: number, bottom: number}} box @param {(key: number) => boolean} visit true: stop */
  const over = (box, visit) => {
    for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); column += 1) {
      for (let row = Math.floor(box.top / CELL); row <= Math.floor(box.bottom / CELL); row += 1) {
        if (visit(column * 65536 + row)) return true;
      }
    }
    return false;
  };
  return {
    /** @param {Taken} box */
    add(box) {
      over(box, (key) => {
        const cell = cells.get(key);
        if (cell) cell.push(box);
        else cells.set(key, [box]);
        return false;
      });
    },
    /** @param {{left: number, top: number, right: number, bottom: number}} box @param {(other: Taken) => boolean} minds */
    meets(box, minds) {
      return over(box, (key) => (cells.get(key) ?? []).some((other) => minds(other)
        && box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom));
    },
  };
}
