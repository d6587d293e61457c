/**
 * The latest run of each of a few datasets, kept on this device so that it can be resumed. A new state is written whole
 * beside the old one, which goes only then; a lock keeps two tabs from writing the same run.
 */
import type { KeptRun, KeptRunsReport } from '../../bridge/contract-data.ts';
import type { Locks, PackFiles } from './files.ts';
import { faultOf, readState, readSummary, writeState, type RunState } from './run-state.ts';

/** Datasets whose run is kept; the oldest goes first. */
const mostRuns = 3;

export interface RunStatesTools {
  readonly files: PackFiles;
  readonly locks: Locks;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface RunKeeper {
  /** Rejects if there is no room, among others; what was kept before stays. */
  readonly write: (state: RunState) => Promise<void>;
}

/** Runs go by the fingerprint of their dataset. */
export interface RunStates {
  readonly list: () => Promise<KeptRunsReport>;
  /** Takes away those that cannot be read, but for a newer version's and those that some tab trains. */
  readonly removeBroken: () => Promise<void>;
  /** `undefined` if there is none that is whole. */
  readonly read: (id: string) => Promise<RunState | undefined>;
  /** Takes away the one saved at that time, and none that has taken its place. False, with nothing done, while some tab trains it. */
  readonly remove: (id: string, savedAt: number) => Promise<boolean>;
  /** Without a keeper where another tab trains on that dataset. */
  readonly keepFor: <Value>(
    id: string,
    work: (keeper: RunKeeper | undefined) => Promise<Value>,
  ) => Promise<Value>;
}

interface StateFile {
  readonly name: string;
  readonly id: string;
  readonly number: number;
}

const nameOf = (id: string, number: number) => `${encodeURIComponent(id)}.${number}.run`;
const lockOf = (id: string) => `training ${id}`;

/** `undefined` for a name that no version of this file gave. */
function idIn(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined; // a percent sign that escapes nothing
  }
}

async function filesOf({ files }: RunStatesTools, wanted?: string): Promise<StateFile[]> {
  const found = (await files.list()).flatMap((name) => {
    const [, encoded = '', number] = /^(.+)\.(\d+)\.run$/.exec(name) ?? [];
    const id = encoded === '' ? undefined : idIn(encoded);
    return id === undefined ? [] : [{ name, id, number: Number(number) }];
  });
  return found.filter(({ id }) => wanted === undefined || id === wanted).sort((a, b) => b.number - a.number);
}

async function withReader<Value>(
  { files }: RunStatesTools,
  name: string,
  work: (reader: Awaited<ReturnType<PackFiles['read']>>) => Promise<Value>,
): Promise<Value> {
  const reader = await files.read(name);
  try {
    return await work(reader);
  } finally {
    reader.close();
  }
}

/** What is to be had of the newest file that is whole; one that another tab is writing cannot be read, and counts as not. */
async function newest<Value>(
  tools: RunStatesTools,
  files: readonly StateFile[],
  work: Parameters<typeof withReader<Value | undefined>>[2],
): Promise<{ readonly file: StateFile; readonly value: Value } | undefined> {
  for (const file of files) {
    const value = await withReader(tools, file.name, work).catch(() => undefined);
    if (value !== undefined) return { file, value };
  }
  return undefined;
}

async function removeAll({ files }: RunStatesTools, gone: readonly StateFile[]): Promise<void> {
  for (const { name } of gone) await files.remove(name);
}

interface Listed {
  readonly runs: readonly KeptRun[];
  readonly broken: readonly StateFile[];
  readonly newer: readonly StateFile[];
}

/** Takes away what was not written to its end, and what a newer one has taken the place of; what cannot be read otherwise stays. */
async function listAll(tools: RunStatesTools): Promise<Listed> {
  const runs: KeptRun[] = [];
  const faulty: { readonly file: StateFile; readonly fault: string }[] = [];
  const all = await filesOf(tools);
  for (const id of new Set(all.map((file) => file.id))) {
    const mine = all.filter((file) => file.id === id);
    const found = await newest(tools, mine, readSummary);
    if (found !== undefined) runs.push(found.value);
    const isReplaced = (file: StateFile) => found !== undefined && file.number < found.file.number;
    const gone = mine.filter(isReplaced);
    for (const file of mine.filter((one) => one !== found?.file && !isReplaced(one))) {
      const fault = await withReader(tools, file.name, faultOf).catch(() => 'held');
      if (fault === 'cut') gone.push(file);
      else faulty.push({ file, fault });
    }
    if (gone.length > 0) await tools.locks.tryHold(lockOf(id), () => removeAll(tools, gone));
  }
  const of = (fault: string) => faulty.filter((one) => one.fault === fault).map(({ file }) => file);
  return {
    runs: runs.sort((a, b) => b.savedAt - a.savedAt),
    broken: of('broken'),
    newer: of('newer'),
  };
}

async function removeBroken(tools: RunStatesTools): Promise<void> {
  for (const file of (await listAll(tools)).broken)
    await tools.locks.tryHold(lockOf(file.id), () => removeAll(tools, [file]));
}

function createKeeper(tools: RunStatesTools, id: string): RunKeeper {
  async function forgetOldest(): Promise<void> {
    const runs = (await listAll(tools)).runs.filter((run) => run.id !== id);
    for (const run of runs.slice(mostRuns - 1)) {
      await tools.locks.tryHold(lockOf(run.id), async () => removeAll(tools, await filesOf(tools, run.id)));
    }
  }
  return {
    async write(state) {
      const earlier = await filesOf(tools, id);
      const name = nameOf(id, (earlier[0]?.number ?? 0) + 1);
      const writer = await tools.files.write(name, 0);
      try {
        writeState(writer, state, summaryOf(state, id, tools.now()));
      } catch (error) {
        writer.close();
        await tools.files.remove(name).catch(() => undefined);
        throw error;
      }
      writer.close();
      // What a reader holds at the moment goes when it is next listed.
      await removeAll(tools, earlier).catch(() => undefined);
      await forgetOldest().catch(() => undefined);
    },
  };
}

function summaryOf({ dataset, planned, saved, total, best }: RunState, id: string, savedAt: number) {
  const { width, seed } = planned;
  return { id, dataset: dataset.name, step: saved.step, total, width, seed, best: best?.step, savedAt };
}

export function createRunStates(tools: RunStatesTools): RunStates {
  return {
    async list() {
      const { runs, broken, newer } = await listAll(tools);
      return { runs, broken: broken.length, newer: newer.length };
    },
    removeBroken: () => removeBroken(tools),
    read: async (id) => (await newest(tools, await filesOf(tools, id), readState))?.value,
    async remove(id, savedAt) {
      const removed = await tools.locks.tryHold(lockOf(id), async () => {
        const files = await filesOf(tools, id);
        const found = await newest(tools, files, readSummary);
        // The oldest first: cut off in the middle, it leaves the newest whole.
        if (found?.value.savedAt === savedAt) await removeAll(tools, files.toReversed());
        return true;
      });
      return removed === true;
    },
    async keepFor(id, work) {
      const outcome = await tools.locks.tryHold(lockOf(id), async () => ({
        value: await work(createKeeper(tools, id)),
      }));
      return outcome === undefined ? work(undefined) : outcome.value;
    },
  };
}
