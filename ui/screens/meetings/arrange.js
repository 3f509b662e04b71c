// @ts-check
// Puts elements in order without ever moving the one that holds the focus: moving it would end an IME's composition and
// lose the caret. Everything else moves around it.

/**
 * @param {Element} container its children become exactly `wanted`, in this order
 * @param {Element[]} wanted
 * @param {Element | null} [active] the focused element
 */
export function arrange(container, wanted, active = document.activeElement) {
  const keep = new Set(wanted);
  for (const child of [...container.children]) if (!keep.has(child)) child.remove();
  const held = wanted.findIndex((element) => element.parentElement === container && active !== null && element.contains(active));
  const pivot = held === -1 ? null : wanted[held] ?? null;
  place(container, wanted.slice(0, Math.max(0, held)), container.firstElementChild);
  place(container, wanted.slice(held + 1), pivot ? pivot.nextElementSibling : container.firstElementChild);
}

/** @param {Element} container @param {Element[]} elements @param {Element | null} at */
function place(container, elements, at) {
  let next = at;
  for (const element of elements) {
    if (element === next) next = element.nextElementSibling;
    else container.insertBefore(element, next);
  }
}
