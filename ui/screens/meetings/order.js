// @ts-check
// The order of the lines on the screen: the ledger's, with the lines she has just begun where she began them. No DOM.

/**
 * @typedef {object} Begun A line that is not in the ledger yet.
 * @property {string} key
 * @property {string | null} after key of the line above it; null: at the end
 */

/**
 * @param {string[]} kept ids in the ledger's order @param {Begun[]} begun in the order in which she began them
 * @returns {string[]} keys from top to bottom; none twice
 */
export function merged(kept, begun) {
  const keys = [...kept];
  for (const line of begun) {
    if (keys.includes(line.key)) continue;
    const above = line.after === null ? -1 : keys.indexOf(line.after);
    if (above === -1) keys.push(line.key);
    else keys.splice(above + 1, 0, line.key);
  }
  return keys;
}

/** Place among the kept lines that a begun line gets, counted from 0. @param {string[]} keys @param {string} key @param {(key: string) => boolean} isKept */
export function placeOf(keys, key, isKept) {
  let place = 0;
  for (const other of keys) {
    if (other === key) return place;
    if (isKept(other)) place += 1;
  }
  return place;
}
