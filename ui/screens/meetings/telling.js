// @ts-check
// Calls that tell her when they fail, whoever made them. What she typed stays where it is.

/**
 * The frame's `app`, with every failed call and write shown to her before it is passed on.
 * @param {any} frame
 */
export function telling(frame) {
  /** @param {"call" | "write"} how */
  const told = (how) => async (/** @type {string} */ name, /** @type {unknown} */ request) => {
    try {
      return await frame[how](name, request);
    } catch (problem) {
      frame.fail(problem);
      throw problem;
    }
  };
  return { ...frame, call: told("call"), write: told("write") };
}
