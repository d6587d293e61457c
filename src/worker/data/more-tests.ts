/** Labelled test images joined to a dataset: another dataset on this device, while the first stays as it is. */
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import { factsOf } from '../../core/dataset/facts.ts';
import type { Preparation } from '../../core/dataset/preparation.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type {
  FileProblem,
  ImportProblem,
  ImportProgress,
  Kept,
  LabelledFile,
  MoreTests,
} from '../bridge/contract-data.ts';
import { pause } from '../bridge/pause.ts';
import { toDataset } from './fingerprint.ts';
import { orphanMasksIn } from './inspect.ts';
import { readBytes } from './pictures/picture.ts';
import type { Decode } from './pictures/pixels.ts';
import { prepareImage } from './prepare.ts';
import { sha256 } from './sha256.ts';
import type { Shelf } from './storage/shelf.ts';
import type { Staging } from './storage/staged.ts';

/** What they are put beside. */
export interface FirstImages {
  readonly name: string;
  readonly preparation: Preparation;
  readonly count: number;
  readonly items: Iterable<DatasetItem> | AsyncIterable<DatasetItem>;
  /** Of the import that they came by. */
  readonly problems: readonly FileProblem[];
}

export interface MoreTestsTools {
  readonly decode: Decode;
  readonly report: (progress: ImportProgress) => void;
  readonly signal: AbortSignal;
  readonly stage: Shelf['stage'];
}

const noContent = new Uint8Array(0);

/** One dataset in the making. */
interface Growing {
  readonly staging: Staging;
  readonly items: DatasetItem[];
  readonly problems: FileProblem[];
  /** The path of each image, by the digest of its working copy. */
  readonly paths: Map<string, string>;
  /** Counts an image as done. */
  readonly finish: (path: string) => void;
}

const detailOf = (kept: Kept | undefined) => (kept?.kind === 'memory' ? kept.detail : '');

const digestOf = ({ data }: RgbImage) => sha256(data);

/** Written down at once, so that no more than one is held. */
async function takeOver(item: DatasetItem, { staging, items, paths, finish }: Growing): Promise<void> {
  const { path, image, mask, facts = factsOf(image) } = item;
  const size = { width: image.width, height: image.height };
  const digest = await digestOf(image);
  const unnamed = { path, size: 0, modified: 0 }; // no file that an import could meet again
  const kept = staging.keep(unnamed, { image, size, digest, facts }, noContent);
  const keptMask =
    mask && staging.keep({ ...unnamed, path: `${path} mask` }, { mask, size, isMarked: true }, noContent);
  items.push({
    ...item,
    ...('image' in kept && { image: kept.image }),
    ...(keptMask && 'mask' in keptMask && { mask: keptMask.mask }),
  });
  paths.set(digest, path);
  finish(path);
}

/** `test/<class>/<name>`, another one where that is taken. */
function placeOf({ path, defect }: LabelledFile, items: readonly DatasetItem[]): string {
  const name = path.split('/').at(-1) ?? path;
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const taken = new Set(items.map((item) => item.path));
  let place = `test/${defect}/${name}`;
  for (let copy = 2; taken.has(place); copy++) place = `test/${defect}/${stem} (${copy})${ending}`;
  return place;
}

/** Left out, and said so, where it cannot be read or is there already. */
async function add(
  file: LabelledFile,
  preparation: Preparation,
  decode: Decode,
  growing: Growing,
): Promise<void> {
  const { staging, items, problems, paths, finish } = growing;
  const bytes = await readBytes(file.blob);
  const read = bytes.ok ? await prepareImage(bytes.value, preparation, decode) : bytes;
  if (!read.ok) {
    problems.push({ path: file.path, ...read.problem });
    return;
  }
  const digest = await digestOf(read.value.image);
  const same = paths.get(digest);
  if (same !== undefined) {
    problems.push({ path: file.path, kind: 'duplicate', came: same });
    return;
  }
  const path = placeOf(file, items);
  const kept = staging.keep({ path, size: 0, modified: 0 }, read.value, noContent);
  const image = 'image' in kept ? kept.image : read.value.image;
  const { size, facts } = read.value;
  const full = { ...size, aspect: preparation.aspect, marks: [] };
  items.push({ path, split: 'test', defect: file.defect, image, facts, full });
  paths.set(digest, path);
  finish(path);
}

/** Made whole, or, once `signal` is aborted, of no use. */
export async function addTests(
  first: FirstImages,
  tests: readonly LabelledFile[],
  { decode, report, signal, stage }: MoreTestsTools,
): Promise<Result<MoreTests, ImportProblem>> {
  const { name, count } = first;
  const preparation = { ...first.preparation, keepsOriginals: false };
  const total = count + tests.length;
  return stage({ name, preparation, total, isNew: true }, async (staging, why) => {
    if (staging === undefined) return failure({ kind: 'not-kept', detail: detailOf(why) });
    const items: DatasetItem[] = [];
    const finish = (path: string) => {
      report({ done: items.length, total, path });
    };
    const growing: Growing = { staging, items, problems: [], paths: new Map(), finish };
    let isKept = false;
    try {
      for await (const item of first.items) {
        await takeOver(item, growing);
        await pause();
        if (signal.aborted) return failure({ kind: 'cancelled' });
      }
      for (const file of tests) {
        await add(file, preparation, decode, growing);
        await pause();
        if (signal.aborted) return failure({ kind: 'cancelled' });
      }
      const { problems } = growing;
      const added = items.length - count;
      if (added === 0) return success({ id: undefined, added, problems });
      const dataset = await toDataset(name, 'imported', items, orphanMasksIn(first.problems));
      if (signal.aborted) return failure({ kind: 'cancelled' });
      const kept = await staging.commit(dataset, first.problems);
      if (kept.kind === 'memory') return failure({ kind: 'not-kept', detail: detailOf(kept) });
      isKept = true;
      return success({ id: kept.id, added, problems });
    } finally {
      if (!isKept) await staging.drop();
    }
  });
}
