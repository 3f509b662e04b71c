// @ts-check
// A long list by kana: only the rows in sight exist, so that two thousand scroll like twenty. One list box with one place of
// focus; arrows move, Enter opens, a Latin letter jumps to its kana row as the index at the side does.

import { el } from "../../parts/element.js";
import { isComposing } from "../../parts/keys.js";

/** @typedef {{id: string, index: string}} Row */

export const INDEX = ["あ", "か", "さ", "た", "な", "は", "ま", "や", "ら", "わ", "他"];
/** @type {Record<string, string>} */
const LETTERS = { a: "あ", k: "か", s: "さ", t: "た", n: "な", h: "は", m: "ま", y: "や", r: "ら", w: "わ" };
/** Rows kept ready above and below those in sight. */
const SPARE = 8;
let made = 0;

/**
 * @template {Row} R
 * @param {any} app
 * @param {object} how
 * @param {string} how.label names the list
 * @param {(row: R) => Node[]} how.draw what stands in a row
 * @param {(id: string) => void} how.open
 * @param {() => void} how.up the arrow went above the first row
 */
export function mountRows(app, { label, draw, open, up }) {
  made += 1;
  const prefix = `rows-${made}`;
  const tall = el("div", { role: "presentation", class: "rows-tall" });
  const box = el("div", { role: "listbox", class: "rows-box", tabindex: "0", "aria-label": label }, tall);
  const letters = INDEX.map((letter, place) => el("button", {
    type: "button", class: "quiet", tabindex: place === 0 ? "0" : "-1", "aria-label": app.t("people.jump_to", { letter }),
    on: { click: () => jump(letter) },
  }, letter));
  const index = el("div", { role: "toolbar", class: "rows-index", "aria-orientation": "vertical", "aria-label": app.t("people.index") }, letters);
  const element = el("div", { class: "rows" }, box, index);

  /** @type {R[]} */
  let rows = [];
  /** @type {Map<string, {node: HTMLElement, row: R, first: boolean}>} */
  const shown = new Map();
  let active = -1;
  let current = /** @type {string | null} */ (null);
  let height = 60;
  let frame = 0;

  const soon = () => {
    if (frame === 0) frame = requestAnimationFrame(() => { frame = 0; render(); });
  };
  const measured = new ResizeObserver(() => {
    height = Number.parseFloat(getComputedStyle(box).getPropertyValue("--row-height")) * Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 60;
    render();
  });
  measured.observe(box);
  box.addEventListener("scroll", soon, { passive: true });

  function render() {
    tall.style.height = `${rows.length * height}px`;
    const from = Math.max(0, Math.floor(box.scrollTop / height) - SPARE);
    const to = Math.min(rows.length, Math.ceil((box.scrollTop + box.clientHeight) / height) + SPARE);
    const places = new Set(Array.from({ length: Math.max(0, to - from) }, (_, step) => from + step));
    // The row with the focus always exists: readers ask for it by id.
    if (active >= 0 && active < rows.length) places.add(active);
    const wanted = new Set([...places].map((place) => rows[place].id));
    for (const [id, one] of shown) {
      if (wanted.has(id)) continue;
      one.node.remove();
      shown.delete(id);
    }
    for (const place of [...places].sort((p, q) => p - q)) {
      const row = rows[place];
      const first = place === 0 || rows[place - 1].index !== row.index;
      let one = shown.get(row.id);
      if (one && (one.row !== row || one.first !== first)) {
        one.node.remove();
        shown.delete(row.id);
        one = undefined;
      }
      if (!one) {
        const node = el("div", { role: "option", class: "rows-row", id: `${prefix}-${row.id}`, "data-id": row.id }, el("span", { class: "rows-letter", "aria-hidden": "true" }, first ? row.index : ""), ...draw(row));
        one = { node, row, first };
        shown.set(row.id, one);
        tall.append(node);
      }
      one.node.setAttribute("aria-posinset", String(place + 1));
      one.node.style.top = `${place * height}px`;
      one.node.setAttribute("aria-setsize", String(rows.length));
      one.node.setAttribute("aria-selected", String(row.id === current));
      one.node.classList.toggle("active", place === active);
    }
    if (active >= 0 && active < rows.length) box.setAttribute("aria-activedescendant", `${prefix}-${rows[active].id}`);
    else box.removeAttribute("aria-activedescendant");
  }

  /** @param {number} place */
  function go(place) {
    active = Math.max(0, Math.min(rows.length - 1, place));
    const top = active * height;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + height > box.scrollTop + box.clientHeight) box.scrollTop = top + height - box.clientHeight;
    render();
  }

  /** @param {string} letter */
  function jump(letter) {
    const place = rows.findIndex((row) => row.index === letter);
    if (place < 0) return;
    active = place;
    box.scrollTop = place * height;
    render();
    box.focus({ preventScroll: true });
  }

  tall.addEventListener("click", (/** @type {MouseEvent} */ event) => {
    const node = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest("[role=option]"));
    const place = rows.findIndex((row) => row.id === node?.dataset.id);
    if (place < 0) return;
    active = place;
    render();
    open(rows[place].id);
  });
  box.addEventListener("focus", () => {
    if (active < 0 && rows.length > 0) {
      const here = rows.findIndex((row) => row.id === current);
      active = here >= 0 ? here : Math.min(rows.length - 1, Math.ceil(box.scrollTop / height));
      render();
    }
  });
  box.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(box.clientHeight / height) - 1);
    /** @type {Record<string, () => void>} */
    const moves = {
      ArrowDown: () => go(active + 1), ArrowUp: () => (active <= 0 ? up() : go(active - 1)),
      PageDown: () => go(active + page), PageUp: () => go(active - page), Home: () => go(0), End: () => go(rows.length - 1),
      Enter: () => { if (rows[active]) open(rows[active].id); }, " ": () => { if (rows[active]) open(rows[active].id); },
    };
    const move = moves[event.key];
    const letter = LETTERS[event.key];
    if (!move && !letter) return;
    event.preventDefault();
    if (move) move();
    else if (letter) jump(letter);
  });
  index.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (isComposing(event)) return;
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const open_ = letters.filter((button) => !button.disabled);
    const here = open_.indexOf(/** @type {any} */ (document.activeElement));
    open_[(here + by + open_.length) % open_.length]?.focus();
  });

  return {
    element,
    /** @param {R[]} next */
    update(next) {
      const held = active >= 0 ? rows[active]?.id : undefined;
      rows = next;
      active = held === undefined ? -1 : rows.findIndex((row) => row.id === held);
      if (active < 0 && document.activeElement === box && rows.length > 0) active = 0;
      const has = new Set(rows.map((row) => row.index));
      letters.forEach((button, place) => { button.disabled = !has.has(INDEX[place]); });
      const first = letters.find((button) => !button.disabled);
      for (const button of letters) button.tabIndex = button === first ? 0 : -1;
      // A list with no way in is no stop for the keyboard.
      element.hidden = rows.length === 0;
      render();
    },
    /** The open record. @param {string | null} id @param {boolean} [show] scrolls to it */
    mark(id, show = false) {
      current = id;
      const place = rows.findIndex((row) => row.id === id);
      if (show && place >= 0) {
        active = place;
        if (place * height < box.scrollTop || (place + 1) * height > box.scrollTop + box.clientHeight) box.scrollTop = Math.max(0, (place - 2) * height);
      }
      render();
    },
    focus() {
      if (active < 0) active = 0;
      box.focus({ preventScroll: true });
      go(active);
    },
    /** Opens the only or first row: Enter in the filter. */
    openFirst() {
      if (rows.length > 0) {
        active = 0;
        open(rows[0].id);
      }
    },
    scrolled: () => box.scrollTop,
    /** @param {number} top */
    scrollTo(top) {
      box.scrollTop = top;
      render();
    },
    destroy() {
      cancelAnimationFrame(frame);
      measured.disconnect();
    },
  };
}
