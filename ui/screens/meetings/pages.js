// @ts-check
// The pages before they are printed: the real ones, as pictures, and the way out as a file.

import { el } from "../../parts/element.js";
import { isComposing } from "../../parts/keys.js";
import { sealing } from "../../parts/sealing.js";

/** @typedef {import("../../types.d.ts").Audience} Audience */
/** @typedef {import("../../types.d.ts").MinutesFormat} MinutesFormat */
/** @typedef {import("../../types.d.ts").MinutesPreview} MinutesPreview */

/** @type {[MinutesFormat, string][]} */
const FORMATS = [["pdf", "meeting.format_pdf"], ["docx", "meeting.format_docx"], ["md", "meeting.format_md"], ["txt", "meeting.format_txt"]];

/** @param {any} app @param {{id: string, heading: string}} meeting */
export function openPages(app, meeting) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  /** @type {Audience} */
  let audience = "shared";
  /** @type {MinutesPreview | null} */
  let preview = null;
  /** @type {string[]} */
  let pictures = [];
  let asked = 0;

  const seal = sealing(app);
  const message = el("p", { class: "message", role: "status" });
  const pages = el("div", { class: "pages", tabindex: "0", role: "region", "aria-label": app.t("meeting.pages_of", { meeting: meeting.heading }) });
  const switches = /** @type {const} */ (["shared", "internal"]).map((one) => {
    const box = /** @type {HTMLInputElement} */ (el("input", { type: "radio", name: "audience", value: one }));
    box.checked = one === audience;
    box.addEventListener("change", () => { audience = one; load(); });
    return el("label", { class: "radio" }, box, el("span", {}, app.t(`meeting.audience_${one}`)));
  });
  const dialog = /** @type {HTMLDialogElement} */ (el("dialog", { class: "pages-dialog", "aria-label": app.t("meeting.pages_of", { meeting: meeting.heading }) },
    el("header", {}, el("h2", {}, meeting.heading), el("div", { class: "switches", role: "radiogroup", "aria-label": app.t("meeting.audience") }, ...switches), message,
      el("div", { class: "buttons" }, ...FORMATS.map(([format, words]) => el("button", { type: "button", class: format === "pdf" ? "primary" : "", on: { click: () => save(format) } }, app.t(words))),
        el("button", { type: "button", on: { click: () => dialog.close() } }, app.t("meeting.close"))), seal.element),
    pages));

  async function load() {
    const mine = (asked += 1);
    pages.setAttribute("aria-busy", "true");
    message.textContent = app.t("meeting.making_pages");
    try {
      const answer = /** @type {MinutesPreview} */ (await app.call("preview_minutes", { meeting: meeting.id, audience }));
      if (mine !== asked) return;
      preview = answer;
      letGo();
      // A picture can carry no script, whatever stands in the text.
      pictures = answer.pages.map((svg) => URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" })));
      pages.replaceChildren(...pictures.map((address, number) => el("img", { src: address, alt: app.t("meeting.page_alt", { number: number + 1, all: pictures.length }) })));
      message.textContent = answer.message === "" ? app.t("meeting.nothing_left_out") : answer.message;
      message.classList.toggle("attention", answer.left_out > 0);
    } catch (problem) {
      // A toast would lie behind this dialog.
      if (mine === asked) message.textContent = /** @type {{message?: string}} */ (problem).message ?? "";
    } finally {
      if (mine === asked) pages.removeAttribute("aria-busy");
    }
  }

  /** @param {MinutesFormat} format */
  async function save(format) {
    try {
      const passphrase = seal.passphrase();
      const path = await app.choosePlace({ suggested: seal.name(`${preview?.file_name ?? meeting.heading}.${format}`), purpose: "minutes" });
      if (!path) return;
      const answer = await app.call("export_minutes", { meeting: meeting.id, audience, format, path, passphrase });
      message.textContent = [app.t("meeting.written", { path: answer.path }), answer.message].filter((word) => word !== "").join(" ");
    } catch (problem) {
      // Beside the button: a message in the corner would lie below this dialog.
      message.textContent = /** @type {{message?: string}} */ (problem).message ?? String(problem);
    }
  }

  function letGo() {
    for (const address of pictures) URL.revokeObjectURL(address);
    pictures = [];
  }

  dialog.addEventListener("keydown", (event) => {
    if (isComposing(event)) return;
    // The screens below have an Escape of their own.
    if (event.key === "Escape") event.stopPropagation();
  });
  dialog.addEventListener("close", () => {
    asked += 1;
    letGo();
    dialog.remove();
    before?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  load();
}
