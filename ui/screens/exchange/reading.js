// @ts-check
// How a list is read: encoding, columns and what is mended on the way, each beside what stands in the file, switchable before
// anybody is judged.

import { asProblem } from "../../api.js";
import { el } from "../../parts/element.js";

/** @typedef {import("../../types.d.ts").ContactPreview} ContactPreview */
/** @typedef {import("../../types.d.ts").ContactOptions} ContactOptions */
/** @typedef {{encoding: string, options: ContactOptions}} Way */

/** Everything guessed. @returns {ContactOptions} */
export const guessed = () => ({ delimiter: null, sheet: null, header: null, mapping: null, accept: [], decline: [] });

const DELIMITERS = [",", "tab", ";", "|"];

/**
 * @param {any} app @param {string} path @param {Way} begun
 * @param {{use: (way: Way) => void, close: () => void}} turn
 */
export function readingPanel(app, path, begun, turn) {
  /** @type {Way} */
  let way = { encoding: begun.encoding, options: { ...begun.options } };
  let keep = false;
  let asked = 0;
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const inside = el("div", { class: "reading-inside" }, el("p", { class: "muted", role: "status" }, app.t("exchange.reading")));
  const element = el("section", { class: "card reading", "aria-label": app.t("reading.title") }, problem, inside);

  /** @param {Partial<ContactOptions>} [change] @param {string} [encoding] */
  async function look(change = {}, encoding = way.encoding) {
    const next = { encoding, options: { ...way.options, ...change } };
    const mine = ++asked;
    try {
      const preview = await app.call("preview_contacts", { path, encoding: next.encoding || null, options: next.options });
      if (mine !== asked) return;
      way = next;
      problem.hidden = true;
      draw(preview);
    } catch (error) {
      if (mine !== asked) return;
      problem.textContent = asProblem(error).message;
      problem.hidden = false;
    }
  }

  /** @param {ContactPreview} preview */
  function draw(preview) {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.reading;
    inside.replaceChildren(
      el("div", { class: "row" }, el("h3", {}, app.t("reading.title")), preview.preset ? el("span", { class: "chip good" }, preview.preset) : null, preview.mapping_kept ? el("span", { class: "chip good" }, app.t("reading.kept")) : null,
        el("button", { type: "button", class: "quiet push", on: { click: turn.close } }, app.t("reading.back"))),
      preview.recognised ? "" : el("p", { class: "banner" }, app.t("reading.unrecognised")),
      el("div", { class: "row settings" }, settings(preview)),
      preview.titles.length > 0 ? el("p", { class: "small" }, app.t("reading.titles", { titles: preview.titles.join(" ／ ") })) : "",
      preview.notices.length > 0 ? el("ul", { class: "small notices" }, preview.notices.map((notice) => el("li", {}, notice))) : "",
      offers(preview),
      columns(preview),
      rows(preview),
      el("div", { class: "row end" },
        preview.header_print === "" ? null : el("label", {}, el("input", { type: "checkbox", checked: keep, "data-reading": "keep", on: { change: (/** @type {Event} */ event) => { keep = /** @type {HTMLInputElement} */ (event.target).checked; } } }), " ", app.t("reading.keep")),
        el("button", { type: "button", class: "primary push", "data-reading": "use", on: { click: () => use(preview) } }, app.t("reading.use", { count: preview.read - preview.rejected }))));
    if (focused) /** @type {HTMLElement | null} */ (inside.querySelector(`[data-reading="${CSS.escape(focused)}"]`))?.focus();
  }

  /** @param {ContactPreview} preview */
  async function use(preview) {
    try {
      if (keep && preview.header_print !== "") {
        const mapping = preview.columns.map((column) => column.field);
        await app.call("keep_mapping", { header_print: preview.header_print, mapping, accept: way.options.accept, decline: way.options.decline });
      }
      turn.use(way);
    } catch (error) {
      problem.textContent = asProblem(error).message;
      problem.hidden = false;
    }
  }

  /** @param {string} id @param {string} label @param {[string, string][]} choices @param {string} chosen @param {(value: string) => void} changed */
  const pick = (id, label, choices, chosen, changed) => el("label", { class: "field" }, el("span", {}, label),
    el("select", { "data-reading": id, on: { change: (/** @type {Event} */ event) => changed(/** @type {HTMLSelectElement} */ (event.target).value) } }, choices.map(([value, words]) => el("option", { value, selected: value === chosen }, words))));

  /** @param {ContactPreview} preview */
  function settings(preview) {
    const fields = [];
    if (preview.encodings.length > 0) {
      fields.push(pick("encoding", app.t("exchange.encoding"), [["", app.t("exchange.encoding_auto", { encoding: way.encoding === "" ? preview.encoding : "…" })], ...preview.encodings.map((name) => /** @type {[string, string]} */ ([name.toLowerCase(), name]))], way.encoding, (value) => look({}, value)));
    }
    if (preview.delimiter !== null) {
      fields.push(pick("delimiter", app.t("reading.delimiter"), DELIMITERS.map((one) => /** @type {[string, string]} */ ([one, one === "tab" ? app.t("reading.tab") : one])), preview.delimiter, (value) => look({ delimiter: value })));
    }
    if (preview.sheets.length > 1) {
      const chosen = preview.sheets.find((sheet) => sheet.chosen)?.name ?? "";
      fields.push(pick("sheet", app.t("reading.sheet"), preview.sheets.map((sheet) => /** @type {[string, string]} */ ([sheet.name, app.t(sheet.hidden ? "reading.sheet_hidden" : "reading.sheet_rows", { name: sheet.name, count: sheet.rows })])), chosen, (value) => look({ sheet: value, header: null, mapping: null })));
    }
    if (preview.columns.length > 0) {
      const at = preview.header;
      /** @type {[string, string][]} */
      const choices = [["0", app.t("reading.no_header")], ...Array.from({ length: 15 }, (_, n) => /** @type {[string, string]} */ ([String(n + 1), app.t("reading.header_row", { row: n + 1 })]))];
      fields.push(pick("header", app.t("reading.header"), choices, String(at?.first ?? 0), (value) => look({ header: { first: Number(value), rows: Number(value) === 0 ? 0 : 1 }, mapping: null })));
      if (at !== null && at.rows > 0) fields.push(el("label", { class: "tick" }, el("input", { type: "checkbox", checked: at.rows > 1, "data-reading": "two", on: { change: (/** @type {Event} */ event) => look({ header: { first: at.first, rows: /** @type {HTMLInputElement} */ (event.target).checked ? 2 : 1 }, mapping: null }) } }), " ", app.t("reading.two_rows")));
    }
    return fields;
  }

  /** @param {ContactPreview} preview */
  function offers(preview) {
    if (preview.offers.length === 0) return "";
    return el("fieldset", { class: "offers" }, el("legend", {}, app.t("reading.offers")), preview.offers.map((offer) => el("div", {},
      el("label", {}, el("input", { type: "checkbox", checked: offer.accepted, "data-reading": `offer-${offer.id}`, on: { change: (/** @type {Event} */ event) => {
        const wanted = /** @type {HTMLInputElement} */ (event.target).checked;
        const without = (/** @type {string[]} */ list) => list.filter((id) => id !== offer.id);
        look({ accept: wanted ? [...without(way.options.accept), offer.id] : without(way.options.accept), decline: wanted ? without(way.options.decline) : [...without(way.options.decline), offer.id] });
      } } }), " ", offer.name),
      offer.examples.length > 0 ? el("div", { class: "small examples" }, offer.examples.slice(0, 2).map(([before, after]) => el("span", {}, el("del", {}, before), " → ", el("ins", {}, after)))) : null)));
  }

  /** @param {ContactPreview} preview */
  function columns(preview) {
    if (preview.columns.length === 0) return "";
    const mapping = preview.columns.map((column) => column.field);
    /** @param {number} at */
    const select = (at) => el("select", { "data-reading": `column-${at}`, "aria-label": app.t("reading.column", { header: preview.columns[at].header || at + 1 }), on: { change: (/** @type {Event} */ event) => {
      const value = /** @type {HTMLSelectElement} */ (event.target).value;
      look({ mapping: mapping.map((field, nth) => (nth === at ? value || null : field)) });
    } } }, el("option", { value: "" }, app.t("exchange.leftover")), preview.fields.map(([id, words]) => el("option", { value: id, selected: id === mapping[at] }, words)));
    return el("div", { class: "columns-scroll", tabindex: "0", role: "region", "aria-label": app.t("exchange.columns") }, el("table", { class: "columns" },
      el("thead", {}, el("tr", {}, preview.columns.map((column) => el("th", { scope: "col" }, column.header || el("span", { class: "faint" }, "—")))), el("tr", {}, preview.columns.map((column, at) => el("td", { class: column.field === null ? "leftover" : "" }, select(at))))),
      el("tbody", {}, [0, 1, 2].map((nth) => el("tr", {}, preview.columns.map((column) => el("td", {}, column.samples[nth] ?? "")))))));
  }

  /** @param {ContactPreview} preview */
  function rows(preview) {
    return el("details", { open: true }, el("summary", {}, app.t("reading.rows", { count: preview.rows.length })), el("div", { class: "columns-scroll" }, el("table", { class: "columns first-rows" },
      el("thead", {}, el("tr", {}, ["exchange.column_row", "exchange.column_name", "exchange.field_kana", "reading.post", "reading.reach", "exchange.field_note"].map((key) => el("th", { scope: "col" }, app.t(key))))),
      el("tbody", {}, preview.rows.map((row) => el("tr", { class: row.rejected ? "rejected" : "" }, el("td", { class: "number" }, String(row.row)), el("td", {}, row.name), row.rejected ? el("td", { colspan: "4", class: "faint" }, row.rejected)
        : [el("td", {}, row.kana), el("td", {}, row.post), el("td", {}, row.reach.join("　")), el("td", { class: "small" }, row.note.join("／"))]))))));
  }

  look();
  return { element, destroy: () => { asked += 1; element.remove(); } };
}
