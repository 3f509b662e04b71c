// @ts-check
// Where each fact of a person comes from, when it was last confirmed, and what stood there before: a quiet button beside each
// field, and a list of all. Also who she is known not to be.

import { el } from "../../parts/element.js";

/** @typedef {import("../../types.d.ts").Provenance} Provenance */
/** @typedef {import("../../types.d.ts").ProvenanceField} ProvenanceField */
/** @typedef {import("../../types.d.ts").ProvenanceFormer} ProvenanceFormer */
/** @typedef {import("../../types.d.ts").Source} Source */

/** The record asks for it a moment after it stands: nobody waits for it. */
const SETTLE_MS = 150;

/** @param {any} app @param {string} id */
export function mountProvenance(app, id) {
  let asked = 0;
  let timer = 0;
  /** @type {Map<string, {update: (known: ProvenanceField | undefined, former: ProvenanceFormer[]) => void}>} */
  const beside = new Map();
  const confirmed = el("span", { class: "small", role: "status" });
  const facts = el("table", { class: "facts" });
  const former = el("ul", { class: "list" });
  const apart = el("ul", { class: "list" });
  const joined = el("p", { class: "small" });
  const confirm = el("button", { type: "button", "data-confirm": "", on: { click: () => attempt(async () => { app.undoable((await app.write("confirm_person", { id })).operation); }) } }, app.t("facts.confirm"));
  const element = el("details", { class: "card folded provenance" }, el("summary", {}, el("h2", {}, app.t("facts.title"))), facts, former, apart, joined);

  /** @param {() => Promise<void>} work */
  async function attempt(work) {
    try {
      await work();
    } catch (error) {
      app.fail(error);
    }
  }

  function later() {
    clearTimeout(timer);
    timer = window.setTimeout(load, SETTLE_MS);
  }

  async function load() {
    const mine = (asked += 1);
    try {
      const [known, others] = await Promise.all([app.call("provenance", { id }), app.call("kept_apart", { id })]);
      if (mine === asked) update(known, others.rows);
    } catch {
      // The record went away meanwhile: the card tells of that.
    }
  }

  /** @param {Provenance} known @param {import("../../types.d.ts").KeptApartRow[]} others */
  function update(known, others) {
    confirmed.textContent = known.confirmed === "" ? app.t("facts.never_confirmed") : app.t("facts.confirmed", { day: known.confirmed });
    for (const [key, field] of beside) field.update(known.fields.find((one) => one.field === key), known.former.filter((one) => (one.field === "family" ? "name" : one.field) === key));
    facts.replaceChildren(el("thead", {}, el("tr", {}, ["facts.field", "facts.source", "facts.last"].map((key) => el("th", { scope: "col" }, app.t(key))))),
      el("tbody", {}, known.fields.map((field) => el("tr", {}, el("th", { scope: "row" }, field.label, el("div", { class: "small" }, field.value)), el("td", {}, sourceWords(field.source), field.since === "" ? null : el("div", { class: "small" }, app.t("facts.since", { day: field.since }))),
        el("td", {}, field.confirmed === "" ? el("span", { class: "faint" }, "—") : field.confirmed, field.confirmed_by === "" ? null : el("div", { class: "small" }, field.confirmed_by))))));
    // What belongs to no field of the card is told here only.
    const rest = known.former.filter((one) => !beside.has(one.field === "family" ? "name" : one.field));
    former.hidden = rest.length === 0;
    former.replaceChildren(...rest.map((one) => el("li", {}, el("span", { class: "small at" }, one.label), el("span", { class: "grow" }, formerWords(one)))));
    apart.hidden = others.length === 0;
    apart.replaceChildren(...others.map((row) => el("li", {}, el("span", { class: "grow" }, app.t("facts.apart", { name: row.name }), " ", el("span", { class: "small" }, [row.at, row.who, row.why].filter((word) => word !== "").join("・"))),
      el("button", { type: "button", class: "link small", on: { click: () => attempt(async () => { app.undoable((await app.write("keep_together", { a: id, b: row.person })).operation); }) } }, app.t("facts.together")))));
    joined.textContent = known.merged === 0 ? "" : app.t("facts.joined", { count: known.merged });
  }

  /** @param {ProvenanceFormer} one */
  function formerWords(one) {
    const words = one.field === "attendance" ? one.value : one.until === "" ? app.t(one.field === "family" ? "facts.former_family" : "facts.beside", { value: one.value }) : app.t("facts.before_until", { value: one.value, day: one.until });
    return one.file === "" ? words : el("span", {}, words, " ", el("span", { class: "chip" }, one.file));
  }

  /** @param {Source} from */
  function sourceWords(from) {
    if (from.file === "") return from.from === "" ? app.t("facts.typed") : app.t("facts.typed_by", { who: from.from });
    return el("span", {}, el("span", { class: "chip file" }, from.file), el("div", { class: "small" }, [from.from, from.giver, from.giver_organisation, from.how, from.basis].filter((word) => word !== "").join("・")));
  }

  /** All of a source, a line each. @param {ProvenanceField} field */
  function told(field) {
    const { source } = field;
    const giver = [source.giver_organisation, source.giver].filter((word) => word !== "").join(" ");
    return [
      el("li", {}, sourceOf(source)),
      ...[
        source.file !== "" && source.from !== "" ? source.from : "",
        giver === "" ? "" : app.t("facts.given_by", { who: giver }),
        source.how === "" ? "" : app.t("facts.how", { how: source.how }),
        source.basis === "" ? "" : app.t("facts.basis", { basis: source.basis }),
        source.as_of === "" ? "" : app.t("facts.as_of", { day: source.as_of }),
        field.since === "" ? "" : app.t("facts.since", { day: field.since }),
        field.confirmed === "" ? "" : app.t("facts.last_line", { day: field.confirmed, by: field.confirmed_by }),
      ].filter((words) => words !== "").map((words) => el("li", {}, words)),
    ];
  }
  /** @param {Source} source */
  const sourceOf = (source) => source.file !== "" ? el("span", { class: "chip file" }, source.file) : source.from === "" ? app.t("facts.typed") : app.t("facts.typed_by", { who: source.from });

  return {
    element,
    /** 「確かめた（今日）」 and the last time, for the head of the card. */
    confirm: /** @type {HTMLElement} */ (el("span", { class: "row confirm" }, confirm, confirmed)),
    /** Lays the source and the earlier values beside a field. @template {HTMLElement} T @param {string} key @param {T} field of `labelled` @returns {T} */
    beside(key, field) {
      const label = /** @type {HTMLElement} */ (field.querySelector("label"));
      const list = el("ul", { class: "facts-of", hidden: true, id: `facts-${key}` });
      const open = el("button", { type: "button", class: "facts-open", hidden: true, "aria-expanded": "false", "aria-controls": list.id, "aria-label": app.t("facts.source_of", { field: label.textContent }), on: { click: () => {
        list.hidden = !list.hidden;
        open.setAttribute("aria-expanded", String(!list.hidden));
      } } }, app.t("facts.source"));
      const before = el("ul", { class: "facts-before", hidden: true });
      // The label keeps its own text only: the button is no part of the field's name.
      const line = el("span", { class: "facts-line" });
      label.replaceWith(line);
      line.append(label, open);
      field.append(before, list);
      beside.set(key, {
        update(known, values) {
          open.hidden = known === undefined;
          list.replaceChildren(...(known === undefined ? [] : told(known)));
          if (known === undefined) list.hidden = true;
          before.hidden = values.length === 0;
          before.replaceChildren(...values.map((one) => el("li", {}, formerWords(one))));
        },
      });
      return field;
    },
    update: later,
    destroy() {
      asked += 1;
      clearTimeout(timer);
    },
  };
}
