/** The datasets on this device: listed, opened, begun, taken away. Built on what a browser offers, or on stand-ins for tests. */
import {
  withoutPixels,
  type Dataset,
  type DatasetEntry,
  type DatasetItem,
} from '../../../core/dataset/dataset.ts';
import { examine } from '../../../core/dataset/doctor/examine.ts';
import { equaliseItem, targetGray } from '../../../core/dataset/equalise.ts';
import { factualItemInside } from '../../../core/dataset/region-items.ts';
import type { RegionOfInterest } from '../../../core/image/image.ts';
import { isSamePreparation, type Preparation } from '../../../core/dataset/preparation.ts';
import type {
  ImportProgress,
  InterruptedImport,
  Kept,
  OpenedDataset,
  StoredDataset,
  StoredUse,
  UnreadableDataset,
  WantedImages,
} from '../../bridge/contract-data.ts';
import { summarise, withRegion, type Summary } from '../fingerprint.ts';
import { orphanMasksIn } from '../inspect.ts';
import type { Locks, PackReader } from './files.ts';
import { withOriginals, type ReadOriginal } from './originals.ts';
import { createLooking, itemsIn, readAll, readCases } from './reading.ts';
import { idOfPack, packName, recordVersion, type StagedImport, type StoredRecord } from './record.ts';
import { readStaged, readStored } from './record-shape.ts';
import { withoutTwins } from './twins.ts';
import type { Staging, StagingTools } from './staged.ts';
import { createStaging, dropImport, keptInMemory } from './staging.ts';

export interface ShelfTools extends StagingTools {
  readonly locks: Locks;
  readonly newId: () => string;
}

export interface Begin {
  readonly name: string;
  readonly preparation: Preparation;
  /** Files to be read. */
  readonly total: number;
  /** Whether it leaves an interrupted import of that name alone; missing: it continues it. */
  readonly isNew?: boolean;
}

export interface Shelf {
  readonly list: () => Promise<{
    readonly datasets: readonly StoredDataset[];
    readonly interrupted: readonly InterruptedImport[];
    readonly unreadable: readonly UnreadableDataset[];
  }>;
  /**
   * Without pixels; `undefined` if there is no such dataset. Rejects if its pack cannot be read. `leaveOut` changes which images are
   * left out, now and later.
   */
  readonly open: (id: string, report: Report, use?: StoredUse) => Promise<OpenedDataset | undefined>;
  /** Images of it with their pixels, as they are looked at; `undefined` if one of them is not there. */
  readonly look: (wanted: WantedImages) => Promise<readonly DatasetItem[] | undefined>;
  /** What `use` makes of all its images, one after the other; `undefined` if there is no such dataset. */
  readonly each: <Value>(id: string, use: (all: AllImages) => Promise<Value>) => Promise<Value | undefined>;
  /** What `use` makes of the files as they came, with the dataset's name; `undefined` if they are not kept. */
  readonly originals: <Value>(
    id: string,
    use: (found: readonly ReadOriginal[]) => Promise<Value>,
  ) => Promise<Value | undefined>;
  readonly remove: (id: string) => Promise<void>;
  /** Runs `work` with a staging of its own, or of the interrupted import of that name; without one if nothing can be written. */
  readonly stage: <Value>(begin: Begin, work: StagedWork<Value>) => Promise<Value>;
}

export interface AllImages extends Pick<StoredRecord, 'name' | 'preparation' | 'problems'> {
  readonly entries: readonly DatasetEntry[];
  readonly items: AsyncIterable<DatasetItem>;
}

/** `why` there is no staging. */
type StagedWork<Value> = (staging: Staging | undefined, why: Kept | undefined) => Promise<Value>;

type Report = (progress: ImportProgress) => void;

const lockOf = (id: string) => `import ${id}`;
/** Of changes to a dataset that is there. */
const recordLockOf = (id: string) => `dataset ${id}`;

function toSummary(record: StoredRecord): StoredDataset {
  const { id, name, fingerprint, counts, preparation, bytes, savedAt } = record;
  return { id, name, fingerprint, counts, preparation, bytes, savedAt };
}

interface HasId {
  readonly id: string;
}

/** Records are kept by their ids, so that every one has some. */
const idOf = ({ id }: HasId): string => id;

/**
 * What an import left that is no longer running: of use to continue from, or taken away. Its lock is held, so what is read now holds: an
 * import that ended since the shelf was looked at is a dataset.
 */
