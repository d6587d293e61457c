/** Images of stored datasets, read from their packs one by one: all of them in a stream, or those that are looked at. */
import type { DatasetItem, StoredAt } from '../../../core/dataset/dataset.ts';
import { toCases, type Case } from '../../../core/dataset/doctor/case.ts';
import { gainOf, withGain } from '../../../core/dataset/equalise.ts';
import { itemInside } from '../../../core/dataset/region-items.ts';
import type { ImportProgress, WantedImages } from '../../bridge/contract-data.ts';
import { pause } from '../../bridge/pause.ts';
import type { PackFiles, PackReader } from './files.ts';
import { packName, type StoredItem, type StoredRecord } from './record.ts';

/** Those that the user has not left out. */
export function itemsIn({ items, leftOut = [] }: StoredRecord): StoredItem[] {
  const isLeft = new Set(leftOut);
  return items.filter(({ path }) => !isLeft.has(path));
}

async function readMask(pack: PackReader, { maskAt }: StoredItem, side: number) {
  if (maskAt === undefined) return {};
  return { mask: { width: side, height: side, data: await pack.read(maskAt, side * side) } };
}

/** `facts` stay those of the stored pixels. */
async function readItem(
  pack: PackReader,
  item: StoredItem,
  side: number,
  { medianGray, region }: Pick<StoredAt, 'medianGray' | 'region'> = {},
): Promise<DatasetItem> {
  const { path, split, defect, at, facts, full } = item;
  const image = { width: side, height: side, data: await pack.read(at, 3 * side * side) };
  const gain = medianGray === undefined ? undefined : gainOf(item, medianGray);
  const whole = {
    path,
    split,
    defect,
    image: gain === undefined ? image : withGain(image, gain),
    ...(await readMask(pack, item, side)),
    ...(facts && { facts }),
    ...(full && { full }),
  };
  return region === undefined ? whole : itemInside(whole, region);
}

/** Only so many images between two pauses, so that a cancel is heard. */
const readsAtOnce = 8;

type Report = (progress: ImportProgress) => void;

/** One image after the other, as stored. */
export async function* readAll(
  pack: PackReader,
  record: StoredRecord,
  report: Report = () => undefined,
): AsyncGenerator<DatasetItem> {
  const wanted = itemsIn(record);
  for (const [i, item] of wanted.entries()) {
    yield await readItem(pack, item, record.preparation.side);
    report({ done: i + 1, total: wanted.length, path: item.path });
    if ((i + 1) % readsAtOnce === 0) await pause();
  }
}

/** What the doctor compares: of the pixels, masks alone are read. Rejects if the pack is shorter than it should be. */
export async function readCases(pack: PackReader, record: StoredRecord): Promise<Case[]> {
  const { side } = record.preparation;
  const end = Math.max(...record.items.map(({ at }) => at + 3 * side * side), 1);
  await pack.read(end - 1, 1);
  const cases: Case[] = [];
  for (const item of itemsIn(record))
    cases.push(...toCases([{ ...item, ...(await readMask(pack, item, side)) }]));
  return cases;
}

interface OpenPack {
  readonly id: string;
  readonly pack: PackReader;
  readonly side: number;
  readonly items: ReadonlyMap<string, StoredItem>;
}

/** Reads images that are looked at. The pack of the last dataset stays open: it can be looked at until another one is, even deleted. */
export function createLooking(
  files: PackFiles,
  find: (id: string) => Promise<StoredRecord | undefined>,
): (wanted: WantedImages) => Promise<readonly DatasetItem[] | undefined> {
  let open: OpenPack | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function openPack(id: string): Promise<OpenPack | undefined> {
    if (open?.id === id) return open;
    open?.pack.close();
    open = undefined;
    const record = await find(id);
    if (record === undefined) return undefined;
    const pack = await files.read(packName(id));
    const items = new Map(record.items.map((item) => [item.path, item]));
    open = { id, pack, side: record.preparation.side, items };
    return open;
  }

  async function look({ id, paths, ...shown }: WantedImages): Promise<readonly DatasetItem[] | undefined> {
    const opened = await openPack(id);
    if (opened === undefined) return undefined;
    const { pack, side, items } = opened;
    const found: DatasetItem[] = [];
    for (const path of paths) {
      const item = items.get(path);
      if (item === undefined) return undefined;
      found.push(await readItem(pack, item, side, shown));
    }
    return found;
  }

  return (wanted) => {
    const looking = last.then(() => look(wanted)); // in turn: one pack is open at a time
    last = looking.catch(() => undefined);
    return looking;
  };
}
