/** One category from files to a dataset: what can be read is imported, what cannot is listed with its reason. */
import {
  withoutPixels,
  type Dataset,
  type DatasetItem,
  type HeldDataset,
} from '../../core/dataset/dataset.ts';
import { targetGray } from '../../core/dataset/equalise.ts';
import { folderOf } from '../../core/dataset/layout/groups.ts';
import type { PlannedCategory, PlannedFile } from '../../core/dataset/layout/plan.ts';
import { held } from '../../core/image/lazy-image.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type {
  FileProblem,
  ImportOutcome,
  ImportProblem,
  ImportProgress,
  ImportRequest,
  Kept,
} from '../bridge/contract-data.ts';
import { equalised, inside, toDataset } from './fingerprint.ts';
import { byPath, orphanMasksIn } from './inspect.ts';
import { orphansIn, settle, toItems, type FilesRead } from './items.ts';
import type { PictureProblem } from './pictures/picture.ts';
import type { Decode } from './pictures/pixels.ts';
import { prepareImage, prepareMask, type ReadImage, type ReadMask } from './prepare.ts';
import { wantedFiles, type ReadFile } from './sources.ts';
import type { Shelf } from './storage/shelf.ts';
import type { FileIdentity, Staging } from './storage/staged.ts';

/** Pictures decoded at once; each may hold 160 MB while it is being decoded. */
const lanes = 2;

export interface ImportTools {
  readonly decode: Decode;
  readonly report: (progress: ImportProgress) => void;
  readonly signal: AbortSignal;
  readonly stage: Shelf['stage'];
}

type Prepared = Result<ReadImage | ReadMask, PictureProblem>;

const unkept: Kept = { kind: 'memory', reason: 'no-storage', detail: '', bytes: 0 };

/** What one import needs and gathers, by the path of each file. */
interface Importing extends ImportTools, FilesRead {
  readonly request: ImportRequest;
  readonly staging: Staging | undefined;
  readonly planned: ReadonlyMap<string, PlannedFile>;
  readonly images: Map<string, ReadImage>;
  readonly masks: Map<string, ReadMask>;
  /** Counts a file as done, read or not. */
  readonly finish: (path: string) => void;
}

function foldersOf(paths: readonly string[]): string[] {
  return [...new Set(paths.map(folderOf))].sort();
}

/** Why the paths alone give nothing to learn from. */
function obstacleOf({ entries, undecided }: PlannedCategory): ImportProblem | undefined {
  if (undecided !== undefined || entries.some(({ kind }) => kind === 'train')) return undefined;
  const images = entries.filter(({ kind }) => kind === 'test').map(({ path }) => path);
  if (images.length > 0) return { kind: 'no-normal-images', found: foldersOf(images) };
  return { kind: 'no-images', files: entries.length };
}

/** A mask whose image cannot be is not read. */
function toRead(entries: readonly PlannedFile[]): PlannedFile[] {
  return entries.filter(({ kind, maskOf }) => kind !== 'mask' || maskOf !== undefined);
}

async function prepare(
  file: FileIdentity,
  bytes: Uint8Array<ArrayBuffer>,
  importing: Importing,
): Promise<Prepared> {
  const { decode, request, planned, signal } = importing;
  const isMask = planned.get(file.path)?.kind === 'mask';
  const { preparation, category } = request;
  const read = await (isMask
    ? prepareMask(
        bytes,
        { ...preparation, values: category.maskValues, saturations: category.saturations },
        decode,
      )
    : prepareImage(bytes, preparation, decode));
  const { staging } = importing;
  if (!read.ok || signal.aborted || staging === undefined) return read;
  return success(staging.keep(file, read.value, bytes));
}

/** Its working copy, or, where an earlier import made it already, that one. */
async function recallOrPrepare({ file, bytes }: ReadFile, importing: Importing): Promise<Prepared> {
  if (bytes !== undefined) return bytes.ok ? prepare(file, bytes.value, importing) : bytes;
  const recalled = importing.staging?.recall(file);
  return recalled === undefined ? failure({ kind: 'unreadable', came: 'no content' }) : success(recalled);
}

function takeMask(path: string, mask: ReadMask, { masks, problems, request }: Importing): void {
  masks.set(path, mask);
  const wanted = request.category.maskValues?.join(', ') ?? '';
  if (mask.strange)
    problems.push({ path, kind: 'mask-value-unknown', came: mask.strange.join(', '), wanted });
}

