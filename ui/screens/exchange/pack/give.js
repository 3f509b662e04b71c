// @ts-check
// 書き出し → 同僚へ, and the hand-over to a successor: what goes, what stays and why, before anything goes.

import { asProblem } from "../../../api.js";
import { el } from "../../../parts/element.js";

/** @typedef {import("../../../types.d.ts").PackScope} PackScope */
/** @typedef {import("../../../types.d.ts").PackReceipt} PackReceipt */
/** @typedef {import("../../../types.d.ts").ColleagueRow} ColleagueRow */

const KINDS = /** @type {const} */ (["all", "series", "municipality", "profession"]);

/**
 * @param {any} app @param {{handOver: boolean, close: () => void}} how
 */
export function givePanel(app, { handOver, close }) {
  /** @type {PackScope} */
  const scope = { what: "all", id: "", people: [], hand_over: handOver ? { manner: false, ties: false } : null };
  /** @type {{series: {id: string, name: string}[], municipality: {id: string, name: string}[], profession: {id: string, name: string}[]}} */
  const choices = { series: [], municipality: [], profession: app.vocabulary().professions };
  /** @type {ColleagueRow[]} */
  let colleagues = [];
  let asked = 0;
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const narrower = el("select", { "aria-label": app.t("pack.narrow"), hidden: true, on: { change: () => { scope.id = narrower.value; look(); } } });
  const receipt = el("div", { class: "receipt", role: "status" });
  const to = el("select", { on: { change: turnTo } });
  const name = el("input", { type: "text", placeholder: app.t("pack.to_hint") });
  const first = el("input", { type: "password", autocomplete: "new-password", placeholder: app.t("sealing.passphrase"), "aria-label": app.t("sealing.passphrase") });
  const again = el("input", { type: "password", autocomplete: "new-password", placeholder: app.t("start.passphrase_again"), "aria-label": app.t("start.passphrase_again") });
  const sealed = el("div", { class: "row" }, el("label", { class: "field" }, el("span", {}, app.t("pack.to")), name), el("label", { class: "field" }, el("span", {}, app.t("sealing.passphrase")), el("span", { class: "row" }, first, again)));
  const basis = el("select", {}, el("option", { value: "" }, app.t("from.no_basis")), app.vocabulary().bases.map((/** @type {{id: string, name: string}} */ one) => el("option", { value: one.id }, one.name)));
  const button = el("button", { type: "button", class: "primary", "data-give": "", on: { click: give } }, app.t("pack.save"));

  const group = el("div", { class: "scope", role: "radiogroup", "aria-label": app.t("pack.scope") }, KINDS.map((kind) => el("label", {}, el("input", { type: "radio", name: "pack-scope", value: kind, checked: kind === "all", on: { change: () => turn(kind) } }), " ", app.t(`pack.scope_${kind}`))), narrower);
  const remarks = !handOver ? null : el("fieldset", { class: "offers" }, el("legend", {}, app.t("pack.remarks")), /** @type {const} */ (["manner", "ties"]).map((one) => el("label", {}, el("input", { type: "checkbox", on: { change: (/** @type {Event} */ event) => {
    if (scope.hand_over) scope.hand_over[one] = /** @type {HTMLInputElement} */ (event.target).checked;
    look();
  } } }), " ", app.t(`pack.remark_${one}`))));
  const element = el("section", { class: "card pack" },
    el("header", {}, el("h2", {}, app.t(handOver ? "pack.hand_over" : "pack.give")), el("button", { type: "button", class: "quiet push", on: { click: close } }, app.t("close"))),
    el("p", { class: "small" }, app.t(handOver ? "pack.hand_over_hint" : "pack.give_hint")), problem,
    el("div", { class: "pack-columns" },
      el("div", { class: "stack" }, handOver ? null : el("h3", {}, app.t("pack.scope")), handOver ? null : group, remarks,
        el("h3", {}, app.t("pack.for_whom")), el("label", { class: "field" }, el("span", {}, app.t("pack.colleague")), to), sealed, el("label", { class: "field" }, el("span", {}, app.t("pack.basis")), basis)),
      el("div", { class: "stack" }, el("h3", {}, app.t("pack.receipt")), receipt)),
    el("div", { class: "row end" }, button));

  /** @param {typeof KINDS[number]} kind */
  function turn(kind) {
    scope.what = kind;
    const list = kind === "all" ? [] : choices[kind];
    narrower.hidden = kind === "all";
    narrower.replaceChildren(...list.map((one) => el("option", { value: one.id }, one.name)));
    scope.id = list[0]?.id ?? "";
    look();
  }

  function turnTo() {
    sealed.hidden = to.value !== "";
  }

  async function look() {
    const mine = ++asked;
    try {
      const seen = /** @type {PackReceipt} */ (await app.call("preview_pack", scope));
      if (mine !== asked) return;
      problem.hidden = true;
      button.disabled = seen.records === 0;
      receipt.replaceChildren(
        el("p", {}, el("b", {}, app.t("pack.goes", { records: seen.records, people: seen.people }))),
        el("ul", { class: "counts" }, seen.goes.filter(([, count]) => count > 0).map(([kind, count]) => el("li", {}, el("span", {}, kind), el("b", { class: "number" }, String(count))))),
        seen.left_out.length > 0 ? el("div", {}, el("p", {}, el("b", {}, app.t("pack.stays"))), el("ul", {}, seen.left_out.map((one) => el("li", {}, one)))) : "",
        seen.names.length > 0 ? el("details", { class: "small" }, el("summary", {}, app.t("pack.names", { count: seen.names.length })), el("p", {}, seen.names.join("、"))) : "");
    } catch (error) {
      if (mine === asked) fail(error);
    }
  }

  async function give() {
    problem.hidden = true;
    try {
      const colleague = to.value === "" ? null : to.value;
      if (colleague === null && name.value.trim() === "") {
        name.focus();
        throw { code: "refused", message: app.t("pack.to_missing"), detail: "" };
      }
      if (colleague === null && (first.value === "" || first.value !== again.value)) {
        (first.value === "" ? first : again).focus();
        throw { code: "refused", message: app.t(first.value === "" ? "sealing.missing" : "start.differ"), detail: "" };
      }
      const path = await app.choosePlace({ suggested: `${app.t(handOver ? "pack.file_hand_over" : "pack.file")}.kaotsunagi-pack`, purpose: "pack" });
      if (path === null) return;
      const given = await app.call("give_pack", { path, scope, colleague, passphrase: colleague === null ? first.value : null, recipient: name.value, basis: basis.value });
      first.value = "";
      again.value = "";
      await app.changed(["export_log"]);
      app.toast(`${app.t("exchange.written", { path: given.path })} ${given.message}`);
      close();
    } catch (error) {
      fail(error);
    }
  }

  /** @param {unknown} error */
  function fail(error) {
    problem.textContent = asProblem(error).message;
    problem.hidden = false;
  }

  (async () => {
    try {
      const [meetings, region, known] = await Promise.all([app.call("meetings", { text: "", series: null }), app.call("region", {}), app.call("colleagues", {})]);
      choices.series = meetings.series.map((/** @type {any} */ one) => ({ id: one.id, name: one.name ?? one.fields?.name }));
      choices.municipality = region.municipalities;
      colleagues = known.colleagues.filter((/** @type {ColleagueRow} */ one) => one.key !== "");
      to.replaceChildren(...colleagues.map((one) => el("option", { value: one.id }, one.organisation === "" ? app.t("pack.by_key_of", { name: one.name }) : app.t("pack.by_key", { name: one.name, organisation: one.organisation }))), el("option", { value: "" }, app.t("pack.by_passphrase")));
      turnTo();
      look();
    } catch (error) {
      fail(error);
    }
  })();
  return { element, destroy: () => { asked += 1; element.remove(); } };
}
