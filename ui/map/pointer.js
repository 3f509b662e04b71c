// @ts-check
// Mouse, pen and fingers on the map: wheel and pinch zoom, dragging the ground, moving a node, hold to focus.

import { radiusOf } from "./drawing.js";
import { nodeAt } from "./graph.js";
import { toMap, toScreen, zoomAt } from "./view.js";

/** A shaky hand is not a drag. */
const SLACK = 4;
const HOLD_MS = 550;
const REACH = 7;

/**
 * @typedef {object} Wants
 * @property {(node: number | null) => void} hover
 * @property {(node: number | null) => void} select
 * @property {(node: number) => void} focus
 * @property {(node: number) => void} moved the node was dragged; its point is already where she left it
 */

/**
 * @param {HTMLElement} host @param {ReturnType<typeof import("./canvas.js").mountCanvas>} canvas @param {Wants} wants
 */
export function mountPointer(host, canvas, wants) {
  /** @type {Map<number, {x: number, y: number}>} */
  const down = new Map();
  /** @type {{node: number | null, x: number, y: number, dragging: boolean, offX: number, offY: number} | null} */
  let press = null;
  let pinch = 0;
  let held = 0;
  let hovered = /** @type {number | null} */ (null);

  /** @param {{clientX: number, clientY: number}} event @returns {[number, number]} */
  const place = (event) => {
    const rect = host.getBoundingClientRect();
    return [event.clientX - rect.left, event.clientY - rect.top];
  };
  /** @param {number} px @param {number} py */
  const under = (px, py) => {
    const scene = canvas.scene();
    if (!scene) return null;
    const view = canvas.view();
    const discs = scene.points.map((point, number) => {
      const [x, y] = toScreen(view, point.x, point.y);
      const node = scene.picture.nodes[number];
      return { x, y, r: node ? radiusOf(node, scene.spacing, view.scale) : 0 };
    });
    return nodeAt(discs, px, py, REACH, (number) => scene.shown.nodes[number] === 1);
  };
  /** @param {number | null} node */
  const hover = (node) => {
    if (node === hovered) return;
    hovered = node;
    host.style.cursor = node === null ? "grab" : "pointer";
    wants.hover(node);
  };
  const letGo = () => {
    clearTimeout(held);
    press = null;
  };

  /** @param {PointerEvent} event */
  const onDown = (event) => {
    if (event.pointerType === "mouse" && event.button !== 0) return;
    const [x, y] = place(event);
    down.set(event.pointerId, { x, y });
    host.setPointerCapture(event.pointerId);
    if (down.size === 2) {
      letGo();
      pinch = spread();
      return;
    }
    const node = under(x, y);
    const point = node === null ? null : canvas.scene()?.points[node];
    const [px, py] = point ? toScreen(canvas.view(), point.x, point.y) : [x, y];
    press = { node, x, y, dragging: false, offX: px - x, offY: py - y };
    if (node !== null) {
      held = window.setTimeout(() => {
        letGo();
        wants.focus(node);
      }, HOLD_MS);
    }
  };

  const spread = () => {
    const [a, b] = [...down.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  };

  /** @param {PointerEvent} event */
  const onMove = (event) => {
    const [x, y] = place(event);
    const before = down.get(event.pointerId);
    if (!before) {
      hover(under(x, y));
      return;
    }
    down.set(event.pointerId, { x, y });
    const view = canvas.view();
    if (down.size === 2) {
      const now = spread();
      const [a, b] = [...down.values()];
      if (a && b && pinch > 0) canvas.look(zoomAt(view, (a.x + b.x) / 2, (a.y + b.y) / 2, now / pinch));
      pinch = now;
      return;
    }
    if (!press) return;
    if (!press.dragging && Math.hypot(x - press.x, y - press.y) < SLACK) return;
    clearTimeout(held);
    press.dragging = true;
    const point = press.node === null ? null : canvas.scene()?.points[press.node];
    if (point) {
      [point.x, point.y] = toMap(view, x + press.offX, y + press.offY);
      canvas.ask();
    } else {
      host.style.cursor = "grabbing";
      canvas.look({ scale: view.scale, x: view.x + x - before.x, y: view.y + y - before.y });
    }
  };

  /** @param {PointerEvent} event */
  const onUp = (event) => {
    down.delete(event.pointerId);
    pinch = 0;
    if (!press) return;
    const { node, dragging } = press;
    letGo();
    host.style.cursor = node === null ? "grab" : "pointer";
    if (!dragging) wants.select(node);
    else if (node !== null) wants.moved(node);
  };
  /** @param {PointerEvent} event */
  const onCancel = (event) => {
    down.delete(event.pointerId);
    const dragged = press?.dragging && press.node !== null ? press.node : null;
    letGo();
    if (dragged !== null) wants.moved(dragged);
  };
  /** @param {WheelEvent} event */
  const onWheel = (event) => {
    event.preventDefault();
    const [x, y] = place(event);
    const lines = event.deltaMode === 1 ? 24 : event.deltaMode === 2 ? 240 : 1;
    const amount = Math.max(-240, Math.min(240, event.deltaY * lines));
    canvas.look(zoomAt(canvas.view(), x, y, Math.exp(-amount * 0.0016)));
  };
  const onLeave = () => hover(null);

  host.style.cursor = "grab";
  host.style.touchAction = "none";
  host.addEventListener("pointerdown", onDown);
  host.addEventListener("pointermove", onMove);
  host.addEventListener("pointerup", onUp);
  host.addEventListener("pointercancel", onCancel);
  host.addEventListener("pointerleave", onLeave);
  host.addEventListener("wheel", onWheel, { passive: false });
  return {
    destroy() {
      letGo();
      host.removeEventListener("pointerdown", onDown);
      host.removeEventListener("pointermove", onMove);
      host.removeEventListener("pointerup", onUp);
      host.removeEventListener("pointercancel", onCancel);
      host.removeEventListener("pointerleave", onLeave);
      host.removeEventListener("wheel", onWheel);
    },
  };
}
