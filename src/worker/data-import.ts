/** One category from files to a dataset: what can be read is imported, what cannot is listed with its reason. */
import type { DatasetItem } from '../core/dataset/dataset.ts';
import type { FolderPlan, PlannedFile } from '../core/dataset/layout/plan.ts';
import { looksLikeImage } from '../core/dataset/layout/place.ts';
import { recogniseFolder } from '../core/dataset/layout/recognise.ts';
import type { Mask } from '../core/image/image.ts';
import { resizeArea, resizeMask } from '../core/image/resize.ts';
import { failure, success, type Result } from '../core/result.ts';
import type { FileProblem, ImportOutcome, ImportProblem, ImportProgress, ImportRequest } from './contract.ts';
import { toDataset } from './data-fingerprint.ts';
import { describeSize, readPicture, type Decode, type PictureProblem } from './data-picture.ts';
import { toMask, toRgb, type Pixels, type Size } from './data-pixels.ts';

/** Pictures decoded at once; each may hold 160 MB while it is being decoded. */
const lanes = 2;

export interface ImportTools {
  readonly decode: Decode;
  readonly report: (progress: ImportProgress) => void;
  readonly signal: AbortSignal;
}

/** An image with the mask that belongs to it. */
interface Job {
  readonly image: PlannedFile;
  readonly mask: PlannedFile | undefined;
}

/** What one import needs and gathers. */
interface Importing extends ImportTools {
  readonly side: number;
  readonly blobs: ReadonlyMap<string, Blob>;
  readonly problems: FileProblem[];
  /** Counts a file as done, read or not. */
  readonly finish: (path: string) => void;
}

function foldersOf(paths: readonly string[]): string[] {
  return [...new Set(paths.map((path) => path.slice(0, Math.max(0, path.lastIndexOf('/')))))].sort();
}

/** Why the paths alone give nothing to learn from. */
function obstacleOf({ categories, unknown }: FolderPlan): ImportProblem | undefined {
  const entries = categories[0]?.entries ?? [];
  if (entries.some(({ kind }) => kind === 'train')) return undefined;
  const tested = entries.filter(({ kind }) => kind === 'test').map(({ path }) => path);
  const images = [...tested, ...unknown].filter(looksLikeImage);
  if (images.length > 0) return { kind: 'no-normal-images', found: foldersOf(images) };
  const files = entries.length + unknown.length;
  return files === 0 ? { kind: 'empty' } : { kind: 'no-images', files };
}

function toJobs(entries: readonly PlannedFile[]): Job[] {
  const masks = new Map(entries.map((entry) => [entry.maskOf, entry]));
  return entries
    .filter(({ kind }) => kind !== 'mask')
    .map((image) => ({ image, mask: masks.get(image.path) }));
}

/** What becomes of a file's pixels, which are let go before the next file is read. */
type Convert<Value> = (pixels: Pixels) => Result<Value, PictureProblem>;

/** Undefined, with the reason listed, where the file is of no use. */
async function readFile<Value>(
  { path }: PlannedFile,
  importing: Importing,
  convert: Convert<Value>,
): Promise<Value | undefined> {
  const picture = await readPicture(importing.blobs.get(path) ?? new Blob(), importing.decode);
  const result = picture.ok ? convert(picture.value) : picture;
  importing.finish(path);
  if (result.ok) return result.value;
  importing.problems.push({ path, ...result.problem });
  return undefined;
}

function maskOf(size: Size, side: number): Convert<Mask> {
  return (pixels) => {
    const isSame = pixels.width === size.width && pixels.height === size.height;
    return isSame
      ? success(resizeMask(toMask(pixels), side, side))
      : failure({ kind: 'mask-size-differs', came: `${describeSize(pixels)} ≠ ${describeSize(size)}` });
  };
}

/** An image whose mask is of no use is kept without it. */
async function readItem({ image, mask }: Job, importing: Importing): Promise<DatasetItem | undefined> {
  const { side } = importing;
  const read = await readFile(image, importing, (pixels) =>
    success({
      image: resizeArea(toRgb(pixels), side, side),
      size: { width: pixels.width, height: pixels.height },
    }),
  );
  if (read === undefined) {
    if (mask !== undefined) importing.finish(mask.path);
    return undefined;
  }
  const marked = mask && (await readFile(mask, importing, maskOf(read.size, side)));
  const item: DatasetItem = {
    path: image.inCategoryPath,
    split: image.kind === 'train' ? 'train' : 'test',
    defect: image.defect,
    image: read.image,
  };
  return marked === undefined ? item : { ...item, mask: marked };
}

/** Some jobs at a time; the items keep the order of their jobs. */
async function readItems(jobs: readonly Job[], importing: Importing): Promise<DatasetItem[]> {
  const items: (DatasetItem | undefined)[] = [];
  const waiting = jobs.entries();
  const work = async () => {
    for (const [i, job] of waiting) {
      if (importing.signal.aborted) return;
      items[i] = await readItem(job, importing);
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return items.filter((item) => item !== undefined);
}

function createImporting(request: ImportRequest, total: number, tools: ImportTools): Importing {
  let done = 0;
  return {
    ...tools,
    side: request.side,
    blobs: new Map(request.files.map(({ path, blob }) => [path, blob])),
    problems: [],
    finish: (path) => {
      done++;
      if (!tools.signal.aborted) tools.report({ done, total, path });
    },
  };
}

/** Problems of places, which need no reading. */
function misplaced(entries: readonly PlannedFile[], unknown: readonly string[]): FileProblem[] {
  const orphans = entries.filter(({ kind, maskOf }) => kind === 'mask' && maskOf === undefined);
  return [
    ...unknown.map((path): FileProblem => ({ path, kind: 'unknown-place', came: path })),
    ...orphans.map(({ path, defect }): FileProblem => ({ path, kind: 'mask-without-image', came: defect })),
  ];
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

/** Made whole, or, once `signal` is aborted, of no use. */
export async function importCategory(
  request: ImportRequest,
  tools: ImportTools,
): Promise<Result<ImportOutcome, ImportProblem>> {
  const plan = recogniseFolder(request.files.map(({ path }) => path));
  const obstacle = obstacleOf(plan);
  if (obstacle !== undefined) return failure(obstacle);
  const [first, ...others] = plan.categories;
  const entries = first?.entries ?? [];
  const unknown = [...plan.unknown, ...others.flatMap((other) => other.entries.map(({ path }) => path))];
  const jobs = toJobs(entries);
  const files = jobs.reduce((sum, { mask }) => sum + (mask === undefined ? 1 : 2), 0);
  const importing = createImporting(request, files, tools);
  const items = await readItems(jobs, importing);
  const problems = [...misplaced(entries, unknown), ...importing.problems].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
  const shortage = shortageOf(items, problems);
  if (shortage !== undefined) return failure(shortage);
  return success({ dataset: await toDataset(request.name, 'imported', items), problems });
}
