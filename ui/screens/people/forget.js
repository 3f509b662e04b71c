// @ts-check
// 忘れる: the one thing that can't be undone, so the one thing that asks first. It shows what would go before, and the receipt after.

import { asProblem } from "../../api.js";
import { el } from "../../parts/element.js";

/** @typedef {import("../../types.d.ts").ForgetPreview} ForgetPreview */
/** @typedef {import("../../types.d.ts").Receipt} Receipt */

/** Whatever shows a person is fetched anew. */
const TABLES = ["person", "affiliation", "tie", "encounter", "attendance", "minute_line", "action", "meeting", "coordinator"];

/** @param {any} app @param {string} id @param {() => void} gone */
export async function openForget(app, id, gone) {
  /** @type {ForgetPreview} */
  let preview;
  try {
    preview = await app.call("forget_preview", { id });
  } catch (error) {
    return void app.fail(error);
  }
  const { name, replaced_by: by, removed, replaced, mentions, warnings, backups } = preview;
  const too = el("input", { type: "checkbox" });
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const body = el("div", { class: "forget-body" });
  const dialog = el("dialog", { class: "forget", "aria-labelledby": "forget-title" }, body);
  let done = false;
  const cancel = el("button", { type: "button", on: { click: () => dialog.close() } }, app.t("forget.cancel"));
  const go = el("button", { type: "button", class: "danger", on: { click: forget } }, app.t("forget.do", { name }));
  /** @param {string} title @param {any[]} items */
  const part = (title, items) => (items.length === 0 ? null : el("section", {}, el("h3", {}, title), el("ul", { class: "plain" }, items)));
  const parts = [
    el("h2", { id: "forget-title" }, app.t("forget.title", { name })),
    el("p", {}, app.t("forget.lead")),
    warnings.length === 0 ? null : el("ul", { class: "warnings" }, warnings.map((words) => el("li", {}, words))),
    part(app.t("forget.removed"), removed.map((one) => el("li", {}, one.words))),
    part(app.t("forget.replaced", { by }), replaced.map((one) => el("li", {}, one.words))),
    mentions.length === 0 ? null : el("section", {}, el("h3", {}, app.t("forget.mentions")), el("p", { class: "small" }, app.t("forget.mentions_hint")), el("ul", { class: "plain" }, mentions.map((one) => el("li", {}, el("span", { class: "small" }, one.place), el("br"), `「${one.text}」`)))),
    backups === 0 ? null : el("label", { class: "check" }, too, app.t("forget.backups", { count: backups })),
    problem, el("div", { class: "row" }, cancel, go),
  ];
  body.append(...parts.filter((one) => one !== null));

  async function forget() {
    problem.hidden = true;
    go.disabled = cancel.disabled = true;
    try {
      const receipt = /** @type {Receipt} */ (await app.call("forget_person", { id, backups_too: too.checked }));
      done = true;
      // Neither may the name wait in something half written.
      for (const draft of app.typed.ids()) if (draft.includes(id) || JSON.stringify(app.typed.get(draft)).includes(name)) app.typed.put(draft, null);
      // What lies behind the receipt shows nobody any more.
      gone();
      await app.changed(TABLES);
      body.replaceChildren(el("h2", { id: "forget-title", tabindex: "-1" }, app.t("forget.done")), el("p", { class: "small" }, app.t("forget.receipt_hint")), el("pre", { class: "receipt" }, receipt.text),
        el("div", { class: "row" }, el("button", { type: "button", class: "primary", on: { click: () => dialog.close() } }, app.t("close")), el("button", { type: "button", on: { click: () => saveReceipt(app, receipt) } }, app.t("forget.save_receipt"))));
      /** @type {HTMLElement} */ (body.querySelector("h2")).focus();
    } catch (error) {
      problem.textContent = asProblem(error).message;
      problem.hidden = false;
      go.disabled = cancel.disabled = false;
    }
  }

  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (!done) before?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  cancel.focus();
}

/** @param {any} app @param {Receipt} receipt */
export async function saveReceipt(app, receipt) {
  try {
    const path = await app.choosePlace({ suggested: `${app.t("forget.receipt_name")}.txt`, purpose: "receipt" });
    if (path !== null) app.toast((await app.call("save_receipt", { id: receipt.id, path })).message);
  } catch (error) {
    app.fail(error);
  }
}
