// @ts-check
// A field that offers records as she types: ARIA combobox with a list box. Keys mean nothing while an IME composes.

import { el } from "./element.js";
import { isComposing } from "./keys.js";

/** @typedef {{id: string, name: string, detail?: string}} Option */

let made = 0;
const SETTLE_MS = 40;

/**
 * @param {any} app
 * @param {object} how
 * @param {string} how.label @param {string} how.placeholder
 * @param {string} how.text what stands in it
 * @param {(text: string) => Promise<Option[]>} how.search
 * @param {(option: Option) => void} how.pick
 * @param {(text: string) => void} [how.free] words that are no record are allowed
 * @param {() => void} [how.cleared] emptied
 * @param {() => void} [how.left] the focus left it
 * @param {() => string | null} [how.draft] under which id words that are not settled yet outlive a kill; null: not known yet
 * @param {boolean} [how.again] empties itself after a choice, for several in a row
 */
export function choice(app, { label, placeholder, text, search, pick, free, cleared, left, draft = () => null, again = false }) {
  made += 1;
  const id = `choice-${made}`;
  const input = /** @type {HTMLInputElement} */ (el("input", {
    type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder, "aria-label": label, "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id,
  }));
  input.value = text;
  const list = el("ul", { id, role: "listbox", class: "choices", hidden: true, "aria-label": label });
  const root = el("span", { class: "choice" }, input, list);

  /** @type {Option[]} */
  let options = [];
  let active = -1;
  let asked = 0;
  let timer = 0;
  let kept = text;
  let busy = false;
  /** Words from before a kill stand in it and wait to be settled. */
  let waits = false;
  let looked = false;
  /** The words that the offered records belong to. */
  let answered = /** @type {string | null} */ (null);

  async function ask() {
    const mine = (asked += 1);
    const wanted = input.value;
    const found = await search(wanted).catch(() => /** @type {Option[]} */ ([]));
    if (mine !== asked || document.activeElement !== input) return;
    options = found;
    answered = wanted;
    active = wanted.trim() === "" ? -1 : found.length > 0 ? 0 : -1;
    show();
  }
  const soon = () => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, SETTLE_MS);
  };

  function show() {
    list.replaceChildren(...options.map((option, place) => el("li", {
      role: "option", id: `${id}-${place}`, "aria-selected": String(place === active),
      on: { mousedown: (/** @type {MouseEvent} */ event) => { event.preventDefault(); take(place); } },
    }, el("span", {}, option.name), option.detail ? el("small", {}, option.detail) : "")));
    const open = options.length > 0;
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (open && active >= 0) input.setAttribute("aria-activedescendant", `${id}-${active}`);
    else input.removeAttribute("aria-activedescendant");
    list.children[active]?.scrollIntoView({ block: "nearest" });
  }

  function shut() {
    clearTimeout(timer);
    asked += 1;
    options = [];
    answered = null;
    active = -1;
    show();
  }

  /** What Enter chooses belongs to what stands in the field, however quickly she types. */
  async function enter() {
    if (answered !== input.value) {
      clearTimeout(timer);
      await ask();
    }
    if (active >= 0 && options.length > 0) take(active);
    else {
      settle();
      shut();
    }
  }

  /** @param {string} words */
  function outlive(words) {
    const id = draft();
    if (id !== null) app.typed.put(id, words === kept || words.trim() === "" ? null : words);
  }
  /** Once its id is known. */
  function bringBack() {
    const id = looked ? null : draft();
    if (id === null) return;
    looked = true;
    const words = app.typed.get(id);
    if (typeof words !== "string") return;
    input.value = words;
    waits = true;
  }

  /** @param {number} place */
  function take(place) {
    const option = options[place];
    if (!option) return;
    busy = true;
    shut();
    input.value = again ? "" : option.name;
    kept = input.value;
    waits = false;
    outlive(kept);
    pick(option);
    busy = false;
  }

  /** Words without a choice: kept when they may stand alone, otherwise what was there comes back. */
  function settle() {
    waits = false;
    if (input.value === kept) return outlive(kept);
    if (input.value.trim() === "") {
      kept = "";
      cleared?.();
    } else if (free) {
      kept = input.value;
      free(input.value);
    } else if (!again) {
      input.value = kept;
    }
    if (!again) outlive(kept);
  }
  bringBack();

  input.addEventListener("input", () => { outlive(input.value); soon(); });
  input.addEventListener("focus", () => {
    // Typing replaces what stands there, as in a field for a date.
    input.select();
    soon();
  });
  input.addEventListener("blur", () => {
    if (busy) return;
    settle();
    shut();
    left?.();
  });
  input.addEventListener("keydown", (event) => {
    if (isComposing(event)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (options.length === 0) {
        if (event.key === "ArrowDown" && !event.altKey) { event.preventDefault(); ask(); }
        return;
      }
      event.preventDefault();
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
      show();
    } else if (event.key === "Enter") {
      if (active >= 0 || input.value !== kept) {
        event.preventDefault();
        enter();
      }
    } else if (event.key === "Escape" && options.length > 0) {
      event.preventDefault();
      event.stopPropagation();
      shut();
    }
  });

  return {
    element: root,
    input,
    focus: () => input.focus(),
    /** What the ledger says; never over what she is typing. @param {string} value */
    set(value) {
      bringBack();
      if ((document.activeElement === input || waits) && input.value !== kept) return;
      if (input.value !== value) input.value = value;
      kept = value;
    },
    /** What stood there before a kill, settled or not. @param {string} value */
    put(value) {
      shut();
      input.value = kept = value;
    },
    destroy() {
      clearTimeout(timer);
      asked += 1;
      busy = true;
      root.remove();
    },
  };
}
