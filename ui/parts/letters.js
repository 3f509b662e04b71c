// @ts-check
// WebKitGTK draws a box for every letter that a variation selector follows (神󠄀, 葛󠄀), whatever the font. On the screen the
// plain letter stands instead, which is right enough to know a person; fields, the ledger and every file keep the selector.

const SELECTORS = /[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/gu;

/** A text as this engine can show it. @param {string} text */
export const plain = (text) => text.replace(SELECTORS, "");

/** @param {Node} node */
function mend(node) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  for (let text = node.nodeType === Node.TEXT_NODE ? node : walker.nextNode(); text !== null; text = walker.nextNode()) {
    const words = text.nodeValue ?? "";
    const shown = plain(words);
    if (shown !== words) text.nodeValue = shown;
  }
}

/** From now on every text that comes onto the page can be read. */
export function keepReadable() {
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") mend(change.target);
      else change.addedNodes.forEach(mend);
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}
