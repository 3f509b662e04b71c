// @ts-check
// The one guard of keys: while an IME composes, no key means anything to us. WebKit ends a composition before its keydown
// comes, so `isComposing` alone is not enough: keyCode 229 says that the IME took the key.

/** @param {KeyboardEvent} event */
export const isComposing = (event) => event.isComposing || event.keyCode === 229;

/**
 * A key handler that sleeps while an IME composes.
 * @param {(event: KeyboardEvent) => void} handler
 */
export const guarded = (handler) => (/** @type {KeyboardEvent} */ event) => {
  if (!isComposing(event)) handler(event);
};
