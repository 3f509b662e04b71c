// @ts-check
// What she types, kept until it is surely saved. One draft per record; a refresh from the ledger never overwrites a draft
// that is not saved yet, and a failed save stays a draft and is tried again with the next key. No DOM.

/**
 * @template F
 * @typedef {object} Draft
 * @property {F} fields what she sees
 * @property {number} edited counts her edits
 * @property {number} saved the edit that is known to be kept
 * @property {Partial<F>} changes since the ledger had all of it
 * @property {number} timer 0: none runs
 * @property {Promise<void> | null} saving
 */

/** Those with something open, for the moment before the window is locked. @type {Set<{flush: () => Promise<void>}>} */
const open = new Set();

/** Saves what is open anywhere. */
export async function flushAll() {
  await Promise.all([...open].map((drafts) => drafts.flush()));
}

/**
 * @template F
 * @param {object} how
 * @param {(key: string, fields: F) => Promise<string | null | void>} how.save writes; a string is the record's real id, when
 * it was new
 * @param {(key: string, problem: unknown) => void} how.failed
 * @param {(from: string, to: string) => void} [how.renamed] a new record got its id
 * @param {number} [how.wait] milliseconds after the last key
 * @param {{get: (key: string) => Partial<F> | undefined, put: (key: string, changes: Partial<F> | null) => void, restored: (discard: () => void, key: string) => void}} [how.kept]
 * where what is typed outlives a kill until it is saved
 */
export function createDrafts({ save, failed, renamed = () => {}, wait = 450, kept }) {
  /** @type {Map<string, Draft<F>>} */
  const drafts = new Map();
  /** New keys, by the temporary ones that may still be in someone's hands. @type {Map<string, string>} */
  const names = new Map();
  /** @param {string} key */
  const real = (key) => names.get(key) ?? key;

  /** @param {string} key @param {Draft<F>} draft @returns {Promise<void>} */
  const write = async (key, draft) => {
    clearTimeout(draft.timer);
    draft.timer = 0;
    if (draft.saving) return draft.saving.then(() => write(real(key), draft));
    if (draft.edited === draft.saved) return undefined;
    const edit = draft.edited;
    draft.saving = (async () => {
      try {
        const id = await save(real(key), draft.fields);
        draft.saved = Math.max(draft.saved, edit);
        if (draft.edited === draft.saved) {
          draft.changes = {};
          kept?.put(real(key), null);
        } else if (typeof id === "string" && id !== key) {
          kept?.put(key, null);
          kept?.put(id, draft.changes);
        }
        settled();
        if (typeof id === "string" && id !== key) {
          drafts.delete(key);
          drafts.set(id, draft);
          names.set(key, id);
          renamed(key, id);
        }
      } catch (problem) {
        failed(real(key), problem);
      } finally {
        draft.saving = null;
      }
    })();
    return draft.saving;
  };

  /** @param {Draft<F>} draft */
  const isOpen = (draft) => draft.edited !== draft.saved || draft.saving !== null;
  const settled = () => { if (![...drafts.values()].some((draft) => draft.edited !== draft.saved)) open.delete(self); };
  /** @param {string} key @param {Draft<F>} draft @param {Partial<F>} change */
  const change = (key, draft, change) => {
    draft.fields = { ...draft.fields, ...change };
    draft.changes = { ...draft.changes, ...change };
    draft.edited += 1;
    open.add(self);
    kept?.put(real(key), draft.changes);
    clearTimeout(draft.timer);
    draft.timer = 0;
  };
  /** What stood there before a kill, once, over the ledger's fields. @param {string} key @param {Draft<F>} draft */
  const bringBack = (key, draft) => {
    const changes = kept?.get(key);
    if (changes === undefined) return;
    const before = draft.fields;
    const differs = Object.entries(changes).filter(([field, value]) => JSON.stringify(/** @type {any} */ (before)[field]) !== JSON.stringify(value));
    if (differs.length === 0) return void kept?.put(key, null);
    self.edit(key, /** @type {Partial<F>} */ (Object.fromEntries(differs)));
    kept?.restored(() => self.edit(key, /** @type {Partial<F>} */ (Object.fromEntries(differs.map(([field]) => [field, /** @type {any} */ (before)[field]]))), true), key);
  };

  const self = {
    /** The ledger's fields of a record: taken unless she has typed something newer. @param {string} key @param {F} fields @returns {F} what to show */
    take(key, fields) {
      const draft = drafts.get(real(key));
      if (draft && (draft.edited !== draft.saved || draft.saving)) return draft.fields;
      if (draft) draft.fields = fields;
      else {
        const fresh = { fields, changes: {}, edited: 0, saved: 0, timer: 0, saving: null };
        drafts.set(key, fresh);
        bringBack(key, fresh);
        return fresh.fields;
      }
      return fields;
    },
    /** @param {string} key @returns {F | undefined} */
    fields: (key) => drafts.get(real(key))?.fields,
    /** Something typed that is not kept yet. @param {string} key */
    isOpen(key) {
      const draft = drafts.get(real(key));
      return draft !== undefined && isOpen(draft);
    },
    /** Changes fields and saves soon, or at once. @param {string} key @param {Partial<F>} changes @param {boolean} [now] @returns {Promise<void>} resolved once tried, when `now` */
    edit(key, changes, now = false) {
      const draft = drafts.get(real(key));
      if (!draft) return Promise.resolve();
      change(key, draft, changes);
      if (now) return write(real(key), draft);
      draft.timer = /** @type {number} */ (/** @type {unknown} */ (setTimeout(() => write(real(key), draft), wait)));
      return Promise.resolve();
    },
    /** Changes what she sees and saves nothing yet: while an IME still composes. @param {string} key @param {Partial<F>} changes */
    hold(key, changes) {
      const draft = drafts.get(real(key));
      if (draft) change(key, draft, changes);
    },
    /** Saves one record now when something is open: she left the field. @param {string} key @returns {Promise<void>} */
    keep(key) {
      const draft = drafts.get(real(key));
      return draft && draft.edited !== draft.saved ? write(real(key), draft) : Promise.resolve();
    },
    /** Saves what is open: before the page is left, before minutes are made. */
    async flush() {
      for (let round = 0; round < 3; round += 1) {
        const open = [...drafts].filter(([, draft]) => draft.edited !== draft.saved || draft.saving);
        if (open.length === 0) return;
        await Promise.all(open.map(([key, draft]) => write(key, draft)));
      }
    },
    /** The record is gone; nothing of it is saved any more. @param {string} key */
    drop(key) {
      const draft = drafts.get(real(key));
      if (draft) clearTimeout(draft.timer);
      drafts.delete(real(key));
      kept?.put(real(key), null);
      settled();
    },
    real,
  };
  return self;
}