async function lookAtRest(
  id: string,
  hasPack: boolean,
  tools: ShelfTools,
): Promise<InterruptedImport | undefined> {
  const { datasets, imports } = tools.database;
  if ((await datasets.get(id)) !== undefined) return undefined;
  const one = readStaged(await imports.get(id));
  if (one === 'newer') return undefined;
  if (one !== 'broken' && one.files.length > 0 && hasPack)
    return { id, name: one.name, done: one.files.length, total: one.total, bytes: one.bytes };
  await dropImport(id, tools);
  return undefined;
}

/** Takes away packs that no record speaks of, and imports that left nothing; gives the imports that can continue. */
async function sweep(tools: ShelfTools, records: readonly HasId[]): Promise<InterruptedImport[]> {
  const { files, database, locks } = tools;
  const staged = await database.imports.all();
  const isKept = new Set(records.map(idOf));
  const names = await files.list();
  const loose = names.map(idOfPack).filter((id) => !isKept.has(id));
  const interrupted: InterruptedImport[] = [];
  for (const id of new Set([...loose, ...staged.map(idOf)])) {
    const left = await locks.tryHold(lockOf(id), () => lookAtRest(id, names.includes(packName(id)), tools));
    if (left !== undefined) interrupted.push(left);
  }
  return interrupted;
}

async function findRecord(tools: ShelfTools, id: string): Promise<StoredRecord | undefined> {
  const record = readStored(await tools.database.datasets.get(id));
  return typeof record === 'string' ? undefined : record;
}

async function withPack<Value>(
  { files }: ShelfTools,
  { id }: StoredRecord,
  use: (pack: PackReader) => Promise<Value>,
): Promise<Value> {
  const pack = await files.read(packName(id));
  try {
    return await use(pack);
  } finally {
    pack.close();
  }
}

/** As it is stored, no pixel is looked at. */
async function summaryOf(pack: PackReader, record: StoredRecord): Promise<Summary> {
  const { fingerprint, counts, problems } = record;
  const findings = examine(await readCases(pack, record), orphanMasksIn(problems));
  return { fingerprint, counts, findings, entries: itemsIn(record).map(withoutPixels) };
}

async function* equalisedItems(
  items: AsyncIterable<DatasetItem>,
  target: number,
): AsyncGenerator<DatasetItem> {
  for await (const item of items) yield equaliseItem(item, target);
}

async function* itemsInside(
  items: AsyncIterable<DatasetItem>,
  region: RegionOfInterest,
): AsyncGenerator<DatasetItem> {
  for await (const item of items) yield factualItemInside(item, region);
}

/** Pixels as they are shown. */
function shownItems(
  items: AsyncIterable<DatasetItem>,
  {
    medianGray,
    region,
  }: { readonly medianGray: number | undefined; readonly region: RegionOfInterest | undefined },
): AsyncIterable<DatasetItem> {
  const levelled = medianGray === undefined ? items : equalisedItems(items, medianGray);
  return region === undefined ? levelled : itemsInside(levelled, region);
}

/** The record with what is left out, and which part counts, from now on. */
function changedRecord(found: StoredRecord, { leaveOut, region }: StoredUse): StoredRecord {
  const { region: before, ...rest } = found;
  const kept = region === undefined ? before : (region ?? undefined);
  return { ...rest, ...(leaveOut && { leftOut: leaveOut }), ...(kept && { region: kept }) };
}

async function openRecord(
  tools: ShelfTools,
  found: StoredRecord,
  report: Report,
  use: StoredUse,
): Promise<OpenedDataset> {
  return withPack(tools, found, async (pack) => {
    const record = changedRecord(found, use);
    const orphans = orphanMasksIn(record.problems);
    const { preparation, leftOut = [], name, id, region } = record;
    const summariseAs = async (medianGray?: number) => {
      const items = shownItems(readAll(pack, record, report), { medianGray, region });
      return withRegion(await summarise(items, orphans), region);
    };
    const isChanged = use.leaveOut !== undefined || use.region !== undefined;
    const plain = isChanged ? await summariseAs() : undefined;
    if (plain !== undefined) {
      const { counts, fingerprint } = plain;
      await replaceRecord(tools, { ...record, counts, fingerprint });
    }
    const medianGray = use.isEqualised ? targetGray(itemsIn(record)) : undefined;
    const asStored = () => (region === undefined ? summaryOf(pack, record) : summariseAs());
    const { entries, ...summary } =
      medianGray === undefined ? (plain ?? (await asStored())) : await summariseAs(medianGray);
    const storedAt = { id, ...(medianGray !== undefined && { medianGray }), ...(region && { region }) };
    const dataset: Dataset = { name, origin: 'imported', ...summary, items: entries, storedAt };
    return { dataset, leftOut, preparation };
  });
}

