// @ts-check
// One small line where something unfinished stands again: what happened, and the way to throw it away.

import { el } from "./element.js";

/** @param {any} app */
export function restoredLine(app) {
  const words = el("span", {});
  const button = el("button", { type: "button", class: "link" });
  const line = el("p", { class: "restored", role: "status", hidden: true }, words, " ", button);
  /** @type {(() => void)[]} */
  let discards = [];
  /** @param {string} key @param {string} label @param {() => void} act */
  const show = (key, label, act) => {
    words.textContent = app.t(key);
    button.textContent = app.t(label);
    button.onclick = act;
    line.hidden = false;
  };
  return {
    line,
    /**
     * A form with one value: put back what stood in it.
     * @template V
     * @param {string} id of the draft @param {(value: V) => void} fill shows a value and keeps it @param {() => V} plain an empty form
     */
    form(id, fill, plain) {
      const value = app.typed.get(id);
      if (value === undefined) return;
      fill(value);
      const discard = () => {
        const thrown = app.typed.get(id) ?? value;
        fill(plain());
        show("typed.discarded", "typed.bring_back", () => { fill(thrown); show("typed.restored", "typed.discard", discard); });
      };
      show("typed.restored", "typed.discard", discard);
    },
    /** A record whose fields were put back; `discard` gives them their kept values. @param {() => void} discard */
    record(discard) {
      discards.push(discard);
      show("typed.restored", "typed.discard", () => {
        for (const one of discards.splice(0)) one();
        line.hidden = true;
      });
    },
    hide() {
      discards = [];
      line.hidden = true;
    },
  };
}

/**
 * The way of `createDrafts` to what was typed before: ids begin with `head`.
 * @param {any} app @param {string} head @param {ReturnType<typeof restoredLine>} restored
 */
export function keptIn(app, head, restored) {
  return {
    get: (/** @type {string} */ key) => app.typed.get(`${head}:${key}`),
    put: (/** @type {string} */ key, /** @type {unknown} */ changes) => app.typed.put(`${head}:${key}`, changes),
    restored: (/** @type {() => void} */ discard, /** @type {string} */ _key) => restored.record(discard),
  };
}
