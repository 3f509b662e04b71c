// @ts-check
// A list whose items stay the same elements while their rows change, so that what she is writing in is never replaced.

/**
 * @template {{id: string}} Row
 * @param {HTMLElement} list
 * @param {(row: Row) => {element: HTMLElement, update: (row: Row) => void, destroy?: () => void}} make
 */
export function keyed(list, make) {
  /** @type {Map<string, ReturnType<typeof make>>} */
  const items = new Map();
  return {
    /** @param {Row[]} rows in the order to show */
    update(rows) {
      const wanted = new Set(rows.map((row) => row.id));
      for (const [id, item] of items) {
        if (wanted.has(id)) continue;
        item.destroy?.();
        item.element.remove();
        items.delete(id);
      }
      rows.forEach((row, place) => {
        let item = items.get(row.id);
        if (!item) items.set(row.id, (item = make(row)));
        item.update(row);
        // Moving an element takes the focus out of it: only when it lies elsewhere.
        if (list.children[place] !== item.element) list.insertBefore(item.element, list.children[place] ?? null);
      });
    },
    destroy() {
      for (const item of items.values()) item.destroy?.();
      items.clear();
    },
  };
}
