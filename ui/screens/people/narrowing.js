// @ts-check
// What a list is narrowed to: words, and a few choices as chips. What is hidden is said, and one key shows it again.

import { el } from "../../parts/element.js";
import { isComposing } from "../../parts/keys.js";

/** @typedef {{id: string, name: string, group?: string}} Entry */
/** @typedef {{text: string} & Record<string, string | boolean | null>} Filter */

/** Long enough that a burst of keys asks once, short enough to feel at once. */
const SETTLE_MS = 50;

/**
 * @param {any} app
 * @param {object} how
 * @param {string} how.hint what can be typed
 * @param {{key: string, label: string, entries?: Entry[]}[]} how.chips without entries: a switch
 * @param {Filter} how.filter to begin with
 * @param {(filter: Filter) => void} how.changed
 * @param {() => void} how.down the arrow went into the list
 * @param {() => void} how.enter
 */
export function mountNarrowing(app, { hint, chips, filter, changed, down, enter }) {
  let timer = 0;
  let now = { ...filter };
  const text = /** @type {HTMLInputElement} */ (el("input", { type: "search", class: "narrowing-text", placeholder: hint, "aria-label": hint, autocomplete: "off", spellcheck: "false" }));
  text.value = now.text;
  const controls = chips.map((chip) => {
    if (!chip.entries) {
      const button = el("button", { type: "button", class: "chip", on: { click: () => { set(chip.key, now[chip.key] ? null : true); } } }, chip.label);
      return { chip, element: button, show: () => button.setAttribute("aria-pressed", String(now[chip.key] === true)), fill() {} };
    }
    const select = el("select", { class: "chip-select", "aria-label": chip.label, on: { change: () => set(chip.key, select.value === "" ? null : select.value) } });
    const fill = (/** @type {Entry[]} */ entries) => { select.replaceChildren(el("option", { value: "" }, chip.label), ...options(entries)); };
    fill(chip.entries);
    return { chip, element: select, fill, show: () => { select.value = String(now[chip.key] ?? ""); select.classList.toggle("on", (now[chip.key] ?? null) !== null); } };
  });
  const words = el("span", {});
  const banner = el("div", { class: "banner", hidden: true }, words, el("button", { type: "button", on: { click: () => clear() } }, app.t("people.clear"), " ✕ ", el("kbd", {}, "Esc")));
  const element = el("div", { class: "narrowing-of-list" }, text, el("div", { class: "narrowing-chips" }, controls.map((one) => one.element)), banner);

  const tell = () => {
    clearTimeout(timer);
    for (const one of controls) one.show();
    changed({ ...now });
  };
  /** @param {string} key @param {string | boolean | null} value */
  function set(key, value) {
    now[key] = value;
    tell();
  }
  function clear() {
    if (!isOn()) return false;
    now = { text: "" };
    for (const one of controls) now[one.chip.key] = null;
    text.value = "";
    tell();
    text.focus();
    return true;
  }
  const isOn = () => now.text !== "" || controls.some((one) => (now[one.chip.key] ?? null) !== null);

  text.addEventListener("input", () => {
    now.text = text.value;
    clearTimeout(timer);
    timer = window.setTimeout(tell, SETTLE_MS);
  });
  text.addEventListener("keydown", (event) => {
    if (isComposing(event)) return;
    if (event.key === "ArrowDown") {
      event.preventDefault();
      down();
    } else if (event.key === "Enter") {
      event.preventDefault();
      enter();
    }
  });
  for (const one of controls) one.show();

  return {
    element, clear,
    focus: () => text.focus(),
    /** New entries of a choice. @param {string} key @param {Entry[]} entries */
    entries(key, entries) {
      const one = controls.find((control) => control.chip.key === key);
      one?.fill(entries);
      one?.show();
    },
    /** @param {number} hidden rows that the filter keeps away @param {string} said */
    update(hidden, said) {
      banner.hidden = !isOn();
      words.textContent = said;
      banner.classList.toggle("none-hidden", hidden === 0);
    },
    destroy: () => clearTimeout(timer),
  };
}

/** Options of a choice, under the headings of its groups. @param {Entry[]} entries @returns {HTMLElement[]} */
export function options(entries) {
  /** @type {HTMLElement[]} */
  const made = [];
  /** @type {Map<string, HTMLElement>} */
  const groups = new Map();
  for (const entry of entries) {
    const option = el("option", { value: entry.id }, entry.name);
    if (!entry.group) {
      made.push(option);
      continue;
    }
    let group = groups.get(entry.group);
    if (!group) {
      groups.set(entry.group, (group = el("optgroup", { label: entry.group })));
      made.push(/** @type {HTMLElement} */ (group));
    }
    /** @type {HTMLElement} */ (group).append(option);
  }
  return made;
}
