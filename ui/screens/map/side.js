// @ts-check
// Beside the map: find, the card of the chosen node, what is recorded, and the legend that filters.

import { el } from "../../parts/element.js";
import { sign } from "../../parts/sign.js";
import { EVIDENCE, GROUPS, neighbours } from "./model.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("../../types.d.ts").Because} Because */
/** @typedef {import("../../types.d.ts").Commands} Commands */

const FEW = 8;

/**
 * 「なぜ？」: opens the rows that a sentence was counted from.
 * @param {string} words @param {Because[]} because @param {(row: Because) => void} open
 */
export function why(words, because, open) {
  if (because.length === 0) return null;
  return el("details", { class: "reasons" }, el("summary", {}, words),
    el("ul", { class: "rows" }, ...because.map((row) => el("li", {}, row.kind === "none" || row.id === ""
      ? row.label
      : el("button", { type: "button", class: "link", on: { click: () => open(row) } }, row.label)))));
}

/**
 * @param {any} app
 * @param {{select: (node: number) => void, focus: (node: number) => void, open: (node: number) => void, unpin: (node: number) => void,
 *   because: (row: Because) => void, day: (iso: string) => string}} wants
 */
export function mountCard(app, wants) {
  const root = el("section", { class: "card map-card", "aria-live": "off" });
  let asked = 0;

  /** @param {Model} model @param {number} number */
  const show = (model, number) => {
    const node = model.picture.nodes[number];
    if (!node) return;
    const mine = (asked += 1);
    const more = el("div", { class: "facts" });
    root.hidden = false;
    root.replaceChildren(
      el("header", {}, el("h2", {}, node.label), el("span", {}, sign(node.group), el("span", { class: "small" }, app.t(`map.group_${node.group}`)))),
      node.detail === "" ? "" : el("p", { class: "small" }, node.detail),
      more,
      node.loss === "" ? "" : el("div", { class: "loss" }, el("p", {}, el("b", {}, node.loss)), why(app.t("map.why"), node.loss_because, wants.because)),
      ties(model, number),
      el("div", { class: "buttons" },
        el("button", { type: "button", on: { click: () => wants.open(number) } }, app.t("map.open")),
        el("button", { type: "button", on: { click: () => wants.focus(number) } }, app.t("map.focus")),
        node.pinned ? el("button", { type: "button", on: { click: () => wants.unpin(number) } }, app.t("map.unpin")) : null));
    facts(node.key).then((list) => {
      if (mine === asked) more.replaceChildren(...list);
    }, () => { /* the card stands without the facts; the error was shown by the call */ });
  };

  /** What the record itself says. @param {string} key @returns {Promise<HTMLElement[]>} */
  async function facts(key) {
    const [kind = "", id = ""] = key.split(":");
    /** @type {[string, string][]} */
    let pairs = [];
    let does = "";
    if (kind === "person") {
      const card = await app.call("person", { id });
      does = card.fields.does;
      pairs = [["map.reach", [card.fields.phone || card.fields.mobile || card.fields.email, card.fields.reachable_hours].filter((word) => word !== "").join("　")], ["map.last_met", card.last_met], ["map.next_chance", card.next_chance]];
    } else if (kind === "organisation") {
      const card = await app.call("organisation", { id });
      does = card.fields.does;
      pairs = [["map.contact", card.row.contact], ["map.reach", card.row.phone], ["map.people", String(card.row.people)]];
    }
    const rows = pairs.filter(([, value]) => value !== "");
    return [
      ...(does === "" ? [] : [el("p", {}, does)]),
      ...(rows.length === 0 ? [] : [el("dl", {}, ...rows.flatMap(([label, value]) => [el("dt", {}, app.t(label)), el("dd", {}, value)]))]),
    ];
  }

  /** @param {Model} model @param {number} number */
  function ties(model, number) {
    const list = neighbours(model, number);
    if (list.length === 0) return el("p", { class: "small" }, app.t("map.no_ties"));
    const item = (/** @type {(typeof list)[number]} */ { other, node, edge }) => el("li", {}, sign(node.group),
      el("span", { class: "grow" }, el("button", { type: "button", class: "link", on: { click: () => wants.select(other) } }, node.label), el("br"),
        el("small", {}, [edge.words, edge.last ? wants.day(edge.last) : ""].filter((word) => word !== "").join(" · "))));
    return el("details", { class: "ties", open: true }, el("summary", {}, app.t("map.ties", { count: list.length })),
      el("ul", { class: "list" }, ...list.slice(0, FEW).map(item)),
      list.length > FEW ? el("details", {}, el("summary", { class: "small" }, app.t("map.more_ties", { count: list.length - FEW })), el("ul", { class: "list" }, ...list.slice(FEW).map(item))) : null);
  }

  return {
    element: root,
    show,
    hide() {
      asked += 1;
      root.hidden = true;
    },
  };
}

