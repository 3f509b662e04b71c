// @ts-check
// つながり: the map and its table twin.

import { mountCanvas } from "../map/canvas.js";
import { drawing, givenOut } from "../map/exporting.js";
import { everything, hidesSomething } from "../map/filter.js";
import { mountPointer } from "../map/pointer.js";
import { el } from "../parts/element.js";
import { guarded } from "../parts/keys.js";
import { sign } from "../parts/sign.js";
import { mountHead } from "./map/head.js";
import { mountKeys } from "./map/keyboard.js";
import { carried, GROUPS, modelOf, MOST_STEPS, neighbours, refilter } from "./map/model.js";
import { figures, mountCard, mountLegend } from "./map/side.js";
import { mountSlider } from "./map/slider.js";
import { mountTable } from "./map/table.js";
import { telling } from "./meetings/telling.js";

/** @typedef {import("../types.d.ts").NodeKind} NodeKind */
/** @typedef {import("../types.d.ts").Because} Because */

/** What she chose stays while she looks at another screen. @type {{kind: NodeKind, until: string | null, table: boolean, filter: import("../map/filter.js").Filter, focusKey: string | null, selectedKey: string | null}} */
const kept = { kind: "person", until: null, table: false, filter: everything(), focusKey: null, selectedKey: null };

/**
 * @param {HTMLElement} root
 * @param {Record<string, string>} params `key` chooses a node, `kind` what is shown
 * @param {any} frame
 */
