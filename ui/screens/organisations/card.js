// @ts-check
// One organisation on one page: what it is, how to reach it, who works there and whom to ask.

import { el } from "../../parts/element.js";
import { recordFields } from "../people/fields.js";
import { mountHistory } from "../people/history.js";
import { mountPosts } from "../people/posts.js";
import { recordDraft } from "../people/saving.js";
import { withOther } from "../people/with-other.js";

/** @typedef {import("../../types.d.ts").OrganisationCard} OrganisationCard */
/** @typedef {import("../../types.d.ts").OrganisationFields} OrganisationFields */
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
  /** @type {OrganisationCard | null} */
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

  const saving = recordDraft(app, id, "organisation", (/** @type {OrganisationFields} */ fields) => write("save_organisation", { id, fields }), (key) => (key === null ? fields.accept() : fields.refuse(key)));
  const fields = recordFields(app, { id, drafts: saving.drafts, typed: (now) => heading(now) });
  const { organisation_kinds: kinds, sides } = app.vocabulary();
  const none = app.t("person.not_set");
  const municipality = fields.select("municipality", app.t("person.municipality"), wants.municipalities(), { none });

  const mark = el("span", { class: "mark" });
  const name = el("h1", { tabindex: "-1" });
  const kana = el("span", { class: "small kana" });
  const what = el("p", { class: "post-words" });
  const ask = el("p", { class: "small" });
  const head = el("header", { class: "card-head" }, el("div", { class: "row name-line" }, mark, name, kana), what, ask);
  const posts = mountPosts(app, { of: "organisation", id, name: () => card?.fields.name ?? "", write });
  const reach = section("person.reach", el("div", { class: "fields" },
    fields.text("phone", app.t("person.phone"), { type: "tel" }), fields.text("fax", app.t("person.fax"), { type: "tel" }), fields.text("email", app.t("person.email"), { type: "email" }),
    fields.text("postal", app.t("organisation.postal")), fields.text("address", app.t("organisation.address"), { wide: true }), municipality));
  const who = section("organisation.who", el("div", { class: "fields" },
    fields.text("name", app.t("organisation.name")), fields.text("kana", app.t("person.kana")), fields.text("corporation", app.t("organisation.corporation")),
    fields.select("kind", app.t("organisation.kind"), kinds, { none }), fields.select("side", app.t("person.side"), sides, { none: app.t("organisation.side_of_kind") })));
  const words = section("person.words", el("div", { class: "fields" },
    fields.area("does", app.t("person.does"), { hint: app.t("person.no_patients") }), fields.area("note", app.t("person.note"), { hint: app.t("person.no_patients") })));
  const history = mountHistory(app, "organisation", id);
  const other = withOther(app, "organisation", id, {
    before: () => Promise.all([saving.drafts.flush(), posts.drafts.flush()]),
    merged: (kept) => { saving.drafts.drop(id); app.openRecord("organisation", kept); },
  });
  const bin = el("button", { type: "button", class: "small-button danger", on: { click: () => remove() } }, app.t("organisation.remove"));
  const element = el("article", { class: "record-card", "aria-busy": "true", "aria-label": app.t("organisation.card") }, saving.line, head,
    el("div", { class: "card-columns" }, el("div", { class: "stack" }, posts.element, reach), el("div", { class: "stack" }, who, words, history.element)),
    el("p", { class: "card-end" }, other.element, bin, " ", el("span", { class: "small" }, app.t("organisation.remove_hint"))));
  root.append(element);

  /** @param {string} title @param {HTMLElement} body */
  function section(title, body) {
    return el("section", { class: "card", "aria-label": app.t(title) }, el("header", {}, el("h2", {}, app.t(title))), body);
  }

  /** @param {OrganisationFields} now */
  function heading(now) {
    name.textContent = now.name.trim() === "" ? app.t("person.nameless") : now.name;
    kana.textContent = now.kana;
    if (card) mark.replaceChildren(app.sign(card.row.group));
  }

  async function load() {
    const mine = (asked += 1);
    const before = writes;
    /** @type {OrganisationCard} */
    let answer;
    try {
      answer = await app.call("organisation", { id });
    } catch (problem) {
      if (!alive || mine !== asked) return;
      saving.drafts.drop(id);
      if (card === null) app.fail(problem);
      return void wants.removed();
    }
    if (!alive || mine !== asked) return;
    // Something was written meanwhile: this answer is older than what she sees.
    if (before !== writes || writing > 0) return later();
    card = answer;
    element.removeAttribute("aria-busy");
    heading(fields.update(answer.fields));
    what.textContent = [answer.fields.corporation, answer.row.kind, answer.row.municipality].filter((word) => word !== "").join("　");
    const doors = answer.posts.filter((one) => one.present && one.fields.is_contact);
    ask.replaceChildren(...(doors.length === 0 ? [app.t("organisation.no_contact")] : [`${app.t("organisation.contacts")} `, ...doors.flatMap((one, at) => [at === 0 ? "" : "・",
      el("button", { type: "button", class: "link", on: { click: () => app.openRecord("person", one.fields.person) } }, one.person_name)])]));
    posts.update(answer.posts);
    history.update();
  }

  function later() {
    clearTimeout(timer);
    timer = window.setTimeout(load, 120);
  }

  async function remove() {
    try {
      await Promise.all([saving.drafts.flush(), posts.drafts.flush()]);
      saving.drafts.drop(id);
      const written = await write("remove_organisation", { id });
      app.undoable?.(written.operation);
      wants.removed();
    } catch (problem) {
      app.fail(problem);
    }
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
      history.destroy();
      other.destroy();
      element.remove();
    },
  };
}
