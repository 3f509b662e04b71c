// @ts-check
// Marks onto a canvas. Every line is a path of its own: long paths of many curves are several times slower in WebKit.

import { plain } from "../parts/letters.js";

/** @typedef {import("../types.d.ts").Mark} Mark */
/** @typedef {Extract<Mark, {draw: "line"}>} Line */
/** @typedef {Extract<Mark, {draw: "shape"}>} Shape */

const TURN = Math.PI * 2;

/**
 * A sink that paints.
 * @param {CanvasRenderingContext2D} context scaled to CSS pixels @param {string} family font family
 */
export function painter(context, family) {
  let style = "";
  /** @param {Line} line */
  const paintLine = (line) => {
    const wanted = `${line.colour} ${line.width} ${line.dotted} ${line.opacity}`;
    const straight = Math.abs(line.cx * 2 - line.x1 - line.x2) < 0.01 && Math.abs(line.cy * 2 - line.y1 - line.y2) < 0.01;
    if (wanted !== style) {
      style = wanted;
      context.globalAlpha = line.opacity;
      context.strokeStyle = line.colour;
      context.lineWidth = line.width;
      context.lineCap = straight ? "butt" : "round";
      context.setLineDash(line.dotted ? dashes(line.width, straight) : []);
    }
    context.beginPath();
    context.moveTo(line.x1, line.y1);
    if (straight) context.lineTo(line.x2, line.y2);
    else context.quadraticCurveTo(line.cx, line.cy, line.x2, line.y2);
    context.stroke();
  };
  return {
    /** @param {Mark} mark */
    add(mark) {
      if (mark.draw === "line") {
        paintLine(mark);
        return;
      }
      style = "";
      context.globalAlpha = 1;
      context.setLineDash([]);
      if (mark.draw === "ground") {
        context.fillStyle = mark.fill;
        roundedBox(context, mark.x, mark.y, mark.width, mark.height, mark.radius);
        context.fill();
      } else if (mark.draw === "shape") {
        paintShape(context, mark);
      } else {
        context.font = `${mark.bold ? 600 : 400} ${mark.size}px ${family}`;
        context.textAlign = mark.anchor === "middle" ? "center" : mark.anchor === "end" ? "right" : "left";
        context.textBaseline = "alphabetic";
        if (mark.halo !== "") {
          context.lineJoin = "round";
          context.lineWidth = 4;
          context.strokeStyle = mark.halo;
          context.strokeText(plain(mark.text), mark.x, mark.y);
        }
        context.fillStyle = mark.colour;
        context.fillText(plain(mark.text), mark.x, mark.y);
      }
    },
  };
}

/** A sink that collects, for the exported file. */
export function collector() {
  /** @type {Mark[]} */
  const marks = [];
  return { marks, add: (/** @type {Mark} */ mark) => { marks.push(mark); } };
}

/** Dots that look alike at every width; short dashes for the thin lines of a crowd. @param {number} width @param {boolean} straight */
function dashes(width, straight) {
  return straight ? [2, 4] : [0.1, width * 1.6 + 3];
}

/** @param {CanvasRenderingContext2D} context @param {Shape} shape */
function paintShape(context, shape) {
  context.beginPath();
  if (shape.shape === "circle") {
    context.arc(shape.x, shape.y, shape.r, 0, TURN);
  } else {
    corners(shape.shape).forEach(([x, y], place) => {
      if (place === 0) context.moveTo(shape.x + x * shape.r, shape.y + y * shape.r);
      else context.lineTo(shape.x + x * shape.r, shape.y + y * shape.r);
    });
    context.closePath();
  }
  if (shape.fill !== "") {
    context.fillStyle = shape.fill;
    context.fill();
  }
  if (shape.stroke !== "" && shape.stroke_width > 0) {
    context.strokeStyle = shape.stroke;
    context.lineWidth = shape.stroke_width;
    context.lineJoin = "miter";
    context.stroke();
  }
}

/** @type {Record<string, [number, number][]>} */
const CORNERS = {
  square: [[-0.86, -0.86], [0.86, -0.86], [0.86, 0.86], [-0.86, 0.86]],
  diamond: [[0, -1.15], [1.15, 0], [0, 1.15], [-1.15, 0]],
  triangle: [[0, -1.1], [1.05, 0.8], [-1.05, 0.8]],
  pentagon: [0, 1, 2, 3, 4].map((corner) => [1.08 * Math.sin((corner * TURN) / 5), -1.08 * Math.cos((corner * TURN) / 5)]),
};

/** Corners of a shape of radius 1. @param {string} shape @returns {[number, number][]} */
function corners(shape) {
  return CORNERS[shape] ?? [];
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} width @param {number} height @param {number} radius */
function roundedBox(context, x, y, width, height, radius) {
  const r = Math.min(radius, width / 2, height / 2);
  context.beginPath();
  context.moveTo(x + r, y);
  context.arcTo(x + width, y, x + width, y + height, r);
  context.arcTo(x + width, y + height, x, y + height, r);
  context.arcTo(x, y + height, x, y, r);
  context.arcTo(x, y, x + width, y, r);
  context.closePath();
}
