// @ts-check
// The keyboard on the map: arrows go from node to node, everything that the mouse can do has a key.

import { isComposing } from "../../parts/keys.js";
import { nearestInDirection } from "../../map/graph.js";
import { zoomAt } from "../../map/view.js";

/** @typedef {import("../../map/graph.js").Direction} Direction */

/** @type {Record<string, Direction>} */
const ARROWS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
const PAN = 60;
const NUDGE = 8;
const SETTLE_MS = 500;

/**
 * @param {HTMLElement} stage
 * @param {object} wants
 * @param {() => import("./model.js").Model | null} wants.model
 * @param {ReturnType<typeof import("../../map/canvas.js").mountCanvas>} wants.canvas
 * @param {(node: number) => void} wants.select
 * @param {(node: number) => void} wants.focus
 * @param {(change: number) => boolean} wants.steps false when nothing is in focus
 * @param {() => boolean} wants.escape
 * @param {(node: number) => void} wants.open
 * @param {(node: number, pinned: boolean) => void} wants.pin
 */
export function mountKeys(stage, wants) {
  let settle = 0;

  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (isComposing(event)) return;
    const model = wants.model();
    if (!model || event.ctrlKey || event.metaKey) return;
    if (act(event, model)) event.preventDefault();
  };

  /** @param {KeyboardEvent} event @param {import("./model.js").Model} model @returns {boolean} handled */
  const act = (event, model) => {
    const arrow = ARROWS[event.key];
    const { scene } = model;
    if (arrow) {
      if (event.altKey) pan(arrow);
      else if (event.shiftKey) nudge(model, arrow);
      else go(model, arrow);
      return true;
    }
    switch (event.key) {
      case "Enter":
      case " ":
        if (scene.selected !== null) wants.focus(scene.selected);
        else go(model, "right");
        return true;
      case "+":
      case ";":
      case "=":
        if (!wants.steps(1)) zoom(1.25);
        return true;
      case "-":
        if (!wants.steps(-1)) zoom(0.8);
        return true;
      case "0":
        wants.canvas.fitAll(null);
        return true;
      case "Home":
        start(model);
        return true;
      case "o":
        if (scene.selected !== null) wants.open(scene.selected);
        return scene.selected !== null;
      case "Escape":
        return wants.escape();
      default:
        return false;
    }
  };

  /** Herself, else the most important one. @param {import("./model.js").Model} model */
  const start = (model) => {
    const { nodes } = model.picture;
    const shown = nodes.map((_, number) => number).filter((number) => model.scene.shown.nodes[number] === 1);
    const first = shown.find((number) => nodes[number]?.me) ?? shown.sort((p, q) => (nodes[q]?.weight ?? 0) - (nodes[p]?.weight ?? 0))[0];
    if (first !== undefined) wants.select(first);
  };

  /** @param {import("./model.js").Model} model @param {Direction} direction */
  const go = (model, direction) => {
    const { scene } = model;
    if (scene.selected === null) {
      start(model);
      return;
    }
    const next = nearestInDirection(scene.points, scene.selected, direction, (number) => scene.shown.nodes[number] === 1);
    if (next !== null) wants.select(next);
  };

  /** @param {Direction} direction */
  const pan = (direction) => {
    const view = wants.canvas.view();
    const dx = direction === "left" ? PAN : direction === "right" ? -PAN : 0;
    const dy = direction === "up" ? PAN : direction === "down" ? -PAN : 0;
    wants.canvas.look({ scale: view.scale, x: view.x + dx, y: view.y + dy });
  };

  /** Moves the chosen node and keeps it there, once she is done. @param {import("./model.js").Model} model @param {Direction} direction */
  const nudge = (model, direction) => {
    const number = model.scene.selected;
    const point = number === null ? undefined : model.scene.points[number];
    if (number === null || !point) return;
    point.x += direction === "left" ? -NUDGE : direction === "right" ? NUDGE : 0;
    point.y += direction === "up" ? -NUDGE : direction === "down" ? NUDGE : 0;
    wants.canvas.ask();
    clearTimeout(settle);
    settle = window.setTimeout(() => wants.pin(number, true), SETTLE_MS);
  };

  /** @param {number} factor */
  const zoom = (factor) => {
    const rect = stage.getBoundingClientRect();
    wants.canvas.look(zoomAt(wants.canvas.view(), rect.width / 2, rect.height / 2, factor));
  };

  stage.addEventListener("keydown", onKey);
  return {
    destroy() {
      clearTimeout(settle);
      stage.removeEventListener("keydown", onKey);
    },
  };
}
