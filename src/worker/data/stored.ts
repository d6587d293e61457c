/** The shelf as the page sees it: opened when first needed, and done without if there is none. */
import { messageOf } from '../../core/message-of.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type {
  ExportedFiles,
  ImportProblem,
  ImportProgress,
  Kept,
  OpenedDataset,
  StorageReport,
  StoredUse,
} from '../bridge/contract-data.ts';
import { packDataset, packOriginals } from './storage/export.ts';
import type { Shelf } from './storage/shelf.ts';

export interface Storage {
  readonly stage: Shelf['stage'];
  readonly list: () => Promise<StorageReport>;
  readonly open: (
    id: string,
    use: StoredUse,
    report: (progress: ImportProgress) => void,
  ) => Promise<Result<OpenedDataset, ImportProblem>>;
  readonly remove: (id: string) => Promise<void>;
  readonly look: Shelf['look'];
  readonly each: Shelf['each'];
  /** A zip of the images. */
  readonly pack: (id: string, what: ExportedFiles) => Promise<Blob | undefined>;
}

export function createStorage(openShelf: () => Promise<Shelf>): Storage {
  let opened: Promise<Shelf> | undefined;
  const shelf = () => (opened ??= openShelf());

  return {
    async stage(begin, work) {
      const result = await shelf().then(success, (error: unknown) => failure(messageOf(error)));
      if (result.ok) return result.value.stage(begin, work);
      const why: Kept = { kind: 'memory', reason: 'no-storage', detail: result.problem, bytes: 0 };
      return work(undefined, why);
    },
    async list() {
      try {
        return { obstacle: undefined, ...(await (await shelf()).list()) };
      } catch (error) {
        return { obstacle: messageOf(error), datasets: [], interrupted: [], unreadable: [] };
      }
    },
    async open(id, use, report) {
      const opened = await (await shelf()).open(id, report, use);
      return opened === undefined ? failure({ kind: 'not-stored' }) : success(opened);
    },
    async look(wanted) {
      return (await shelf()).look(wanted);
    },
    async each(id, use) {
      return (await shelf()).each(id, use);
    },
    async remove(id) {
      await (await shelf()).remove(id);
    },
    async pack(id, what) {
      if (what === 'originals') return (await shelf()).originals(id, packOriginals);
      return (await shelf()).each(id, packDataset);
    },
  };
}
