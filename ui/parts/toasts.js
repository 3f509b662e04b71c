// @ts-check
// What happened, said once: to the eye in a corner, to the ear through a live region.

import { el } from "./element.js";

const STAYS_MS = 8000;
const polite = el("p", { class: "visually-hidden", role: "status", "aria-live": "polite" });
const corner = el("div", { class: "toasts", role: "region", "aria-label": "message" });
document.body.append(polite, corner);

/** What was told is no longer so: undo would take back something else. */
export const clearToasts = () => corner.replaceChildren();

/** To the ear only. @param {string} words */
export function say(words) {
  // The same words twice are said twice.
  polite.textContent = "";
  requestAnimationFrame(() => { polite.textContent = words; });
}

/**
 * @param {string} words
 * @param {{bad?: boolean, detail?: string, action?: string, run?: () => void}} [how]
 */
export function toast(words, { bad = false, detail = "", action, run } = {}) {
  const box = el("div", { class: bad ? "toast bad" : "toast", role: bad ? "alert" : "status", title: detail || null }, el("span", { class: "grow" }, words));
  const close = () => box.remove();
  if (action && run) box.append(el("button", { type: "button", on: { click: () => { close(); run(); } } }, action));
  box.append(el("button", { type: "button", "aria-label": "×", on: { click: close } }, "×"));
  corner.append(box);
  while (corner.childElementCount > 3) corner.firstElementChild?.remove();
  // An error stays until it was read.
  if (!bad) setTimeout(close, STAYS_MS);
}
