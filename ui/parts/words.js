// @ts-check
// The window's own labels, in both languages. Sentences that Rust makes come finished.

/** @type {Record<string, string>} */
let words = {};

/** @param {"ja" | "en"} language */
export async function load(language) {
  const answer = await fetch(`i18n/${language}.json`);
  words = await answer.json();
  document.documentElement.lang = language;
}

/**
 * The words of a key, `{holes}` filled; a missing key shows itself.
 * @param {string} key @param {Record<string, unknown>} [holes]
 */
export function t(key, holes = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(holes[name] ?? whole));
}
