// @ts-check
// The five shapes of the two sides, so that no colour speaks alone.

import { el } from "./element.js";

/** @type {Record<string, string>} */
export const SHAPES = { hospital: "■", home: "●", care: "◆", public: "▲", body: "⬟", coordinator: "◎", unknown: "○" };

/** @param {string} group */
export const sign = (group) => el("span", { class: `sign ${group}`, "aria-hidden": "true" }, SHAPES[group] ?? SHAPES.unknown);
