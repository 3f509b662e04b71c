// @ts-check
// Who said it: a person who attends, or for 立場ごとの見方 a profession. A quiet button until it is wanted.

import { el } from "../../parts/element.js";
import { choice } from "../../parts/choice.js";

/** @typedef {import("../../types.d.ts").LineFields} LineFields */

/**
 * @param {import("./detail.js").Context} context
 * @param {() => LineFields} fields
 * @param {(change: Partial<LineFields>) => void} changed
 */
export function mountWho(context, fields, changed) {
  const { app } = context;
  const button = el("button", { type: "button", class: "who", on: { click: open } });
  const place = el("span", { class: "who-place" }, button);
  /** @type {ReturnType<typeof choice> | null} */
  let field = null;
  let shown = "";

  const wanted = () => (fields().kind === "viewpoint" ? "profession" : "speaker");

  function open() {
    if (field) return;
    const what = wanted();
    field = choice(app, {
      label: app.t(what === "profession" ? "meeting.profession" : "meeting.speaker"),
      placeholder: app.t(what === "profession" ? "meeting.profession_hint" : "meeting.speaker_hint"),
      text: "",
      search: async (text) => (what === "profession" ? context.professions(text) : [...context.attendees(text), ...context.professions(text).slice(0, 4)]),
      pick: (option) => {
        const isProfession = what === "profession" || !context.attendees("").some((one) => one.id === option.id);
        shown = option.name;
        changed(isProfession ? { profession: option.id, speaker: null } : { speaker: option.id, profession: null });
        close(true);
      },
      cleared: () => { shown = ""; changed({ speaker: null, profession: null }); close(true); },
      left: () => close(false),
    });
    button.hidden = true;
    place.append(field.element);
    field.focus();
  }

  /** @param {boolean} back gives the focus back to the line */
  function close(back) {
    if (!field) return;
    const old = field;
    field = null;
    button.hidden = false;
    old.destroy();
    if (back) /** @type {HTMLElement | null} */ (place.parentElement?.querySelector("textarea"))?.focus();
  }

  return {
    element: place,
    /** @param {LineFields} now @param {string} words who it is, from the ledger */
    update(now, words) {
      const someone = now.speaker !== null || now.profession !== null;
      const name = someone ? words || shown : "";
      place.hidden = now.kind !== "statement" && now.kind !== "viewpoint" && !someone;
      button.textContent = name === "" ? app.t(wanted() === "profession" ? "meeting.add_profession" : "meeting.add_speaker") : name;
      button.classList.toggle("unset", name === "");
      button.setAttribute("aria-label", name === "" ? button.textContent : app.t("meeting.who_is", { name }));
    },
    destroy() {
      close(false);
    },
  };
}
