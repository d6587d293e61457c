/** Kept runs in this browser: files in OPFS, Web Locks against other tabs. */
import { browserLocks, openPackFolder } from './opfs.ts';
import { createRunStates, type RunStates } from './run-states.ts';

/** Rejects if the browser has no such file system, or refuses it. */
export async function openBrowserRuns(): Promise<RunStates> {
  const files = await openPackFolder('runs');
  return createRunStates({ files, locks: browserLocks, now: () => Date.now() });
}