/** Unless the dataset was taken away meanwhile. */
async function replaceRecord(tools: ShelfTools, record: StoredRecord): Promise<void> {
  await tools.locks.hold(recordLockOf(record.id), async () => {
    if ((await findRecord(tools, record.id)) !== undefined) await tools.database.datasets.put(record);
  });
}

/** Nothing is written yet. */
const fresh = { files: [], bytes: 0, originalBytes: 0 } as const;

/** An import of this name and preparation that another one may continue; else a new one. */
async function beginOf(
  tools: ShelfTools,
  { name, preparation, total, isNew = false }: Begin,
): Promise<StagedImport> {
  const found = (await tools.database.imports.all())
    .map(readStaged)
    .filter((one) => typeof one !== 'string')
    .find((one) => one.name === name && isSamePreparation(one.preparation, preparation));
  const savedAt = tools.now();
  if (found !== undefined && !isNew) return { ...found, total, savedAt };
  const id = tools.newId();
  return { version: recordVersion, id, name, preparation, total, ...fresh, savedAt };
}

async function openStaging(begun: StagedImport, tools: ShelfTools): Promise<Staging> {
  try {
    return withoutTwins(await createStaging(begun, tools), begun, tools);
  } catch (error) {
    await dropImport(begun.id, tools);
    if (begun.files.length === 0) throw error;
    return openStaging({ ...begun, ...fresh }, tools); // what was there cannot be read
  }
}

/** Another tab may have ended it before its lock was had; its pack is a dataset's by then, or gone. */
async function isStillThere({ id, files }: StagedImport, { database }: ShelfTools): Promise<boolean> {
  if (files.length === 0) return true; // it begins here
  const now = await database.imports.get(id).catch(() => undefined);
  return now?.files.length === files.length;
}

async function stageOn<Value>(tools: ShelfTools, begin: Begin, work: StagedWork<Value>): Promise<Value> {
  const { locks } = tools;
  const begun = await beginOf(tools, begin).catch((error: unknown) => keptInMemory(error, 0));
  if ('kind' in begun) return work(undefined, begun);
  const run = async (one: StagedImport) => {
    const staging = await openStaging(one, tools).catch((error: unknown) => keptInMemory(error, 0));
    return 'kind' in staging ? work(undefined, staging) : work(staging, undefined);
  };
  const outcome = await locks.tryHold(lockOf(begun.id), async () =>
    (await isStillThere(begun, tools)) ? { value: await run(begun) } : undefined,
  );
  if (outcome !== undefined) return outcome.value;
  const own = { ...begun, id: tools.newId(), ...fresh }; // another tab is, or was, at that one
  return locks.hold(lockOf(own.id), () => run(own));
}

/** A record whose pixels the browser has cleared is of no use; nor does it go unsaid. */
function toListed(raw: HasId, packs: ReadonlySet<string>): StoredRecord | UnreadableDataset {
  const record = readStored(raw);
  if (typeof record === 'string') return { id: idOf(raw), isNewer: record === 'newer' };
  return packs.has(packName(record.id)) ? record : { id: record.id, isNewer: false, cleared: record.name };
}

export function createShelf(tools: ShelfTools): Shelf {
  const { database } = tools;
  return {
    async list() {
      const all = await database.datasets.all();
      const packs = new Set(await tools.files.list());
      const listed = all.map((raw) => toListed(raw, packs));
      const datasets = listed.flatMap((one) => ('isNewer' in one ? [] : [toSummary(one)]));
      const unreadable = listed.filter((one) => 'isNewer' in one);
      const interrupted = await sweep(tools, all); // what cannot be read keeps its pixels
      return { datasets: datasets.sort((a, b) => b.savedAt - a.savedAt), interrupted, unreadable };
    },
    async open(id, report, use = { isEqualised: false }) {
      const found = await findRecord(tools, id);
      const isThere = found !== undefined && (await tools.files.list()).includes(packName(id));
      return isThere ? openRecord(tools, found, report, use) : undefined;
    },
    look: createLooking(tools.files, (id) => findRecord(tools, id)),
    async each(id, use) {
      const found = await findRecord(tools, id);
      if (found === undefined) return undefined;
      const entries = itemsIn(found).map(withoutPixels);
      const { name, preparation, problems } = found;
      return withPack(tools, found, (pack) =>
        use({ name, preparation, problems, entries, items: readAll(pack, found) }),
      );
    },
    async originals(id, use) {
      const found = await findRecord(tools, id);
      return found && withOriginals(found, tools.files, use);
    },
    remove: (id) =>
      tools.locks.hold(recordLockOf(id), async () => {
        await database.datasets.remove(id);
        await dropImport(id, tools);
      }),
    stage: (begin, work) => stageOn(tools, begin, work),
  };
}
