/** Writes kept runs to a zip and reads them back; what does the work is fetched when it is first asked for. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SourceFile } from '../worker/contract.ts';
import { detailOf } from './problem.ts';
import { isOfRun } from './recorder.ts';
import type { PackedRun } from './run-zip/write-run-zip.ts';
import type { RunsHandle } from './runs.ts';
import type { RunArchive, RunRecord } from './runs-stage.ts';
import type { WeightsStage } from './stages.ts';
import type { ImportReport, TransferStage, TransferState } from './transfer-stage.ts';

const initial: TransferState = { work: undefined, report: undefined, problem: undefined };

export interface TransferOptions {
  readonly runs: Pick<RunsHandle, 'store' | 'takeIn'>;
  readonly archive: Pick<RunArchive, 'events'>;
  readonly weights: Pick<WeightsStage, 'exportModel'>;
  /** Whether the network at hand is the one of this run. */
  readonly isAtHand: (id: string) => boolean;
  /** Milliseconds since 1970. */
  readonly today: () => number;
}

/** Folders of one zip, none twice. */
async function foldersOf(records: readonly RunRecord[]): Promise<string[]> {
  if (records.length === 1) return [''];
  const { runStem } = await import('../core/run/file/file-name.ts');
  const stems = records.map(runStem);
  return stems.map((stem, i) => {
    const earlier = stems.slice(0, i).filter((other) => other === stem).length;
    return earlier === 0 ? `${stem}/` : `${stem}-${earlier + 1}/`;
  });
}

/** One after the other, so that no more than one log is in memory. */
async function* gather(
  records: readonly RunRecord[],
  { archive, weights, isAtHand }: TransferOptions,
): AsyncGenerator<PackedRun, void> {
  const folders = await foldersOf(records);
  for (const [i, { id, finishedAt, name, results }] of records.entries()) {
    const events = ((await archive.events(id).catch(() => undefined)) ?? []).filter(isOfRun);
    const model = isAtHand(id) ? await weights.exportModel('safetensors').catch(() => undefined) : undefined;
    yield { run: { id, finishedAt, name, results }, folder: folders[i] ?? '', events, weights: model };
  }
}

/** A file of a drop that no one meant: `.DS_Store`. */
const isHidden = ({ path }: SourceFile) => (path.split('/').at(-1) ?? '').startsWith('.');

async function importOne(
  file: SourceFile,
  { runs }: TransferOptions,
  signal: AbortSignal,
): Promise<ImportReport> {
  const { readRunZip } = await import('./run-zip/read-run-zip.ts');
  let [added, duplicates] = [0, 0];
  const refused: ImportReport['refused'][number][] = [];
  for (const outcome of await readRunZip(file.blob, file.path, signal)) {
    if (!outcome.ok) refused.push({ file: file.path, problem: outcome.problem });
    else if (runs.takeIn(outcome.value.run, outcome.value.events, file.path)) added++;
    else duplicates++;
  }
  return { added, duplicates, refused };
}

function together(one: ImportReport, other: ImportReport): ImportReport {
  return {
    added: one.added + other.added,
    duplicates: one.duplicates + other.duplicates,
    refused: [...one.refused, ...other.refused],
  };
}

interface Job {
  readonly signal: AbortSignal;
  readonly tell: (done: number) => void;
}

async function packKept(records: readonly RunRecord[], options: TransferOptions, job: Job): Promise<Blob> {
  const [{ packRuns }, { default: script }] = await Promise.all([
    import('./run-zip/write-run-zip.ts'),
    import('./run-zip/reproduce.py?raw'),
  ]);
  return packRuns(gather(records, options), { script, report: job.tell, signal: job.signal });
}

type Perform = <Value>(
  kind: 'export' | 'import',
  total: number,
  work: (job: Job) => Promise<Value>,
) => Promise<Value | undefined>;

/** One piece of work at a time; to be called off is no problem. */
function createPerformer(store: StoreApi<TransferState>): { perform: Perform; cancel: () => void } {
  let control = new AbortController();
  const perform: Perform = async (kind, total, work) => {
    if (store.getState().work !== undefined || total === 0) return undefined;
    control = new AbortController();
    const { signal } = control;
    const tell = (done: number) => {
      store.setState({ work: { kind, done, total } });
    };
    store.setState({ problem: undefined });
    tell(0);
    try {
      return await work({ signal, tell });
    } catch (error) {
      if (!signal.aborted) store.setState({ problem: detailOf(error) });
      return undefined;
    } finally {
      store.setState({ work: undefined });
    }
  };
  const cancel = () => {
    control.abort();
  };
  return { perform, cancel };
}

export function createTransferStage(options: TransferOptions): TransferStage {
  const { runs, today } = options;
  const store = createStore<TransferState>(() => initial);
  const { perform, cancel } = createPerformer(store);
  return {
    store,
    async exportRuns(ids) {
      const records = runs.store.getState().records.filter(({ id }) => ids.includes(id));
      const content = await perform('export', records.length, (job) => packKept(records, options, job));
      const [first, second] = records;
      if (first === undefined || content === undefined) return undefined;
      const { runsStem, runStem } = await import('../core/run/file/file-name.ts');
      return { content, name: `${second === undefined ? runStem(first) : runsStem(today())}.zip` };
    },
    async importFiles(files) {
      const wanted = files.filter((file) => !isHidden(file));
      await perform('import', wanted.length, async ({ signal, tell }) => {
        store.setState({ report: { added: 0, duplicates: 0, refused: [] } });
        for (const [i, file] of wanted.entries()) {
          signal.throwIfAborted();
          const one = await importOne(file, options, signal);
          store.setState(({ report }) => ({ report: report === undefined ? one : together(report, one) }));
          tell(i + 1);
        }
      });
    },
    cancel,
    dismissReport() {
      store.setState({ report: undefined, problem: undefined });
    },
  };
}
