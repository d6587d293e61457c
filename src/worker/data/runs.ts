/** Kept runs as the page lists them and takes them away: opened when first needed, and none if nothing can be stored. */
import type { KeptRunsApi } from '../bridge/contract-data.ts';
import type { RunStates } from './storage/run-states.ts';

export function createKeptRuns(openRuns: () => Promise<RunStates>): KeptRunsApi {
  let opened: Promise<RunStates> | undefined;
  const states = () => (opened ??= openRuns());
  return {
    async listRuns() {
      const found = await states().catch(() => undefined);
      return found === undefined ? { runs: [], broken: 0, newer: 0 } : found.list();
    },
    removeBrokenRuns: async () => (await states()).removeBroken(),
    removeRun: async (id, savedAt) => (await states()).remove(id, savedAt),
  };
}
