/** Long work on the page's thread in short pieces, so that the page stays alive. */

/** Milliseconds at a stretch. */
const stretchMs = 12;

/** Call between pieces: every now and then it lets other work in. */
export function createBreath(now: () => number = () => performance.now()): () => Promise<void> {
  let since = now();
  return async () => {
    if (now() - since < stretchMs) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    since = now();
  };
}
