/** Motion: whether the user wants any, and frames at a pace that leaves two cores time for other work. */

/** Whether the system does not ask for less motion. */
export const wantsMotion = () => !window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Milliseconds of a frame: the eye asks for no more. */
export const frameMs = 33;

/** The longest that a frame may count for, so that nothing jumps after the page was busy. */
const longestMs = 100;

/** Calls `draw` with the seconds since the last frame, until the function that comes back is called. */
export function onEachFrame(draw: (seconds: number) => void): () => void {
  let before = performance.now();
  const next = (now: number) => {
    frame = requestAnimationFrame(next);
    if (now - before < frameMs) return;
    const seconds = Math.min(longestMs, now - before) / 1000;
    before = now;
    draw(seconds);
  };
  let frame = requestAnimationFrame(next);
  return () => {
    cancelAnimationFrame(frame);
  };
}
