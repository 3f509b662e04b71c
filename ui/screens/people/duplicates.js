// @ts-check
// People of the ledger who may be one: the likeliest first, each pair with its reasons, 1 same, 2 others, 3 later.

import { el } from "../../parts/element.js";
import { guarded } from "../../parts/keys.js";
import { openMerge } from "./merge.js";

/** @typedef {import("../../types.d.ts").Duplicates} Duplicates */

/** @param {any} app */
export async function openDuplicates(app) {
  const list = el("div", { class: "doubles", role: "list" }, el("p", { class: "muted", role: "status" }, app.t("doubles.looking")));
  const dialog = el("dialog", { class: "merge", "aria-labelledby": "doubles-title" }, el("div", { class: "merge-body" },
    el("div", { class: "row" }, el("h2", { id: "doubles-title" }, app.t("doubles.title")), el("button", { type: "button", class: "quiet push", on: { click: () => dialog.close() } }, app.t("close"))), el("p", { class: "small" }, app.t("doubles.lead")), list));
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  /** Not now: only while this list is open. @type {Set<string>} */
  const later = new Set();

  async function load() {
    /** @type {Duplicates} */
    let answer;
    try {
      answer = await app.call("duplicates", {});
    } catch (error) {
      dialog.close();
      return void app.fail(error);
    }
    const pairs = answer.groups.flatMap((group) => group.pairs.map((pair) => ({ ...pair, people: [pair.a, pair.b].map((id) => group.people.find((one) => one.id === id)) })));
    const open = pairs.filter((pair) => !later.has(`${pair.a} ${pair.b}`));
    list.replaceChildren(...(open.length === 0 ? [el("p", {}, app.t("doubles.none"))] : open.map(line)));
    /** @type {HTMLElement | null} */ (list.querySelector("[tabindex]"))?.focus();
  }

  /** @param {any} pair */
  function line(pair) {
    const [one, other] = pair.people;
    const same = () => openMerge(app, "person", pair.a, pair.b, load);
    const others = async () => {
      try {
        const written = await app.write("keep_apart", { a: pair.a, b: pair.b, why: why.value });
        app.undoable?.(written.operation);
        await load();
      } catch (error) {
        app.fail(error);
      }
    };
    const put = () => { later.add(`${pair.a} ${pair.b}`); load(); };
    const why = el("input", { type: "text", placeholder: app.t("doubles.why"), "aria-label": app.t("doubles.why") });
    /** @param {any} person */
    const who = (person) => el("div", { class: "who" }, el("button", { type: "button", class: "link", on: { click: () => { dialog.close(); app.openRecord("person", person.id); } } }, person.name), el("div", { class: "small" }, person.post));
    const element = el("article", { class: "card double", role: "listitem", tabindex: "0", "aria-label": `${one?.name}・${other?.name}` },
      el("div", { class: "pair" }, who(one), el("span", { class: "faint", "aria-hidden": "true" }, "？"), who(other)), el("p", { class: "reasons row" }, pair.reasons.map((/** @type {string} */ reason) => el("span", { class: "chip" }, reason))),
      el("div", { class: "row" }, el("button", { type: "button", class: "chip", on: { click: same } }, app.t("doubles.same"), el("kbd", {}, "1")), el("button", { type: "button", class: "chip", on: { click: others } }, app.t("exchange.other"), el("kbd", {}, "2")), el("button", { type: "button", class: "chip", on: { click: put } }, app.t("exchange.later"), el("kbd", {}, "3")), why));
    element.addEventListener("keydown", guarded((event) => {
      if (event.target !== element || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === "1") same();
      else if (event.key === "2") others();
      else if (event.key === "3") put();
      else if (event.key === "ArrowDown" || event.key === "ArrowUp") /** @type {HTMLElement | null} */ (event.key === "ArrowDown" ? element.nextElementSibling : element.previousElementSibling)?.focus();
      else return;
      event.preventDefault();
    }));
    return element;
  }

  await load();
}