export function mount(root, params, frame) {
  const app = telling(frame);
  if (params.kind) kept.kind = /** @type {NodeKind} */ (params.kind);
  if (params.key) kept.selectedKey = params.key;

  /** @type {import("./map/model.js").Model | null} */
  let model = null;
  let asked = 0;
  let alive = true;
  let byKana = new Map();

  const day = (/** @type {string} */ iso) => (iso === "" ? "" : app.day(iso));
  const live = el("p", { class: "visually-hidden", role: "status", "aria-live": "polite" });
  const stage = el("div", {
    class: "map-stage", tabindex: "0", role: "application", "aria-roledescription": app.t("map.role"), "aria-label": app.t("map.label"), "aria-describedby": "map-keys",
  });
  const hint = el("p", { id: "map-keys", class: "map-keys small" }, app.t("map.keys"));
  const note = el("p", { class: "map-note small" });
  const empty = el("div", { class: "map-empty", hidden: true }, el("p", {}, app.t("map.empty")), el("button", { type: "button", class: "primary", on: { click: () => app.navigate("meetings") } }, app.t("map.empty_button")));
  const twin = el("div", { class: "map-twin", hidden: true });
  const place = el("div", { class: "map-place" }, stage, twin, empty, hint);
  const figuresPlace = el("div", {});

  const head = mountHead(app, {
    kind: (kind) => { kept.kind = kind; kept.focusKey = null; kept.selectedKey = null; kept.filter = { ...kept.filter, focus: null }; load(true); },
    table: () => { kept.table = !kept.table; dress(); },
    clear,
    save,
    find: (text) => found(text),
    pick: (number) => { select(number, true); stage.focus(); },
  });
  const slider = mountSlider(app, (until) => { kept.until = until; load(false); });
  const card = mountCard(app, { select: (node) => select(node, true), focus, open, unpin, because: follow, day });
  const legend = mountLegend(app, toggle);
  const side = el("aside", { class: "map-side", "aria-label": app.t("map.side") }, card.element, figuresPlace, legend.element);
  const screen = el("div", { class: "screen-map" }, head.element, place, side, el("div", { class: "map-foot" }, slider.element, note), live);
  root.append(screen);

  const canvas = mountCanvas(stage, { hospital: app.t("map.side_hospital"), community: app.t("map.side_community"), me: app.t("map.me") });
  const pointer = mountPointer(stage, canvas, {
    hover: (node) => { if (model) { model.scene.hover = node; canvas.ask(); } },
    select: (node) => { select(node, false); },
    focus,
    moved: (node) => { pin(node, true); },
  });
  const table = mountTable(twin, app, { select: (node) => select(node, false), focus, open, sign, day });
  const keys = mountKeys(stage, {
    model: () => model, canvas, select: (node) => select(node, true), focus, steps, escape, open, pin,
  });
  const onKey = guarded((/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !stage.contains(/** @type {Node} */ (event.target)) && escape()) event.preventDefault();
  });
  screen.addEventListener("keydown", onKey);

  /** @param {boolean} fresh shown whole again */
  async function load(fresh) {
    const mine = (asked += 1);
    const picture = await app.call("map", { kind: kept.kind, until: kept.until, for_giving_out: false });
    if (!alive || mine !== asked) return;
    kept.filter = carried(kept.filter, kept.focusKey, picture);
    if (!kept.filter.focus) kept.focusKey = null;
    model = modelOf(picture, kept.filter);
    const selected = kept.selectedKey === null ? undefined : model.places.get(kept.selectedKey);
    model.scene.selected = selected !== undefined && model.scene.shown.nodes[selected] === 1 ? selected : null;
    slider.update(picture.first_day, kept.until);
    canvas.show(model.scene, fresh);
    dress();
    if (kept.kind === "person" || kept.kind === "organisation") kana(mine);
  }

  /** The order of kana for the table comes from the lists, which are sorted by it. @param {number} mine */
  async function kana(mine) {
    const kind = kept.kind;
    const rows = kind === "person"
      ? (await app.call("people", { text: "", side: null, profession: null, municipality: null, key_person: null })).rows
      : (await app.call("organisations", { text: "", side: null, kind: null, municipality: null })).rows;
    if (!alive || mine !== asked || !model) return;
    byKana = new Map(rows.map((/** @type {{id: string}} */ row, /** @type {number} */ number) => [`${kind}:${row.id}`, number]));
    if (kept.table) table.update(model, byKana);
  }

  /** Everything that follows from the model. */
  function dress() {
    if (!model) return;
    const { shown } = model.scene;
    const focusNode = kept.filter.focus ? model.picture.nodes[kept.filter.focus.node] : undefined;
    head.update({
      kind: kept.kind, table: kept.table, hidden: hidesSomething(kept.filter) ? shown.hiddenNodes : null, hiddenLines: shown.hiddenEdges,
      focus: focusNode && kept.filter.focus ? { name: focusNode.label, steps: kept.filter.focus.steps } : null,
    });
    legend.update(model);
    figuresPlace.replaceChildren(figures(app, model, follow) ?? "");
    twin.hidden = !kept.table;
    stage.hidden = kept.table;
    hint.hidden = kept.table;
    empty.hidden = model.picture.nodes.length > 1;
    const nodes = model.picture.nodes.length - shown.hiddenNodes;
    note.textContent = `${app.t(`map.count_${kept.kind}`, { count: nodes })} · ${app.t("map.count_lines", { count: model.picture.edges.length - shown.hiddenEdges })} · ${app.t("map.scope")}`;
    if (kept.table) table.update(model, byKana);
    if (model.scene.selected === null) card.hide();
    else card.show(model, model.scene.selected);
    canvas.ask();
  }

  /** @param {number | null} number @param {boolean} bring */
  function select(number, bring) {
    if (!model) return;
    model.scene.selected = number;
    const node = number === null ? undefined : model.picture.nodes[number];
    kept.selectedKey = node?.key ?? null;
    if (number !== null && node) {
      card.show(model, number);
      side.scrollTop = 0;
      if (bring) canvas.bringIn(number);
      say([node.label, app.t(`map.group_${node.group}`), node.detail, app.t("map.ties", { count: neighbours(model, number).length }), node.loss]);
    } else {
      card.hide();
    }
    table.mark();
    canvas.ask();
  }

  /** @param {string[]} words */
  function say(words) {
    live.textContent = words.filter((word) => word !== "").join("、");
  }

  /** @param {import("../map/filter.js").Filter} filter */
  function setFilter(filter) {
    if (!model) return;
    kept.filter = filter;
    refilter(model, filter);
    dress();
    say([hidesSomething(filter) ? app.t("map.hidden", { count: model.scene.shown.hiddenNodes }) : app.t("map.all_shown")]);
  }

  /** @param {number} number */
  function focus(number) {
    const node = model?.picture.nodes[number];
    if (!model || !node) return;
    kept.focusKey = node.key;
    model.scene.selected = number;
    kept.selectedKey = node.key;
    setFilter({ ...kept.filter, focus: { node: number, steps: 1 } });
    fitShown();
  }

  /** @param {number} change */
  function steps(change) {
    const { focus: now } = kept.filter;
    if (!now) return false;
    setFilter({ ...kept.filter, focus: { node: now.node, steps: Math.min(MOST_STEPS, Math.max(1, now.steps + change)) } });
    fitShown();
    return true;
  }

  function fitShown() {
    if (!model) return;
    canvas.fitAll(kept.filter.focus ? model.picture.nodes.map((_, number) => number).filter((number) => model?.scene.shown.nodes[number] === 1) : null);
  }

  function clear() {
    kept.focusKey = null;
    setFilter(everything());
    fitShown();
  }

  /** One step back: focus, then the chosen one, then the filters. True when something was there to take back. */
  function escape() {
    if (kept.filter.focus) {
      kept.focusKey = null;
      setFilter({ ...kept.filter, focus: null });
      fitShown();
    } else if (model && model.scene.selected !== null) {
      select(null, false);
    } else if (hidesSomething(kept.filter)) {
      clear();
    } else {
      return false;
    }
    return true;
  }

  /** @param {{group?: string, evidence?: string, keyOnly?: boolean}} change */
  function toggle(change) {
    const { filter } = kept;
    const flip = (/** @type {Set<any>} */ set, /** @type {string | undefined} */ member) => {
      const next = new Set(set);
      if (member !== undefined && !next.delete(member)) next.add(member);
      return next;
    };
    setFilter({
      ...filter,
      withoutGroups: flip(filter.withoutGroups, change.group),
      withoutEvidence: flip(filter.withoutEvidence, change.evidence),
      keyOnly: change.keyOnly ? !filter.keyOnly : filter.keyOnly,
    });
  }

  /** @param {number} number @param {boolean} pinned */
  async function pin(number, pinned) {
    const node = model?.picture.nodes[number];
    const point = model?.scene.points[number];
    if (!node || !point) return;
    node.pinned = pinned;
    canvas.moved();
    await app.write("set_positions", { positions: [{ key: node.key, x: point.x, y: point.y, pinned }] });
    if (model?.scene.selected === number) card.show(model, number);
  }
  /** @param {number} number */
  function unpin(number) {
    pin(number, false);
  }

  /** @param {number} number */
  function open(number) {
    const [kind = "", id = ""] = model?.picture.nodes[number]?.key.split(":") ?? [];
    if (kind === "person") app.navigate("people", { id });
    else if (kind === "organisation") app.navigate("organisations", { id });
    else if (kind === "profession") app.navigate("people", { profession: id });
    else if (kind === "municipality") app.navigate("organisations", { municipality: id });
  }

  /** @param {Because} row */
  function follow(row) {
    const number = model?.places.get(`${row.kind}:${row.id}`);
    if (number !== undefined) select(number, true);
    else app.openRecord(row.kind, row.id);
  }

  /** Nodes for the find box: by letters here, by reading from the ledger's search. @param {string} text */
  async function found(text) {
    if (!model) return [];
    const hits = new Set(model.picture.nodes.flatMap((node, number) => (node.label.includes(text) || node.detail.includes(text) ? [number] : [])));
    if (text !== "") {
      const answer = await app.call("search", { text, limit: 40 });
      for (const hit of answer.hits) {
        const number = model.places.get(`${hit.kind}:${hit.id}`);
        if (number !== undefined) hits.add(number);
      }
    }
    return [...hits].slice(0, 12).map((number) => ({ id: String(number), name: model?.picture.nodes[number]?.label ?? "", detail: model?.picture.nodes[number]?.detail ?? "" }));
  }

  /** @param {"svg" | "png"} format @param {ReturnType<typeof import("../parts/sealing.js").sealing>} seal */
  async function save(format, seal) {
    if (!model) return;
    const passphrase = seal.passphrase();
    const path = await app.choosePlace({ suggested: seal.name(`${app.t("map.file")}.${format}`), purpose: "map" });
    if (!path) return;
    const given = await app.call("map", { kind: kept.kind, until: kept.until, for_giving_out: true });
    if (!alive || !model) return;
    const scene = givenOut(model.scene, given, model.filter);
    const there = GROUPS.filter((group) => scene.picture.nodes.some((node, number) => node.group === group && scene.shown.nodes[number] === 1));
    const answer = await app.call("export_map", {
      path, passphrase, kind: kept.kind, until: kept.until,
      drawing: drawing(scene, canvas.frame(), {
        title: app.t("map.title"), under: app.t("map.scope"), lines: app.t("map.reading_given"),
        legend: there.map((group) => [group, app.t(`map.group_${group}`)]),
      }),
    });
    app.toast([app.t("map.saved", { path: answer.path }), answer.message].filter((words) => words !== "").join(" "));
  }

  const stop = app.onChange((/** @type {string[]} */ tables) => {
    // Her own dragging changes only positions, which are on the screen already.
    if (tables.some((table) => table !== "map_position" && table !== "map_pin")) load(false);
  });
  load(true);

  return {
    destroy() {
      alive = false;
      stop();
      keys.destroy();
      pointer.destroy();
      table.destroy();
      canvas.destroy();
      screen.remove();
    },
  };
}
