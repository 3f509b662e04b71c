// @ts-check
// One person on one page: who, where, how to reach, when met, how known. Everything is kept as typed.

import { el } from "../../parts/element.js";
import { openEncounter } from "../../parts/encounter.js";
import { recordFields } from "./fields.js";
import { openForget } from "./forget.js";
import { mountHistory } from "./history.js";
import { mountMet } from "./met.js";
import { mountPosts } from "./posts.js";
import { mountProvenance } from "./provenance.js";
import { recordDraft } from "./saving.js";
import { mountTies } from "./ties.js";
import { withOther } from "./with-other.js";

/** @typedef {import("../../types.d.ts").PersonCard} PersonCard */
/** @typedef {import("../../types.d.ts").PersonFields} PersonFields */
/** @typedef {{id: string, name: string}} Entry */

/**
 * @param {HTMLElement} root @param {string} id @param {any} app
 * @param {{removed: () => void, municipalities: () => Entry[]}} wants
 */
export function mountCard(root, id, app, wants) {
  let alive = true;
  let asked = 0;
  let writes = 0;
  let writing = 0;
  let timer = 0;
  /** @type {PersonCard | null} */
  let card = null;

  /** @param {string} name @param {unknown} request */
  const write = async (name, request) => {
    writes += 1;
    writing += 1;
    try {
      return await app.write(name, request);
    } finally {
      writing -= 1;
    }
  };

  const saving = recordDraft(app, id, "person", (/** @type {PersonFields} */ fields) => write("save_person", { id, fields: withNewParts(fields) }), (key) => (key === null ? fields.accept() : fields.refuse(key)));
  const fields = recordFields(app, { id, drafts: saving.drafts, typed: (now) => heading(now) });
  const { professions, sides, contact_ways: ways } = app.vocabulary();
  const auto = app.t("person.side_of_post");
  const none = app.t("person.not_set");
  const provenance = mountProvenance(app, id);
  const { beside } = provenance;
  const municipality = fields.select("municipality", app.t("person.municipality"), wants.municipalities(), { none });

  const mark = el("span", { class: "mark" });
  const name = el("h1", { tabindex: "-1" });
  const kana = el("span", { class: "small kana" });
  const chips = el("span", { class: "row" });
  const post = el("p", { class: "post-words" });
  const met = el("p", { class: "small" });
  const log = el("button", { type: "button", class: "primary", on: { click: () => openEncounter(app, { id, name: name.textContent ?? "" }) } }, app.t("encounter.open"));
  const mail = el("button", { type: "button", hidden: true, on: { click: () => app.openMail(saving.drafts.fields(id)?.email.trim() ?? "") } }, app.t("person.write_mail"));
  const head = el("header", { class: "card-head" }, el("div", { class: "row name-line" }, mark, name, kana, chips), post, met, el("div", { class: "row card-do" }, log, mail, provenance.confirm));

  const reach = section("person.reach", el("div", { class: "fields" },
    beside("phone", fields.text("phone", app.t("person.phone"), { type: "tel" })), beside("mobile", fields.text("mobile", app.t("person.mobile"), { type: "tel" })),
    beside("email", fields.text("email", app.t("person.email"), { type: "email" })), beside("fax", fields.text("fax", app.t("person.fax"), { type: "tel" })),
    fields.select("preferred_way", app.t("person.preferred_way"), ways, { none }), fields.text("reachable_hours", app.t("person.reachable_hours"))));
  const who = section("person.who", el("div", { class: "fields" },
    beside("name", fields.text("name", app.t("person.name"))), beside("kana", fields.text("kana", app.t("person.kana"))), fields.text("family", app.t("person.family")), fields.text("given", app.t("person.given")),
    beside("profession", fields.select("profession", app.t("person.profession"), professions, { none })), fields.select("side", app.t("person.side"), sides, { none: auto }), beside("municipality", municipality),
    beside("consent", fields.select("consent", app.t("person.consent"), ["unknown", "yes", "workplace_only", "no"].map((one) => ({ id: one, name: app.t(`person.consent_${one}`) })), { hint: app.t("person.consent_hint") })), fields.day("consent_on", app.t("person.consent_on")),
    el("div", { class: "wide" }, fields.check("key_person", app.t("person.key_person")))));
  const words = section("person.words", el("div", { class: "fields" },
    fields.area("does", app.t("person.does"), { hint: app.t("person.no_patients") }), fields.area("note", app.t("person.note"), { hint: app.t("person.no_patients") })));
  const manner = section("person.manner", fields.area("manner", app.t("person.manner"), { hint: `${app.t("person.manner_hint")} ${app.t("person.no_patients")}` }), app.t("person.private"));
  manner.classList.add("private");

  const posts = mountPosts(app, { of: "person", id, name: () => name.textContent ?? "", write });
  const ties = mountTies(app, { id, write });
  const contact = mountMet(app, { write });
  const history = mountHistory(app, "person", id);
  const other = withOther(app, "person", id, {
    before: () => Promise.all([saving.drafts.flush(), posts.drafts.flush()]),
    merged: (kept) => { saving.drafts.drop(id); app.openRecord("person", kept); },
  });
  const bin = el("button", { type: "button", class: "small-button danger", on: { click: () => remove() } }, app.t("person.remove"));
  const element = el("article", { class: "record-card", "aria-busy": "true", "aria-label": app.t("person.card") }, saving.line, head,
    el("div", { class: "card-columns" },
      el("div", { class: "stack" }, posts.element, contact.encounters, reach, who),
      el("div", { class: "stack" }, ties.element, contact.meetings, contact.actions, words, manner, provenance.element, history.element)),
    el("p", { class: "card-end" }, other.element, bin, " ", el("span", { class: "small" }, app.t("person.remove_hint")), el("button", { type: "button", class: "link small forget-link", on: { click: forget } }, app.t("forget.open"))));
  root.append(element);

  /** @param {string} title @param {HTMLElement} body @param {string} [chip] */
  function section(title, body, chip) {
    return el("section", { class: "card", "aria-label": app.t(title) }, el("header", {}, el("h2", {}, app.t(title), chip ? " " : null, chip ? el("span", { class: "chip inner" }, chip) : null)), body);
  }

  /** The two parts follow a whole name that was changed, unless she wrote them herself. @param {PersonFields} now @returns {PersonFields} */
  function withNewParts(now) {
    const kept = card?.fields;
    const joined = kept ? [kept.family, kept.given].filter((part) => part !== "").join(" ") : "";
    const follows = kept && kept.name !== now.name && kept.family === now.family && kept.given === now.given && squeezed(joined) === squeezed(kept.name);
    return follows ? { ...now, family: "", given: "" } : now;
  }

  /** @param {PersonFields} now */
  function heading(now) {
    name.textContent = now.name.trim() === "" ? app.t("person.nameless") : now.name;
    kana.textContent = now.kana;
    mail.hidden = !now.email.includes("@");
    if (!card) return;
    mark.replaceChildren(app.sign(card.row.group));
    chips.replaceChildren(...[
      card.is_me ? el("span", { class: "chip good" }, app.t("person.me")) : null,
      now.key_person ? el("span", { class: "chip good" }, app.t("person.key_chip")) : null,
      now.consent === "no" ? el("span", { class: "chip due" }, app.t("person.consent_no_chip")) : null,
    ].filter((chip) => chip !== null));
  }

  async function load() {
    const mine = (asked += 1);
    const before = writes;
    /** @type {PersonCard} */
    let answer;
    try {
      answer = await app.call("person", { id });
    } catch (problem) {
      if (!alive || mine !== asked) return;
      saving.drafts.drop(id);
      // Gone by an undo or by hand: the list stands again.
      if (card === null) app.fail(problem);
      return void wants.removed();
    }
    if (!alive || mine !== asked) return;
    // Something was written meanwhile: this answer is older than what she sees.
    if (before !== writes || writing > 0) return later();
    card = answer;
    element.removeAttribute("aria-busy");
    heading(fields.update(answer.fields));
    post.replaceChildren(...postWords(answer));
    met.textContent = [answer.last_met === "" ? app.t("person.never_met") : app.t("person.last_met", { words: answer.last_met }), answer.next_chance === "" ? "" : app.t("person.next_chance", { words: answer.next_chance })].filter((one) => one !== "").join("　");
    posts.update(answer.posts);
    ties.update(answer.ties);
    contact.update(answer);
    history.update();
    provenance.update();
  }

  /** @param {PersonCard} answer @returns {Node[]} */
  function postWords(answer) {
    const now = answer.posts.filter((one) => one.present);
    const shown = now.flatMap((one, place) => [place === 0 ? "" : " ／ ", el("button", { type: "button", class: "link", on: { click: () => app.openRecord("organisation", one.fields.organisation) } }, one.organisation_name), ` ${[one.fields.department, one.fields.title].filter((word) => word !== "").join(" ")}`]);
    return [answer.row.profession === "" ? "" : `${answer.row.profession}${now.length > 0 ? "　" : ""}`, ...shown].filter((one) => one !== "").map((one) => (one instanceof Node ? one : document.createTextNode(one)));
  }

  function later() {
    clearTimeout(timer);
    timer = window.setTimeout(load, 120);
  }

  async function remove() {
    try {
      await Promise.all([saving.drafts.flush(), posts.drafts.flush()]);
      saving.drafts.drop(id);
      const written = await write("remove_person", { id });
      app.undoable?.(written.operation);
      wants.removed();
    } catch (problem) {
      app.fail(problem);
    }
  }

  async function forget() {
    await Promise.all([saving.drafts.flush(), posts.drafts.flush()]);
    await openForget(app, id, () => {
      saving.drafts.drop(id);
      wants.removed();
    });
  }

  const onHide = () => { saving.drafts.flush(); posts.drafts.flush(); };
  document.addEventListener("visibilitychange", onHide);
  window.addEventListener("pagehide", onHide);
  const stop = app.onChange(later);
  load();

  return {
    focus: () => name.focus({ preventScroll: true }),
    /** @param {Entry[]} entries */
    municipalities: (entries) => municipality.entries(entries),
    destroy() {
      saving.leave();
      alive = false;
      asked += 1;
      clearTimeout(timer);
      stop();
      document.removeEventListener("visibilitychange", onHide);
      window.removeEventListener("pagehide", onHide);
      posts.destroy();
      ties.destroy();
      history.destroy();
      provenance.destroy();
      other.destroy();
      element.remove();
    },
  };
}

/** @param {string} words */
const squeezed = (words) => words.replace(/\s/gu, "");
