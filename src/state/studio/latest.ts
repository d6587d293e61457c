/** Work asked for faster than it can be done: one piece is in progress, at most one waits, and each starts from what is newest. */

/** Asks for one more run of `work`; while one is running, any number of requests lead to a single run after it. */
export function createLatest(work: () => Promise<void>): () => void {
  let isRunning = false;
  let isWanted = false;
  async function runWhileWanted(): Promise<void> {
    isRunning = true;
    try {
      while (isWanted) {
        isWanted = false;
        await work();
      }
    } finally {
      isRunning = false;
    }
  }
  return () => {
    isWanted = true;
    if (!isRunning) void runWhileWanted();
  };
}