async function takeFile(found: ReadFile, importing: Importing): Promise<void> {
  const { problems } = importing;
  const { path } = found.file;
  const read = await recallOrPrepare(found, importing);
  if (importing.signal.aborted) return;
  if (!read.ok) problems.push({ path, ...read.problem });
  else if ('mask' in read.value) takeMask(path, read.value, importing);
  else importing.images.set(path, read.value);
  importing.finish(path);
}

/** Some files at a time. */
async function readFiles(importing: Importing): Promise<void> {
  const { request, planned, signal, problems } = importing;
  const onProblem = (problem: FileProblem) => problems.push(problem);
  const isKnown = (file: FileIdentity) => importing.staging?.isKnown(file) ?? false;
  const files = wantedFiles(request, new Set(planned.keys()), { signal, onProblem, isKnown });
  const work = async () => {
    for (;;) {
      const next = await files.next();
      if (next.done === true || signal.aborted) return;
      await takeFile(next.value, importing);
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  if (signal.aborted) await files.return();
}

function createImporting(
  request: ImportRequest,
  tools: ImportTools,
  staging: Staging | undefined,
): Importing {
  const planned = new Map(toRead(request.category.entries).map((entry) => [entry.path, entry]));
  let done = 0;
  return {
    ...tools,
    request,
    staging,
    planned,
    images: new Map(),
    masks: new Map(),
    problems: [],
    finish: (given) => {
      done++;
      const path = planned.get(given)?.inCategoryPath ?? given;
      if (!tools.signal.aborted) tools.report({ done, total: planned.size, path });
    },
  };
}

/** Why what could be read is nothing to learn from. */
function shortageOf(
  items: readonly DatasetItem[],
  problems: readonly FileProblem[],
): ImportProblem | undefined {
  if (items.some(({ split }) => split === 'train')) return undefined;
  if (items.length === 0) return { kind: 'no-images', files: problems.length, problems };
  return { kind: 'no-normal-images', found: foldersOf(items.map(({ path }) => path)), problems };
}

/** Pixels that were read as they were needed are in memory for good. */
function inMemory({ items, ...rest }: HeldDataset): Dataset {
  const all = items.map((item) => ({
    ...item,
    image: held(item.image),
    ...(item.mask && { mask: held(item.mask) }),
  }));
  return { ...rest, items: all };
}

async function importWith(
  importing: Importing,
  keep: (dataset: HeldDataset, problems: readonly FileProblem[]) => Promise<Kept>,
): Promise<Result<ImportOutcome, ImportProblem>> {
  const { category, preparation, region } = importing.request;
  await readFiles(importing);
  if (importing.signal.aborted) return failure({ kind: 'cancelled' });
  const items = toItems(settle(category, importing), importing, preparation.aspect);
  const problems = [...orphansIn(category), ...importing.problems].sort(byPath);
  const shortage = shortageOf(items, problems);
  if (shortage !== undefined) return failure(shortage);
  const orphans = orphanMasksIn(problems);
  const dataset = await toDataset(category.name, 'imported', items, orphans);
  const levelled = preparation.isEqualised ? await equalised(dataset, orphans) : dataset;
  const shown = region === undefined ? levelled : await inside(levelled, region, orphans);
  const kept = await keep(dataset, problems);
  if (kept.kind === 'memory') return success({ dataset: inMemory(shown), problems, kept });
  const medianGray = preparation.isEqualised ? { medianGray: targetGray(dataset.items) } : {};
  const storedAt = { id: kept.id, ...medianGray, ...(region && { region }) };
  const entries = shown.items.map(withoutPixels);
  return success({ dataset: { ...shown, items: entries, storedAt }, problems, kept });
}

/** Made whole, or, once `signal` is aborted, of no use. */
export async function importCategory(
  request: ImportRequest,
  tools: ImportTools,
): Promise<Result<ImportOutcome, ImportProblem>> {
  const { name, entries } = request.category;
  const obstacle = obstacleOf(request.category);
  if (obstacle !== undefined) return failure(obstacle);
  const begin = { name, preparation: request.preparation, total: toRead(entries).length };
  return tools.stage(begin, async (staging, why) => {
    const importing = createImporting(request, tools, staging);
    try {
      const outcome = await importWith(importing, (dataset, problems) =>
        staging === undefined ? Promise.resolve(why ?? unkept) : staging.commit(dataset, problems),
      );
      const isStored = outcome.ok && outcome.value.kept.kind === 'stored';
      if (!isStored) await staging?.drop();
      return outcome;
    } catch (error) {
      await staging?.drop();
      throw error;
    }
  });
}
