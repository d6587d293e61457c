/** Writes kept runs to a zip and reads them back; what does the work is fetched when it is first asked for. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SourceFile } from '../../worker/bridge/contract-data.ts';
import { messageOf } from '../../core/message-of.ts';
import type { Job, Remember, TransferOptions } from './run-zip/carry.ts';
import type { TransferStage, TransferState } from './transfer-stage.ts';

const initial: TransferState = {
  work: undefined,
  report: undefined,
  networks: new Map(),
  refusal: undefined,
  problem: undefined,
};

/** A file of a drop that no one meant: `.DS_Store`. */
const isHidden = ({ path }: SourceFile) => (path.split('/').at(-1) ?? '').startsWith('.');

/** Of a folder of results, its runs and the notes of cells that failed; of single files all, so that each is answered. */
function runsAmong(files: readonly SourceFile[]): SourceFile[] {
  const seen = files.filter((file) => !isHidden(file));
  const isFolder = seen.length > 1 && seen.some(({ path }) => path.includes('/') && /\.zip$/i.test(path));
  return isFolder ? seen.filter(({ path }) => /\.(zip|failed\.json)$/i.test(path)) : seen;
}

type Perform = <Value>(
  kind: NonNullable<TransferState['work']>['kind'],
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
    store.setState({ problem: undefined, refusal: undefined });
    tell(0);
    try {
      return await work({ signal, tell });
    } catch (error) {
      if (!signal.aborted) store.setState({ problem: messageOf(error) });
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
  const { runs } = options;
  const store = createStore<TransferState>(() => initial);
  const { perform, cancel } = createPerformer(store);
  const remember: Remember = (id, place) => {
    store.setState(({ networks }) => ({ networks: new Map(networks).set(id, place) }));
  };
  return {
    store,
    async exportRuns(ids) {
      const records = runs.store.getState().records.filter(({ id }) => ids.includes(id));
      return perform('export', records.length, async (job) =>
        (await import('./run-zip/carry.ts')).packKept(records, options, job),
      );
    },
    async importFiles(files) {
      const wanted = runsAmong(files);
      await perform('import', wanted.length, async ({ signal, tell }) => {
        const { importOne, together } = await import('./run-zip/carry.ts');
        store.setState({ report: { added: 0, duplicates: 0, refused: [] } });
        for (const [i, file] of wanted.entries()) {
          signal.throwIfAborted();
          const one = await importOne(file, { ...options, remember }, signal);
          store.setState(({ report }) => ({ report: report === undefined ? one : together(report, one) }));
          tell(i + 1);
        }
      });
    },
    async useNetwork(id) {
      const { networks } = store.getState();
      const place = networks.get(id);
      const record = runs.store.getState().records.find((one) => one.id === id);
      if (place === undefined || record === undefined) return false;
      const isUsed = await perform('network', 1, async ({ signal }) => {
        const { useNetwork } = await import('./run-zip/use-network.ts');
        const refusal = await useNetwork(record, place, options.network, signal);
        store.setState({ refusal });
        return refusal === undefined;
      });
      return isUsed === true;
    },
    cancel,
    dismissReport() {
      store.setState({ report: undefined, problem: undefined, refusal: undefined });
    },
  };
}
