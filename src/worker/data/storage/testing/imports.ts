/** Imports of a small category onto a shelf in memory. */
import type { ImportOutcome, SourceFile } from '../../../bridge/contract-data.ts';
import { importCategory } from '../../import.ts';
import type { Decode } from '../../pictures/pixels.ts';
import { decode, gray, png } from '../../../testing/pictures.ts';
import { requestFor } from '../../../testing/requests.ts';
import type { Preparation } from '../../../../core/dataset/preparation.ts';
import { createShelf, type Shelf } from '../shelf.ts';
import { fakeLocks, type FakeDisk } from './disk.ts';

export const count = 70;
const file = (path: string, level: number): SourceFile => ({
  path,
  blob: new File([png(16, 16, gray(level))], path, { lastModified: 5 }),
});
export const files: readonly SourceFile[] = [
  ...Array.from({ length: count }, (_, i) => file(`train/good/${String(i).padStart(3, '0')}.png`, i + 1)),
  file('test/cut/0.png', 200),
  file('ground_truth/cut/0.png', 255),
];
export const silent = (): void => undefined;

export function shelfOn(disk: FakeDisk, locks = fakeLocks()): Shelf {
  let ids = 0;
  return createShelf({ ...disk, locks, now: () => 1000 + ids, newId: () => `id${++ids}-${disk.packs.size}` });
}

export interface ImportOptions {
  readonly decoder?: Decode;
  readonly signal?: AbortSignal;
  readonly sources?: readonly SourceFile[];
  readonly preparation?: Partial<Preparation>;
}

export async function importOn(
  shelf: Pick<Shelf, 'stage'>,
  {
    decoder = decode,
    signal = new AbortController().signal,
    sources = files,
    preparation = {},
  }: ImportOptions = {},
): Promise<ImportOutcome> {
  const tools = { decode: decoder, report: silent, signal, stage: shelf.stage };
  const request = requestFor(sources);
  const asked = { ...request, preparation: { ...request.preparation, ...preparation } };
  const outcome = await importCategory(asked, tools);
  if (!outcome.ok) throw new Error(outcome.problem.kind);
  return outcome.value;
}

/** Nothing is stored. */
export function importInMemory(options: ImportOptions = {}): Promise<ImportOutcome> {
  return importOn({ stage: (_begin, work) => work(undefined, undefined) }, options);
}

/** An import that is cut off, as by a reload, once `after` pictures were decoded: it never comes back. */
export async function cutOff(
  shelf: Shelf,
  after: number,
  preparation: Partial<Preparation> = {},
): Promise<void> {
  let decoded = 0;
  let stop: () => void = silent;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const stuck: Decode = (picture) => {
    if (++decoded <= after) return decode(picture);
    stop();
    return new Promise(() => undefined);
  };
  void importOn(shelf, { decoder: stuck, preparation });
  await stopped;
  await new Promise((resolve) => setTimeout(resolve, 20));
}
