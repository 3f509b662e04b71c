// @ts-check
// What is typed and not saved yet, kept in the ledger within a second: a kill of the program loses no more than that. She who
// types without a pause is covered too: the clock runs from the first key, not from the last. No DOM.

/**
 * @param {object} how
 * @param {(id: string, text: string) => Promise<unknown>} how.keep an empty text removes
 * @param {(problem: unknown) => void} [how.failed] told once until a write succeeds again
 * @param {number} [how.wait] milliseconds from the first key that is not written yet
 */
export function createTyped({ keep, failed = () => {}, wait = 600 }) {
  /** What stands in each form now, as JSON. @type {Map<string, string>} */
  let now = new Map();
  /** What the ledger has of it. @type {Map<string, string>} */
  let written = new Map();
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  const timers = new Map();
  /** Writes of one draft go one after the other. @type {Map<string, Promise<void>>} */
  const running = new Map();
  let told = false;
  /** Answers that come after the ledger was closed belong to no one. */
  let sitting = 0;

  /** @param {string} id @returns {Promise<void>} */
  function send(id) {
    clearTimeout(timers.get(id));
    timers.delete(id);
    const mine = sitting;
    const before = running.get(id) ?? Promise.resolve();
    const next = before.then(async () => {
      const text = now.get(id) ?? "";
      if (mine !== sitting || text === (written.get(id) ?? "")) return;
      try {
        await keep(id, text);
        if (mine !== sitting) return;
        if (text === "") written.delete(id);
        else written.set(id, text);
        told = false;
      } catch (problem) {
        if (mine !== sitting) return;
        if (!told) failed(problem);
        told = true;
        // What could not be kept is tried again without another key.
        if (!timers.has(id)) timers.set(id, setTimeout(() => send(id), wait * 10));
      }
    });
    running.set(id, next);
    next.then(() => { if (running.get(id) === next) running.delete(id); });
    return next;
  }

  return {
    /** All drafts of a ledger that was opened just now. @param {{id: string, text: string}[]} drafts */
    load(drafts) {
      this.clear();
      now = new Map(drafts.map(({ id, text }) => [id, text]));
      written = new Map(now);
    },
    /** The ledger was closed: nothing of it stays here. */
    clear() {
      sitting += 1;
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      running.clear();
      now.clear();
      written.clear();
      told = false;
    },
    /** Keeps what stands in a form; null: nothing does any more. @param {string} id @param {unknown} value */
    put(id, value) {
      if (value === null || value === undefined) now.delete(id);
      else now.set(id, JSON.stringify(value));
      // What was saved must not come back after a kill: removed at once.
      if (!now.has(id)) send(id);
      else if (!timers.has(id)) timers.set(id, setTimeout(() => send(id), wait));
    },
    /** What stood in a form; undefined when nothing did. @param {string} id @returns {any} */
    get(id) {
      const text = now.get(id);
      if (text === undefined) return undefined;
      try {
        return JSON.parse(text);
      } catch {
        return undefined;
      }
    },
    /** Ids that begin with `head`. @param {string} [head] */
    ids: (head = "") => [...now.keys()].filter((id) => id.startsWith(head)),
    /** Writes what is not written yet. @returns {Promise<boolean>} whether the ledger has all of it now */
    async flush() {
      for (let round = 0; round < 3; round += 1) {
        const open = [...new Set([...now.keys(), ...written.keys()])].filter((id) => (now.get(id) ?? "") !== (written.get(id) ?? ""));
        if (open.length === 0) return true;
        await Promise.all(open.map(send));
      }
      return [...now].every(([id, text]) => written.get(id) === text);
    },
  };
}

/** @typedef {ReturnType<typeof createTyped>} Typed */
