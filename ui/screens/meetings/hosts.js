// @ts-check
// Those who host a meeting together with its host (共催): a mark each, and a field for one more.

import { el } from "../../parts/element.js";
import { choice } from "../../parts/choice.js";

/**
 * @param {import("./detail.js").Context} context
 * @param {() => string[]} now organisations that stand there, typed ones included
 * @param {(next: string[]) => void} changed
 */
export function mountCoHosts({ app, organisations }, now, changed) {
  /** Names of those chosen before the ledger has answered. @type {Map<string, string>} */
  const names = new Map();
  const marks = el("span", { class: "row co-hosts" });
  const field = choice(app, {
    label: app.t("meeting.co_hosts"), placeholder: app.t("meeting.co_hosts_hint"), text: "", again: true,
    search: async (text) => (text.trim() === "" ? [] : (await organisations(text)).filter((one) => !now().includes(one.id))),
    pick: (option) => {
      names.set(option.id, option.name);
      put([...now(), option.id]);
    },
  });

  /** @param {string[]} next */
  function put(next) {
    changed(next);
    draw(next);
  }

  /** @param {string[]} ids */
  function draw(ids) {
    marks.replaceChildren(...ids.map((id) => {
      const name = names.get(id) ?? "";
      return el("span", { class: "chip" }, name, " ", el("button", {
        type: "button", class: "quiet remove", "aria-label": app.t("meeting.co_host_remove", { name }),
        on: { click: () => { put(now().filter((one) => one !== id)); field.focus(); } },
      }, "✕"));
    }));
    marks.hidden = ids.length === 0;
  }

  return {
    element: el("span", { class: "co-hosts-field" }, marks, field.element),
    /** @param {import("../../types.d.ts").Named[]} kept */
    update(kept) {
      for (const { id, name } of kept) names.set(id, name);
      draw(now());
    },
    destroy: () => field.destroy(),
  };
}
