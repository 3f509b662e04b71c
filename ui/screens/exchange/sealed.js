// @ts-check
// A colleague's file with a passphrase over it (.age), made readable.

import { asProblem } from "../../api.js";
import { el } from "../../parts/element.js";

/** @param {any} app */
export function sealedCard(app) {
  const name = el("b", {});
  const passphrase = el("input", { type: "password", autocomplete: "off", "aria-label": app.t("start.passphrase") });
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const form = el("form", { class: "row", hidden: true }, name, passphrase, el("button", { type: "submit" }, app.t("sealed.open")));
  let from = "";
  /** @param {() => Promise<void>} work */
  const attempt = async (work) => {
    problem.hidden = true;
    try {
      await work();
    } catch (error) {
      problem.textContent = asProblem(error).message;
      problem.hidden = false;
    }
  };
  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    attempt(async () => {
      const to = await app.choosePlace({ suggested: (from.split(/[\\/]/).pop() ?? "").replace(/\.age$/iu, ""), purpose: "sealed" });
      if (to === null) return;
      const given = await app.call("open_sealed", { path: from, to, passphrase: passphrase.value });
      passphrase.value = "";
      form.hidden = true;
      app.toast([app.t("exchange.written", { path: given.path }), given.message].filter((words) => words !== "").join(" "));
    });
  });
  const choose = () => attempt(async () => {
    const path = await app.chooseFile("sealed");
    if (path === null) return;
    from = path;
    name.textContent = path.split(/[\\/]/).pop() ?? path;
    form.hidden = false;
    passphrase.focus();
  });
  return el("section", { class: "card" }, el("header", {}, el("h2", {}, app.t("sealed.title"))), el("p", { class: "small" }, app.t("sealed.hint")),
    el("p", {}, el("button", { type: "button", on: { click: choose } }, app.t("sealed.choose"))), form, problem);
}