/** What is recorded, in sentences. @param {any} app @param {Model} model @param {(row: Because) => void} open */
export function figures(app, model, open) {
  const list = model.picture.figures;
  if (list.length === 0) return null;
  return el("section", { class: "card map-figures" }, el("h2", {}, app.t("map.figures")),
    el("ul", { class: "list" }, ...list.map((figure) => el("li", {}, el("span", { class: "grow" }, figure.label, " ", why(app.t("map.why"), figure.because, open)), el("b", {}, figure.value)))));
}

/**
 * The legend: every sign and line is a switch.
 * @param {any} app
 * @param {(change: {group?: string, evidence?: string, keyOnly?: boolean}) => void} toggle
 */
export function mountLegend(app, toggle) {
  const groups = el("div", { class: "switches", role: "group", "aria-label": app.t("map.legend_groups") });
  const lines = el("div", { class: "switches", role: "group", "aria-label": app.t("map.legend_lines") });
  const key = el("button", { type: "button", class: "switch", "aria-pressed": "false", on: { click: () => toggle({ keyOnly: true }) } }, app.t("map.key_only"));
  const root = el("section", { class: "card map-legend" }, el("h2", {}, app.t("map.legend")), groups, lines, key, el("p", { class: "small" }, app.t("map.reading")));
  let drawn = "";

  return {
    element: root,
    /** @param {Model} model */
    update(model) {
      const count = (/** @type {string} */ group) => model.picture.nodes.filter((node) => node.group === group).length;
      const there = GROUPS.filter((group) => count(group) > 0);
      const kinds = EVIDENCE.filter((evidence) => model.picture.edges.some((edge) => edge.evidence === evidence));
      // Made anew only when the groups change: a pressed switch keeps the focus.
      const now = JSON.stringify([there.map((group) => [group, count(group)]), kinds]);
      if (now !== drawn) {
        drawn = now;
        groups.replaceChildren(...there.map((group) => el("button", { type: "button", class: "switch", "data-group": group, on: { click: () => toggle({ group }) } },
          sign(group), app.t(`map.group_${group}`), el("small", {}, String(count(group))))));
        lines.replaceChildren(...kinds.map((evidence) => el("button", { type: "button", class: "switch", "data-evidence": evidence, on: { click: () => toggle({ evidence }) } },
          el("span", { class: "stroke", "data-evidence": evidence, "aria-hidden": "true" }), app.t(`map.evidence_${evidence}`))));
      }
      for (const button of groups.querySelectorAll("button")) button.setAttribute("aria-pressed", String(!model.filter.withoutGroups.has(/** @type {any} */ (button.dataset.group))));
      for (const button of lines.querySelectorAll("button")) button.setAttribute("aria-pressed", String(!model.filter.withoutEvidence.has(/** @type {any} */ (button.dataset.evidence))));
      key.setAttribute("aria-pressed", String(model.filter.keyOnly));
      key.hidden = !model.picture.nodes.some((node) => node.key_person);
    },
  };
}
