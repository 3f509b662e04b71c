// @ts-check
// Colours out of the CSS tokens, as #rrggbb: canvas and exported files need the same plain numbers.

/** @typedef {[number, number, number]} Rgb 0–255 each */

/** @param {string} text `#rgb`, `#rrggbb` or `rgb(…)` @returns {Rgb | null} */
export function parse(text) {
  const value = text.trim();
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(value);
  if (short) return /** @type {Rgb} */ ([1, 2, 3].map((place) => parseInt(`${short[place]}${short[place]}`, 16)));
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})(?:[0-9a-f]{2})?$/i.exec(value);
  if (long) return /** @type {Rgb} */ ([1, 2, 3].map((place) => parseInt(long[place] ?? "0", 16)));
  const rgb = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)/i.exec(value);
  if (rgb) return /** @type {Rgb} */ ([1, 2, 3].map((place) => Math.round(Number(rgb[place]))));
  return null;
}

/** @param {Rgb} colour @returns {string} #rrggbb */
export function hex(colour) {
  return `#${colour.map((part) => Math.max(0, Math.min(255, Math.round(part))).toString(16).padStart(2, "0")).join("")}`;
}

/** `share` of `over`, the rest of `under`. @param {string} over @param {string} under @param {number} share 0–1 */
export function mix(over, under, share) {
  const a = parse(over) ?? [0, 0, 0];
  const b = parse(under) ?? [255, 255, 255];
  return hex([a[0] * share + b[0] * (1 - share), a[1] * share + b[1] * (1 - share), a[2] * share + b[2] * (1 - share)]);
}

/**
 * @typedef {object} Palette
 * @property {string} paper @property {string} surface @property {string} ink @property {string} muted @property {string} faint
 * @property {string} accent @property {string} amber
 * @property {Record<import("../types.d.ts").Group, string>} group
 */

/** Today's colours of an element; read anew after every change of theme. @param {Element} element @returns {Palette} */
export function palette(element) {
  const style = getComputedStyle(element);
  const token = (/** @type {string} */ name, /** @type {string} */ fallback) => hex(parse(style.getPropertyValue(`--${name}`)) ?? parse(fallback) ?? [0, 0, 0]);
  const muted = token("muted", "#5f6973");
  const accent = token("accent", "#0d6a64");
  return {
    paper: token("paper", "#faf8f4"), surface: token("surface", "#ffffff"), ink: token("ink", "#20262c"), muted,
    faint: token("faint", "#8b939b"), accent, amber: token("amber", "#a85708"),
    group: {
      hospital: token("hospital", "#3c4fa0"), home: token("home", "#0d7d74"), care: token("care", "#c4581a"),
      public: token("public", "#6a727c"), body: token("body", "#7a4fa3"), coordinator: accent, unknown: muted,
    },
  };
}
