// @ts-check
// 復旧キーの用紙: seen as it will be printed, printed or saved, and tried out by copying two of its groups back.

import { asProblem } from "../api.js";
import { el } from "../parts/element.js";

/** @typedef {import("../types.d.ts").RecoverySheet} RecoverySheet */

/** @param {HTMLElement} root @param {Record<string, string>} params `first`: the ledger was made just now @param {any} app */
export function mount(root, params, app) {
  let alive = true;
  let picture = "";
  /** @type {RecoverySheet | null} */
  let sheet = null;
  const page = el("img", { class: "sheet-page", alt: "" });
  const mark = el("small");
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const saved = el("p", { class: "small", role: "status" });
  const fields = [0, 1].map(() => {
    const input = el("input", { type: "text", class: "group", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: "12" });
    const label = el("span", {});
    return { input, label, element: el("label", { class: "field" }, label, input) };
  });
  const wrong = el("p", { class: "problem", role: "alert", hidden: true });
  const print = el("button", { type: "button", class: "primary", disabled: true, on: { click: () => window.print() } }, app.t("sheet.print"));
  const save = el("button", { type: "button", disabled: true, on: { click: keep } }, app.t("sheet.save"));
  const confirm = el("form", { class: "card step" }, el("header", {}, el("h2", {}, app.t("sheet.step_2"))), el("p", { class: "small" }, app.t("sheet.step_2_hint")),
    el("div", { class: "row groups" }, fields.map((field) => field.element)), wrong,
    el("div", { class: "row" }, el("button", { type: "submit", class: "primary" }, app.t("sheet.confirm"))));
  const again = app.status().ledger?.recovery === "tried";
  const screen = el("div", { class: "screen-sheet" },
    el("div", { class: "head" }, el("h1", {}, app.t("sheet.title")), mark, el("button", { type: "button", class: "push", on: { click: leave } }, app.t("sheet.later"))),
    el("p", { class: "lead" }, app.t(again ? "sheet.lead_again" : "sheet.lead")), problem,
    el("div", { class: "sheet-grid" },
      el("figure", { class: "paper", "aria-busy": "true" }, page),
      el("div", { class: "grid" },
        el("section", { class: "card step" }, el("header", {}, el("h2", {}, app.t("sheet.step_1"))), el("p", { class: "small" }, app.t("sheet.step_1_hint")), el("div", { class: "row" }, print, save), saved),
        confirm,
        el("section", { class: "card step" }, el("header", {}, el("h2", {}, app.t("sheet.step_3"))), el("p", { class: "small" }, app.t("sheet.step_3_hint"))),
        el("p", { class: "small" }, app.t(again ? "sheet.later_again" : "sheet.later_hint")))));
  root.append(screen);

  function leave() {
    app.navigate(params.first === undefined ? "settings" : "today");
  }

  async function load() {
    try {
      const answer = /** @type {RecoverySheet} */ (await app.call("recovery_sheet", {}));
      if (!alive) return;
      sheet = answer;
      // A picture can carry no script.
      picture = URL.createObjectURL(new Blob([answer.page], { type: "image/svg+xml" }));
      page.src = picture;
      page.alt = app.t("sheet.page_alt", { mark: answer.mark });
      page.parentElement?.removeAttribute("aria-busy");
      mark.textContent = app.t("sheet.mark", { mark: answer.mark });
      fields.forEach((field, place) => { field.label.textContent = app.t("sheet.group", { number: answer.asked[place] }); });
      print.disabled = save.disabled = false;
    } catch (error) {
      problem.textContent = asProblem(error).message;
      problem.hidden = false;
    }
  }

  async function keep() {
    if (sheet === null) return;
    problem.hidden = true;
    try {
      const path = await app.choosePlace({ suggested: sheet.file_name, purpose: "sheet" });
      if (path === null) return;
      const given = await app.call("save_recovery_sheet", { path });
      saved.textContent = given.message;
    } catch (error) {
      problem.textContent = asProblem(error).message;
      problem.hidden = false;
    }
  }

  confirm.addEventListener("submit", async (/** @type {Event} */ event) => {
    event.preventDefault();
    wrong.hidden = true;
    for (const field of fields) field.input.removeAttribute("aria-invalid");
    try {
      const status = await app.call("confirm_recovery", { groups: fields.map((field) => field.input.value) });
      await app.took(status);
      app.toast(app.t("sheet.done"));
      leave();
    } catch (error) {
      if (!alive) return;
      const { code, message } = asProblem(error);
      wrong.textContent = message;
      wrong.hidden = false;
      const at = code === "wrong_group" ? fields.findIndex((_, place) => message.includes(String(sheet?.asked[place]))) : 0;
      fields[Math.max(0, at)].input.setAttribute("aria-invalid", "true");
      fields[Math.max(0, at)].input.select();
    }
  });

  load();
  return {
    destroy() {
      alive = false;
      if (picture) URL.revokeObjectURL(picture);
      screen.remove();
    },
  };
}
