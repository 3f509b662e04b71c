// @ts-check
// One who attends: sign, name, post of that day, how she attended; what belongs to a deputy or a late one only then.

import { el } from "../../parts/element.js";
import { choice } from "../../parts/choice.js";
import { timeField } from "../../parts/date.js";
import { ATTENDED } from "./fields.js";

/** @typedef {import("../../types.d.ts").AttendanceRow} AttendanceRow */
/** @typedef {import("../../types.d.ts").AttendanceFields} AttendanceFields */

/** @param {import("./detail.js").Context} context @param {string} id */
export function mountAttendee(context, id) {
  const { app, attendance } = context;
  const edit = (/** @type {Partial<AttendanceFields>} */ change) => { attendance.edit(id, change, true); };
  /** @type {AttendanceRow | null} */
  let row = null;
  /** @type {{time: ReturnType<typeof timeField>, proxy: ReturnType<typeof choice>, role: HTMLSelectElement, organisation: HTMLInputElement} | null} */
  let fields = null;

  const sign = el("span", { class: "sign-place" });
  const name = el("button", { type: "button", class: "name", "aria-expanded": "false", on: { click: () => open(extra.hidden) } });
  const post = el("small", {});
  const first = el("span", { class: "chip first", hidden: true }, app.t("meeting.first_time"));
  const status = /** @type {HTMLSelectElement} */ (el("select", { class: "chip attended" }, ...ATTENDED.map((one) => el("option", { value: one }, app.t(`meeting.attended_${one}`)))));
  const told = el("small", { class: "told", hidden: true });
  const extra = el("div", { class: "attendee-extra", hidden: true });
  const root = el("li", { class: "attendee" }, sign, el("div", { class: "grow" }, name, " ", first, el("br"), post, told, extra), status);

  status.addEventListener("change", () => {
    const attended = /** @type {AttendanceFields["attended"]} */ (status.value);
    // A deputy without a name is no deputy yet: kept with the name.
    const keep = attended === "proxy" ? (/** @type {Partial<AttendanceFields>} */ change) => attendance.hold(id, change) : edit;
    keep({ attended, ...(attended === "late" || attended === "left_early" ? {} : { time: null }), ...(attended === "proxy" ? {} : { proxy_person: null, proxy_name: "" }) });
    dress();
    if (attended === "late" || attended === "left_early" || attended === "proxy") open(true);
    if (attended === "late" || attended === "left_early") fields?.time.focus();
    if (attended === "proxy") fields?.proxy.focus();
  });

  /** Eighty rows of hidden fields would be slow: they are made when a row is opened. */
  function make() {
    const time = timeField(app, { label: app.t("meeting.time"), changed: (value) => edit({ time: value }) });
    const proxy = choice(app, {
      label: app.t("meeting.proxy"), placeholder: app.t("meeting.proxy_hint"), text: "", draft: () => `typing:meeting:${context.id}:proxy:${id}`, search: (text) => context.people(text),
      pick: (option) => edit({ proxy_person: option.id, proxy_name: "" }), free: (text) => edit({ proxy_person: null, proxy_name: text }), cleared: () => edit({ proxy_person: null, proxy_name: "" }),
    });
    const role = /** @type {HTMLSelectElement} */ (el("select", { "aria-label": app.t("meeting.role") }, ...["member", "secretariat", "observer"].map((one) => el("option", { value: one }, app.t(`meeting.role_${one}`)))));
    role.addEventListener("change", () => edit({ role: /** @type {AttendanceFields["role"]} */ (role.value) }));
    const organisation = /** @type {HTMLInputElement} */ (el("input", { type: "text", autocomplete: "off", "aria-label": app.t("meeting.guest_organisation"), placeholder: app.t("meeting.guest_organisation") }));
    organisation.addEventListener("input", (event) => ((/** @type {InputEvent} */ (event)).isComposing ? attendance.hold(id, { guest_organisation: organisation.value }) : attendance.edit(id, { guest_organisation: organisation.value })));
    organisation.addEventListener("compositionend", () => attendance.edit(id, { guest_organisation: organisation.value }));
    organisation.addEventListener("blur", () => { attendance.keep(id); });
    extra.append(time.element, proxy.element, organisation, el("div", { class: "attendee-do" }, role,
      el("button", { type: "button", class: "quiet", on: { click: () => row?.fields.person && app.openRecord("person", row.fields.person) }, "data-card": "" }, app.t("meeting.card")),
      el("button", { type: "button", class: "quiet", on: { click: remove } }, app.t("meeting.remove_attendee"))));
    return { time, proxy, role, organisation };
  }

  /** @param {boolean} wish */
  function open(wish) {
    if (wish && !fields) fields = make();
    extra.hidden = !wish;
    name.setAttribute("aria-expanded", String(wish));
    dress();
  }

  async function remove() {
    attendance.drop(id);
    await app.write("remove_attendance", { id });
  }

  function dress() {
    if (!row) return;
    const now = attendance.fields(id) ?? row.fields;
    if (status.value !== now.attended) status.value = now.attended;
    status.className = `chip attended ${now.attended}`;
    status.setAttribute("aria-label", app.t("meeting.attended_of", { name: row.name }));
    root.classList.toggle("absent", now.attended === "absent");
    const detail = now.attended === "late" || now.attended === "left_early" || now.attended === "proxy" ? row.attended : "";
    told.textContent = detail;
    told.hidden = detail === "" || !extra.hidden;
    if (!fields) return;
    fields.time.element.hidden = now.attended !== "late" && now.attended !== "left_early";
    fields.time.set(now.time);
    fields.proxy.element.hidden = now.attended !== "proxy";
    if (now.proxy_person === null) fields.proxy.set(now.proxy_name);
    if (fields.role.value !== now.role) fields.role.value = now.role;
    fields.organisation.hidden = now.person !== null;
    if (fields.organisation.value !== now.guest_organisation) fields.organisation.value = now.guest_organisation;
    extra.querySelector("[data-card]")?.toggleAttribute("hidden", now.person === null);
  }

  let group = "";
  return {
    element: root,
    /** @param {AttendanceRow} next */
    update(next) {
      row = next;
      const now = attendance.take(id, next.fields);
      if (group !== next.group) {
        group = next.group;
        sign.replaceChildren(app.sign(group));
      }
      name.textContent = next.name;
      post.textContent = [next.post, now.role === "member" ? "" : app.t(`meeting.role_${now.role}`)].filter((word) => word !== "").join(" · ");
      first.hidden = !next.first_time;
      dress();
    },
    destroy() {
      fields?.time.destroy();
      fields?.proxy.destroy();
    },
  };
}
