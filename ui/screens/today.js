// @ts-check
// 今日: whom do I meet next, what is overdue, whom have I not met for long, what does the next step of the stage need?

import { openEncounter } from "../parts/encounter.js";
import { el } from "../parts/element.js";
import { unfinishedCard } from "../parts/unfinished.js";
import { whyButton } from "../parts/why.js";

/** @typedef {import("../types.d.ts").Today} Today */
/** @typedef {import("../types.d.ts").DueAction} DueAction */
/** @typedef {import("../types.d.ts").PersonLine} PersonLine */
/** @typedef {import("../types.d.ts").NextMeeting} NextMeeting */

/** @param {HTMLElement} root @param {Record<string, string>} _params @param {any} app */
export function mount(root, _params, app) {
  let alive = true;
  let asked = 0;
  const left = el("div", { class: "grid" });
  const right = el("div", { class: "grid" });
  const screen = el("div", { class: "screen-today" },
    el("div", { class: "head" }, el("h1", {}, app.t("today.title")), el("span", {}, app.status().today)), el("div", { class: "today-grid" }, left, right));
  root.append(screen);

  async function load() {
    const mine = (asked += 1);
    try {
      const answer = await app.call("today", {});
      if (alive && mine === asked) update(answer);
    } catch (error) {
      app.fail(error);
    }
  }

  /** @param {Today} today */
  function update(today) {
    left.replaceChildren(...[cloud(), unfinishedCard(app), today.first_steps.length > 0 ? firstSteps(today.first_steps) : null, next(today.next_meetings), actions(today), notMet(today)].filter((part) => part !== null));
    right.replaceChildren(...[stages(today), figures(today), today.insights.length > 0 ? insights(today) : null].filter((part) => part !== null));
  }

  const cloud = () => {
    const warning = app.status().ledger?.cloud;
    return warning ? el("p", { class: "banner", role: "note" }, warning) : null;
  };

  /** @param {string[]} steps */
  const firstSteps = (steps) => card("today.first_steps", null,
    el("ul", { class: "list" }, steps.map((step) => el("li", {}, el("span", { class: "grow" }, step)))),
    el("div", { class: "row buttons" },
      el("button", { type: "button", class: "primary", on: { click: () => app.navigate("exchange") } }, app.t("today.import")),
      el("button", { type: "button", on: { click: () => app.navigate("people", { new: "" }) } }, app.t("today.add_person"))));

  /** @param {NextMeeting[]} meetings */
  function next(meetings) {
    const [first, ...rest] = meetings;
    if (!first) {
      return card("today.next", null, el("p", { class: "muted" }, app.t("today.no_meetings")),
        el("div", { class: "row buttons" }, el("button", { type: "button", on: { click: () => app.navigate("meetings", { new: "" }) } }, app.t("today.plan"))));
    }
    const facts = [first.place, first.host && app.t("today.host", { host: first.host }), app.t("today.expected", { count: first.expected })].filter(Boolean).join(" · ");
    const rows = [];
    if (first.first_faces.length > 0) {
      rows.push(el("li", {}, el("span", { class: "grow" }, el("b", {}, app.t("today.first_faces")), "　", ...first.first_faces.flatMap((person, place) => [place > 0 ? "、" : "", ...face(person)]))));
    }
    for (const action of first.carried_over) rows.push(actionRow(action, app.t("today.carried")));
    return card("today.next", `${first.when} ${first.date}`,
      el("p", { class: "next-title" }, el("button", { type: "button", class: "link plain", on: { click: () => app.openRecord("meeting", first.id) } }, first.title)),
      el("p", { class: "small" }, facts), el("ul", { class: "list" }, rows),
      rest.length > 0 ? el("div", { class: "also" }, el("h3", {}, app.t("today.also")), el("ul", { class: "list" }, rest.map((meeting) => el("li", {},
        el("span", { class: "chip" }, meeting.when), el("span", { class: "grow" }, el("button", { type: "button", class: "link plain", on: { click: () => app.openRecord("meeting", meeting.id) } }, meeting.title)), el("small", {}, meeting.date))))) : null);
  }

  /** @param {PersonLine} person */
  const face = (person) => [app.sign(person.group), el("button", { type: "button", class: "link plain", on: { click: () => app.openRecord("person", person.id) } }, person.name), person.post ? el("small", {}, `（${person.post}）`) : ""];

  /** @param {DueAction} action @param {string} [lead] */
  function actionRow(action, lead) {
    const overdue = action.days_left !== null && action.days_left < 0;
    return el("li", {}, el("span", { class: overdue ? "chip due" : "chip" }, action.chip),
      el("span", { class: "grow" }, lead ? `${lead}：` : "", el("button", { type: "button", class: "link plain", on: { click: () => app.openRecord("meeting", action.meeting) } }, action.text), " ",
        el("span", { class: "small" }, [action.owner && app.t("today.owner", { owner: action.owner }), action.due].filter(Boolean).join(" · "))));
  }

  /** @param {Today} today */
  const actions = (today) => card("today.actions", app.t("today.actions_order"),
    today.actions.length === 0 ? el("p", { class: "muted" }, app.t("today.no_actions")) : el("ul", { class: "list" }, today.actions.map((action) => actionRow(action))),
    more("today.more_actions", today.open_actions - today.actions.length));

  /** @param {Today} today */
  const notMet = (today) => card("today.not_met", app.t("today.not_met_hint"),
    today.not_met.length === 0 ? el("p", { class: "muted" }, app.t("today.no_not_met")) : el("ul", { class: "list" }, today.not_met.map((row) => el("li", {},
      app.sign(row.person.group), el("span", { class: "grow" }, el("button", { type: "button", class: "link plain name", on: { click: () => app.openRecord("person", row.person.id) } }, row.person.name), `　${row.person.post} `, el("span", { class: "small" }, row.last)),
      row.next_chance ? el("span", { class: "small" }, app.t("today.next_chance", { words: row.next_chance }))
        : el("button", { type: "button", "aria-label": `${app.t("today.log")}：${row.person.name}`, on: { click: () => openEncounter(app, { id: row.person.id, name: row.person.name }) } }, app.t("today.log"))))),
    more("today.more_people", today.not_met_count - today.not_met.length));

  /** @param {Today} today */
  function stages(today) {
    const step = today.next_step;
    return card("today.stages", el("button", { type: "button", class: "why", on: { click: () => app.navigate("stages") } }, app.t("today.open_stages")),
      ...today.stages.flatMap((stage) => [
        el("p", { class: "stage-name" }, stage.name, " ", el("small", {}, `${stage.done}／${stage.items}`)),
        el("div", { class: "meter", role: "img", "aria-label": `${stage.name} ${stage.done}／${stage.items}` }, bar("done", stage.done, stage.items), bar("doing", stage.under_way, stage.items)),
      ]),
      step ? el("p", { class: "step" }, el("b", {}, app.t("today.next_step")), "　", el("button", { type: "button", class: "link plain", on: { click: () => app.openRecord("item", step.item) } }, step.title)) : null,
      step ? el("p", { class: "small" }, step.sentence, " ", ...whyButton(app, step.because)) : null);
  }

  /** @param {string} kind @param {number} count @param {number} all */
  function bar(kind, count, all) {
    const part = el("i", { class: kind });
    part.style.width = `${all === 0 ? 0 : (100 * count) / all}%`;
    return part;
  }

  /** @param {Today} today */
  const figures = (today) => card("today.figures", app.t("today.since_april"), el("ul", { class: "list figures" }, today.figures.map((figure) => el("li", {},
    el("span", { class: "grow" }, figure.label), el("b", {}, figure.value), ...whyButton(app, figure.because)))));

  /** @param {Today} today */
  const insights = (today) => card("today.insights", app.t("today.recent"), ...today.insights.map((insight) => el("blockquote", {},
    `「${insight.text}」`, el("br"), el("button", { type: "button", class: "link plain small", on: { click: () => app.openRecord("meeting", insight.meeting) } }, insight.source))));

  /** @param {string} key @param {string | Node | null} aside @param {...any} children */
  const card = (key, aside, ...children) => el("section", { class: "card", "aria-label": app.t(key) },
    el("header", {}, el("h2", {}, app.t(key)), aside === null ? null : typeof aside === "string" ? el("small", {}, aside) : aside), ...children);

  /** @param {string} key @param {number} count */
  const more = (key, count) => (count > 0 ? el("p", { class: "small more" }, app.t(key, { count })) : null);

  const stop = app.onChange(() => load());
  load();
  return {
    destroy() {
      alive = false;
      stop();
      screen.remove();
    },
  };
}
