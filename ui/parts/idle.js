// @ts-check
// Locks after a time without a key or a movement. Measured by the clock on the wall: a laptop that slept locks when it wakes.

const LOOK_EVERY_MS = 5000;
const SIGNS = ["pointerdown", "pointermove", "wheel", "input", "compositionupdate", "keydown"];

/**
 * Whether it is time, and since when nothing was heard. A clock that was set back counts from then on; the steady clock of the
 * page goes on meanwhile. No DOM.
 * @param {{wall: () => number, steady: () => number}} clocks milliseconds
 */
export function idleTime({ wall, steady }) {
  let last = { wall: wall(), steady: steady() };
  const since = () => Math.max(wall() - last.wall, steady() - last.steady);
  return {
    /** @param {number} minutes 0: never */
    isOver: (minutes) => minutes > 0 && since() >= minutes * 60_000,
    heard() {
      last = { wall: wall(), steady: steady() };
    },
  };
}

/** @param {{minutes: () => number, lock: () => void}} how */
export function watchIdle({ minutes, lock }) {
  const time = idleTime({ wall: () => Date.now(), steady: () => performance.now() });
  const look = () => {
    if (!time.isOver(minutes())) return false;
    time.heard();
    lock();
    return true;
  };
  // The movement that wakes the machine comes after the time was over: it does not count.
  for (const sign of SIGNS) addEventListener(sign, () => { if (!look()) time.heard(); }, { capture: true, passive: true });
  document.addEventListener("visibilitychange", look);
  setInterval(look, LOOK_EVERY_MS);
}
