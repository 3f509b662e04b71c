// @ts-check
// The head of an agenda item: number, title, minutes, presenter, its place.

import { el } from "../../parts/element.js";
import { isComposing } from "../../parts/keys.js";

/** @typedef {import("../../types.d.ts").AgendaRow} AgendaRow */

/** @param {import("./detail.js").Context} context @param {string} id */
export function mountItem(context, id) {
  const { app, items } = context;
  let place = 0;
  let all = 1;

  const number = el("span", { class: "number" });
  const title = input("title", app.t("meeting.item_title"));
  title.placeholder = app.t("meeting.item_title_hint");
  const minutes = input("minutes", app.t("meeting.item_minutes"));
  minutes.inputMode = "numeric";
  minutes.placeholder = "−";
  const presenter = input("presenter", app.t("meeting.item_presenter"));
  presenter.placeholder = app.t("meeting.item_presenter_hint");
  const tool = (/** @type {string} */ words, /** @type {string} */ sign, /** @type {() => void} */ act) => el("button", { type: "button", class: "quiet tool", title: app.t(words), "aria-label": app.t(words), on: { click: act } }, sign);
  const lines = el("ul", { class: "list lines" });
  const root = el("section", { class: "card item" },
    el("header", {}, number, el("h2", {}, title),
      el("span", { class: "item-facts small" }, el("label", { class: "minutes-of" }, minutes, app.t("meeting.minutes_unit")), el("label", {}, app.t("meeting.item_presenter"), " ", presenter)),
      el("span", { class: "tools" }, tool("meeting.item_up", "↑", () => move(-1)), tool("meeting.item_down", "↓", () => move(1)), tool("meeting.item_remove", "✕", remove))),
    lines);

  /** @param {string} kind @param {string} label */
  function input(kind, label) {
    const field = /** @type {HTMLInputElement} */ (el("input", { type: "text", class: `inline ${kind}`, "aria-label": label, autocomplete: "off" }));
    field.addEventListener("input", (event) => (/** @type {InputEvent} */ (event).isComposing ? items.hold(id, read()) : items.edit(id, read())));
    field.addEventListener("compositionend", () => items.edit(id, read()));
    field.addEventListener("blur", () => { items.keep(id); });
    field.addEventListener("keydown", (event) => {
      if (isComposing(event)) return;
      if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
        event.preventDefault();
        move(event.key === "ArrowUp" ? -1 : 1);
      } else if (event.key === "Enter") {
        event.preventDefault();
        items.keep(id);
        /** @type {HTMLElement | null} */ (lines.querySelector("textarea"))?.focus();
      }
    });
    return field;
  }

  /** @returns {import("../../types.d.ts").AgendaFields} */
  function read() {
    const digits = minutes.value.normalize("NFKC").replace(/\D/g, "");
    return { title: title.value, minutes: digits === "" ? null : Math.min(1440, Number(digits)), presenter: presenter.value };
  }

  /** @param {-1 | 1} by */
  async function move(by) {
    const to = place + by;
    if (to < 0 || to >= all) return;
    await items.keep(id);
    await app.write("move_agenda_item", { id, to });
    app.say(app.t("meeting.moved", { place: to + 1 }));
  }

  async function remove() {
    items.drop(id);
    await app.write("remove_agenda_item", { id });
  }

  /** @param {HTMLInputElement} field @param {string} value */
  const put = (field, value) => { if (field.value !== value) field.value = value; };

  return {
    element: root,
    lines,
    focus: () => title.focus(),
    /** @param {AgendaRow} row @param {number} at @param {number} count */
    update(row, at, count) {
      place = at;
      all = count;
      const fields = items.take(id, row.fields);
      number.textContent = String(at + 1);
      root.setAttribute("aria-label", `${at + 1} ${fields.title}`);
      put(title, fields.title);
      if (document.activeElement !== minutes) put(minutes, fields.minutes === null ? "" : String(fields.minutes));
      put(presenter, fields.presenter);
    },
    destroy() {},
  };
}
