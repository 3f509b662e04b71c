// @ts-check
// One item of a stage: closed a line, open her state, note and evidence.

import { el } from "../../parts/element.js";
import { guarded } from "../../parts/keys.js";
import { mountEvidence } from "./evidence.js";

/** @typedef {import("../../types.d.ts").Item} Item */
/** @typedef {import("../../types.d.ts").MarkState} MarkState */
/** @typedef {import("../../types.d.ts").Because} Because */

/** @type {MarkState[]} */
const STATES = ["not_started", "under_way", "done", "not_applicable"];
const SIGNS = { met: "◎", partly: "△", no_data: "−", assist: "◇", no_place: "" };

/**
 * @param {any} app @param {Item} first
 * @param {{drafts: any, say: (words: string) => void}} shared
 */
export function mountItem(app, first, { drafts, say }) {
  const { id } = first;
  let item = first;
  let isOpen = false;

  const state = el("span", { class: "chip" });
  const title = el("span", { class: "title" });
  const head = el("button", { type: "button", class: "item-head", "aria-expanded": "false", "aria-controls": `item-${id}`, on: { click: () => open(!isOpen) } }, state, el("span", { class: "grow" }, title));
  const sentence = el("p", { class: "small judgement" });
  const because = el("ul", { class: "rows", id: `because-${id}`, hidden: true });
  const why = el("button", {
    type: "button", class: "why", "aria-expanded": "false", "aria-controls": `because-${id}`,
    on: { click: () => { because.hidden = !because.hidden; why.setAttribute("aria-expanded", String(!because.hidden)); } },
  }, app.t("stage.why"), el("span", { class: "visually-hidden" }, ` ${first.title}`));
  const body = el("div", { id: `item-${id}`, class: "item-body", hidden: true });
  const root = el("li", { class: "item", "data-item": id }, head, el("div", { class: "under" }, sentence, because), body);

  /** @type {{states: HTMLButtonElement[], note: HTMLTextAreaElement, evidence: ReturnType<typeof mountEvidence>} | null} */
  let editor = null;

  /** The editor is made when it is first opened: forty-two of them would be slow and in the way of a screen reader. */
  function makeEditor() {
    const states = STATES.map((mark) => /** @type {HTMLButtonElement} */ (el("button", {
      type: "button", role: "radio", class: `state ${mark}`, "data-state": mark,
      on: { click: () => setState(mark), keydown: guarded((event) => move(event, mark)) },
    }, app.t(`stage.state_${mark}`))));
    const note = /** @type {HTMLTextAreaElement} */ (el("textarea", { rows: "2", id: `note-${id}`, placeholder: app.t("stage.note_hint") }));
    note.addEventListener("input", () => drafts.edit(id, { note: note.value }));
    note.addEventListener("blur", () => drafts.keep(id));
    const evidence = mountEvidence(app, id);
    body.append(
      el("div", { class: "states", role: "radiogroup", "aria-label": app.t("stage.state_of", { title: item.title }) }, ...states),
      el("label", { class: "field", for: `note-${id}` }, el("span", { class: "small" }, app.t("stage.note")), note),
      evidence.element,
      el("p", { class: "small" }, app.t("stage.evidence_hint", { hint: item.evidence_hint })));
    editor = { states, note, evidence };
    dress();
  }

  /** @param {boolean} wish */
  function open(wish) {
    isOpen = wish;
    if (wish && !editor) makeEditor();
    body.hidden = !wish;
    head.setAttribute("aria-expanded", String(wish));
    root.classList.toggle("open", wish);
    if (wish) root.scrollIntoView({ block: "nearest" });
  }

  /** @param {MarkState} mark */
  function setState(mark) {
    drafts.edit(id, { state: mark }, true);
    dress();
    say(`${item.title}: ${app.t(`stage.state_${mark}`)}`);
  }

  /** Arrows go through the states, as in every group of radio buttons. @param {KeyboardEvent} event @param {MarkState} mark */
  function move(event, mark) {
    const step = event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : event.key === "ArrowLeft" || event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = STATES[(STATES.indexOf(mark) + step + STATES.length) % STATES.length] ?? mark;
    setState(next);
    editor?.states[STATES.indexOf(next)]?.focus();
  }

  function dress() {
    const fields = drafts.fields(id) ?? item;
    state.textContent = app.t(`stage.state_${fields.state}`);
    state.className = `chip state-chip ${fields.state}`;
    if (!editor) return;
    for (const button of editor.states) {
      const on = button.dataset.state === fields.state;
      button.setAttribute("aria-checked", String(on));
      button.tabIndex = on ? 0 : -1;
    }
    if (document.activeElement !== editor.note && editor.note.value !== fields.note) editor.note.value = fields.note;
    editor.evidence.update(item.evidence);
  }

  /** @param {Item} next @param {boolean} isNext the next step */
  function update(next, isNext) {
    item = next;
    drafts.take(id, { state: next.state, note: next.note });
    title.replaceChildren(...(isNext ? [el("span", { class: "chip due next" }, app.t("stage.next_step")), " "] : []), next.title,
      ...(next.note !== "" || next.evidence.length > 0 ? [el("span", { class: "marks small" }, ` ${next.note === "" ? "" : app.t("stage.has_note")}${next.evidence.length === 0 ? "" : app.t("stage.has_evidence", { count: next.evidence.length })}`)] : []));
    root.classList.toggle("next-step", isNext);
    const { verdict, sentence: words } = next.judgement;
    root.classList.toggle("no-place", verdict === "no_place");
    sentence.replaceChildren(...(verdict === "no_place"
      ? [words]
      : [el("span", { class: "visually-hidden" }, app.t("stage.from_ledger")), el("span", { class: `verdict ${verdict}` }, el("span", { "aria-hidden": "true" }, SIGNS[verdict]), app.t(`stage.word_${verdict}`)), " ", words, " ", why]));
    rows(next.judgement.because);
    dress();
  }

  let shown = "";
  /** An opened list stays open while its rows stay the same. @param {Because[]} list */
  function rows(list) {
    why.hidden = list.length === 0;
    const now = JSON.stringify(list);
    if (now === shown) return;
    shown = now;
    because.replaceChildren(...list.map((row) => el("li", {}, row.kind === "none" || row.id === "" ? row.label
      : el("button", { type: "button", class: "link", on: { click: () => app.openRecord(row.kind, row.id) } }, row.label))));
  }

  return {
    element: root,
    open,
    update,
    destroy() {
      editor?.evidence.destroy();
    },
  };
}
