// @ts-check
// One line of the minutes. Its text area is never replaced while she writes: what comes from the ledger is put into it only
// when nothing of hers is open.

import { el } from "../../parts/element.js";
import { isComposing } from "../../parts/keys.js";
import { mountAction } from "./action.js";
import { LINE_KINDS } from "./fields.js";
import { mountWho } from "./who.js";

/** @typedef {import("../../types.d.ts").LineRow} LineRow */
/** @typedef {import("../../types.d.ts").LineFields} LineFields */
/** @typedef {import("../../types.d.ts").LineKind} LineKind */

/**
 * @typedef {object} LineWants What a line asks of its list.
 * @property {(key: string) => void} begun the first letter stands in it
 * @property {(key: string) => void} next
 * @property {(key: string) => void} remove
 * @property {(key: string, by: -1 | 1) => void} move
 * @property {(key: string, by: -1 | 1) => boolean} step goes to the line above or below; false when there is none
 * @property {(key: string) => void} left the focus has left it
 */

/**
 * @param {import("./detail.js").Context} context
 * @param {string} firstKey @param {LineFields} first
 * @param {LineWants} wants
 */
export function mountLine(context, firstKey, first, wants) {
  const { app, lines } = context;
  let key = firstKey;
  /** @type {LineRow | null} */
  let row = null;
  lines.take(key, first);

  const kind = /** @type {HTMLSelectElement} */ (el("select", { class: "chip kind", "aria-label": app.t("meeting.kind_of_line"), title: app.t("meeting.kind_keys") },
    ...LINE_KINDS.map((one) => el("option", { value: one }, app.t(`meeting.kind_${one}`)))));
  const text = /** @type {HTMLTextAreaElement} */ (el("textarea", { rows: "1", class: "text", "aria-label": app.t("meeting.line_text") }));
  const grow = el("div", { class: "grow-text" }, text);
  const badge = el("span", { class: "chip badge", hidden: true, title: app.t("meeting.internal_on") }, app.t("meeting.internal"));
  const inside = el("button", { type: "button", class: "quiet inside", on: { click: () => setInside() } }, app.t("meeting.internal"));
  const who = mountWho(context, () => lines.fields(key) ?? first, (change) => { lines.edit(key, change, true); dress(); });
  const action = mountAction(context);
  const hints = el("p", { class: "patient small", hidden: true });
  const tool = (/** @type {string} */ words, /** @type {string} */ sign, /** @type {() => void} */ act) => el("button", { type: "button", class: "quiet tool", "aria-label": app.t(words), title: app.t(words), on: { click: act } }, sign);
  const tools = el("span", { class: "tools" }, inside, tool("meeting.line_up", "↑", () => wants.move(key, -1)), tool("meeting.line_down", "↓", () => wants.move(key, 1)), tool("meeting.line_remove", "✕", () => wants.remove(key)));
  const root = el("li", { class: "line" }, kind, el("div", { class: "words" }, el("div", { class: "said" }, badge, who.element, grow), action.element, hints), tools);

  kind.addEventListener("change", () => setKind(/** @type {LineKind} */ (kind.value)));
  text.addEventListener("input", (event) => {
    const isFirst = (lines.fields(key)?.text ?? "") === "";
    grow.dataset.text = text.value;
    if (/** @type {InputEvent} */ (event).isComposing) lines.hold(key, { text: text.value });
    else lines.edit(key, { text: text.value });
    if (isFirst && text.value !== "") wants.begun(key);
  });
  text.addEventListener("compositionend", () => lines.edit(key, { text: text.value }));
  text.addEventListener("blur", () => { lines.keep(key); });
  text.addEventListener("keydown", onKey);
  root.addEventListener("focusout", (/** @type {FocusEvent} */ event) => {
    if (!root.contains(/** @type {Node | null} */ (event.relatedTarget))) wants.left(key);
  });

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (isComposing(event)) return;
    if (shortcut(event) || movement(event)) event.preventDefault();
  }

  /** @param {KeyboardEvent} event @returns {boolean} */
  function shortcut(event) {
    if (event.ctrlKey && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "d") return setKind("decision");
    if (event.ctrlKey && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "t") return setKind("action");
    const digit = event.altKey && !event.ctrlKey ? /^(?:Digit|Numpad)([0-7])$/.exec(event.code) : null;
    if (!digit) return false;
    const chosen = LINE_KINDS[Number(digit[1]) - 1];
    if (chosen) return setKind(chosen);
    setInside();
    return true;
  }

  /** @param {KeyboardEvent} event @returns {boolean} */
  function movement(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      lines.keep(key);
      wants.next(key);
      return true;
    }
    if (event.key === "Backspace" && text.value === "") {
      wants.remove(key);
      return true;
    }
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (by === 0 || event.shiftKey || event.ctrlKey) return false;
    if (event.altKey) {
      wants.move(key, by);
      return true;
    }
    const atEdge = by === -1 ? text.selectionStart === 0 && text.selectionEnd === 0 : text.selectionStart === text.value.length;
    return atEdge && wants.step(key, by);
  }

  /** @param {LineKind} next @returns {true} */
  function setKind(next) {
    lines.edit(key, { kind: next }, true);
    dress();
    return true;
  }

  function setInside() {
    const internal = (lines.fields(key) ?? first).audience === "internal";
    lines.edit(key, { audience: internal ? "shared" : "internal" }, true);
    dress();
    app.say(app.t(internal ? "meeting.now_shared" : "meeting.now_internal"));
  }

  function dress() {
    const fields = lines.fields(key) ?? first;
    if (kind.value !== fields.kind) kind.value = fields.kind;
    if (text.value !== fields.text) text.value = fields.text;
    grow.dataset.text = text.value;
    const internal = fields.audience === "internal";
    inside.setAttribute("aria-pressed", String(internal));
    inside.title = app.t(internal ? "meeting.internal_on" : "meeting.internal_off");
    root.dataset.kind = fields.kind;
    badge.hidden = !internal;
    root.classList.toggle("internal", internal);
    who.update(fields, row?.who ?? "");
    action.update(fields.kind === "action" ? row?.action ?? null : null);
    const words = row?.patient_hints ?? [];
    hints.hidden = words.length === 0;
    hints.textContent = words.length === 0 ? "" : app.t("meeting.patient_hint", { words: words.join("、") });
  }
  dress();

  return {
    element: root,
    key: () => key,
    /** It is in the ledger now. @param {string} id */
    rename(id) {
      key = id;
    },
    /** @param {LineRow} next */
    update(next) {
      row = next;
      lines.take(key, next.fields);
      dress();
    },
    /** @param {boolean} is the line that waits at the end */
    setTail(is) {
      root.classList.toggle("tail", is);
      text.placeholder = is ? app.t("meeting.tail") : "";
    },
    isEmpty: () => text.value.trim() === "",
    hasFocus: () => root.contains(document.activeElement),
    /** @param {"start" | "end"} [at] */
    focus(at = "end") {
      text.focus();
      const place = at === "start" ? 0 : text.value.length;
      text.setSelectionRange(place, place);
    },
    destroy() {
      who.destroy();
      action.destroy();
    },
  };
}
