// @ts-check
// The canvas of the map: sharp on every screen, repainted when something changed and not otherwise.

import { palette } from "./colours.js";
import { draw, drawBack, drawFront, isCrowded } from "./drawing.js";
import { extent } from "./ground.js";
import { painter } from "./paint.js";
import { bringIn, fit } from "./view.js";

/** @typedef {import("./drawing.js").Scene} Scene */
/** @typedef {import("./view.js").View} View */

const FONT = '"Noto Sans JP", "Noto Sans CJK JP", "Hiragino Kaku Gothic ProN", "Yu Gothic UI", Meiryo, sans-serif';
const MOVE_MS = 140;
/** Two people alone need not fill the window. */
const NEAREST = 2.2;
/** So long after the last movement a crowded map is drawn anew. */
const REST_MS = 130;

/**
 * @param {HTMLElement} host gets the canvas; its size is the canvas' size
 * @param {{hospital: string, community: string, me: string}} words
 */
export function mountCanvas(host, words) {
  const canvas = document.createElement("canvas");
  canvas.className = "map-canvas";
  canvas.setAttribute("aria-hidden", "true");
  host.append(canvas);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));

  /** @type {Scene | null} */
  let scene = null;
  /** @type {View} */
  let view = { scale: 1, x: 0, y: 0 };
  let size = { width: 0, height: 0 };
  let colours = palette(host);
  let asked = 0;
  let moving = 0;
  /** Until she moves the view herself, the whole map is kept in sight when the window changes its size. */
  let whole = true;

  /** @type {Map<string, number>} */
  const widths = new Map();
  /** @param {string} text @param {number} letters @param {boolean} bold */
  const measure = (text, letters, bold) => {
    const key = `${letters}${bold ? "b" : "r"}${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      context.font = `${bold ? 600 : 400} ${letters}px ${FONT}`;
      width = context.measureText(text).width;
      widths.set(key, width);
    }
    return width;
  };

  const frame = () => ({ width: size.width, height: size.height, view, palette: colours, words, measure });

  const paint = () => {
    asked = 0;
    const ratio = window.devicePixelRatio || 1;
    const across = Math.round(size.width * ratio);
    const down = Math.round(size.height * ratio);
    if (canvas.width !== across || canvas.height !== down) {
      canvas.width = across;
      canvas.height = down;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    if (!scene) return;
    if (isCrowded(scene)) {
      paintBack(scene, ratio);
      drawFront(scene, frame(), painter(context, FONT));
    } else {
      draw(scene, frame(), painter(context, FONT));
    }
  };

  // In a crowd the lines lie on a sheet of their own. While the view moves, the sheet moves with it, and is drawn anew
  // once the hand rests: the map answers at once, whatever its size.
  const sheet = document.createElement("canvas");
  const sheetContext = /** @type {CanvasRenderingContext2D} */ (sheet.getContext("2d"));
  /** @type {{scene: Scene, selected: number | null, shown: object, view: View, colours: object, width: number, height: number} | null} */
  let drawn = null;
  let rest = 0;
  /** @param {Scene} of @param {number} ratio */
  const paintBack = (of, ratio) => {
    const same = drawn !== null && drawn.scene === of && drawn.selected === of.selected && drawn.shown === of.shown && drawn.colours === colours
      && drawn.width === canvas.width && drawn.height === canvas.height;
    if (!same || drawn === null) {
      paintSheet(of, ratio);
    } else if (drawn.view !== view) {
      clearTimeout(rest);
      rest = window.setTimeout(() => { drawn = null; ask(); }, REST_MS);
    }
    if (!drawn) return;
    const by = view.scale / drawn.view.scale;
    context.save();
    context.translate(view.x - drawn.view.x * by, view.y - drawn.view.y * by);
    context.scale(by, by);
    context.drawImage(sheet, 0, 0, size.width, size.height);
    context.restore();
  };
  /** @param {Scene} of @param {number} ratio */
  const paintSheet = (of, ratio) => {
    clearTimeout(rest);
    sheet.width = canvas.width;
    sheet.height = canvas.height;
    sheetContext.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawBack(of, frame(), painter(sheetContext, FONT));
    drawn = { scene: of, selected: of.selected, shown: of.shown, view, colours, width: canvas.width, height: canvas.height };
  };
  const ask = () => {
    if (asked === 0) asked = requestAnimationFrame(paint);
  };

  /** @param {View} target @param {boolean} [smooth] */
  const setView = (target, smooth = false) => {
    cancelAnimationFrame(moving);
    if (!smooth || matchMedia("(prefers-reduced-motion: reduce)").matches) {
      view = target;
      ask();
      return;
    }
    const from = view;
    const began = performance.now();
    const step = (/** @type {number} */ now) => {
      const t = Math.min(1, Math.max(0, (now - began) / MOVE_MS));
      const eased = 1 - (1 - t) * (1 - t);
      view = {
        scale: from.scale + (target.scale - from.scale) * eased,
        x: from.x + (target.x - from.x) * eased,
        y: from.y + (target.y - from.y) * eased,
      };
      paint();
      if (t < 1) moving = requestAnimationFrame(step);
    };
    moving = requestAnimationFrame(step);
  };

  /** @param {number[] | null} [only] node numbers to show; all when null @param {boolean} [smooth] */
  const fitAll = (only = null, smooth = true) => {
    if (!scene || size.width === 0) return;
    const { points } = scene;
    const chosen = only === null ? points : only.map((number) => points[number] ?? { x: 0, y: 0 });
    const box = extent(chosen, only === null ? scene.sides : { hospital: null, community: null });
    const target = fit(box, size.width, size.height, only === null ? 8 : 70);
    whole = only === null;
    setView({ ...target, ...centred(target, box, Math.min(target.scale, NEAREST)) }, smooth);
  };
  /** @param {View} target @param {{left: number, top: number, right: number, bottom: number}} box @param {number} scale */
  const centred = (target, box, scale) => ({
    scale,
    x: size.width / 2 - ((box.left + box.right) / 2) * scale,
    y: size.height / 2 - ((box.top + box.bottom) / 2) * scale,
  });

  const resized = new ResizeObserver(() => {
    const rect = host.getBoundingClientRect();
    size = { width: rect.width, height: rect.height };
    if (whole) fitAll(null, false);
    paint();
  });
  resized.observe(host);

  const recolour = () => {
    colours = palette(host);
    ask();
  };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", recolour);
  const themed = new MutationObserver(recolour);
  themed.observe(document.documentElement, { attributes: true });
  document.fonts?.ready.then(() => {
    widths.clear();
    ask();
  });

  return {
    element: canvas,
    frame,
    ask,
    fitAll,
    view: () => view,
    scene: () => scene,
    /** @param {View} target */
    look(target) {
      whole = false;
      setView(target);
    },
    /** Points were moved: the lines are drawn anew. */
    moved() {
      drawn = null;
      ask();
    },
    /** Brings a node into sight when it is outside. @param {number} node */
    bringIn(node) {
      const point = scene?.points[node];
      if (!point) return;
      const target = bringIn(view, point.x, point.y, size.width, size.height, 60);
      if (target !== view) {
        whole = false;
        setView(target, true);
      }
    },
    /** @param {Scene} next @param {boolean} fresh a new picture: shown whole */
    show(next, fresh) {
      scene = next;
      if (fresh) fitAll(null, false);
      ask();
    },
    destroy() {
      cancelAnimationFrame(asked);
      cancelAnimationFrame(moving);
      clearTimeout(rest);
      resized.disconnect();
      themed.disconnect();
      dark.removeEventListener("change", recolour);
      canvas.remove();
    },
  };
}
