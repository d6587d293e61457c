/** What identifies a dataset: the same images under the same paths have the same fingerprint on every machine. */
import { equaliseItem, targetGray } from '../../core/dataset/equalise.ts';
import { toCases, type Case } from '../../core/dataset/doctor/case.ts';
import { examine } from '../../core/dataset/doctor/examine.ts';
import {
  countItems,
  type Dataset,
  type DatasetEntry,
  type DatasetItem,
  type HeldDataset,
  withoutPixels,
} from '../../core/dataset/dataset.ts';
import { someNormals } from '../../core/dataset/normal-images.ts';
import { factualItemInside } from '../../core/dataset/region-items.ts';
import type { RegionOfInterest } from '../../core/image/image.ts';
import { meanImage, meantImages } from '../../core/image/mean-image.ts';
import { sha256 } from './sha256.ts';

/** SHA-256 of one image's size, pixels and mask. */
async function itemDigest({ image, mask }: DatasetItem): Promise<string> {
  const size = new TextEncoder().encode(`${image.width} x ${image.height}\n`);
  const parts = [size, image.data, mask?.data ?? new Uint8Array(0)];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return sha256(bytes);
}

/** What is known of the images once each was looked at. */
export interface Summary extends Pick<Dataset, 'fingerprint' | 'counts' | 'findings'> {
  readonly entries: readonly DatasetEntry[];
}

/**
 * One image is looked at at a time. The fingerprint is the SHA-256, hex, of the sorted lines `path digest`, where a digest is the
 * SHA-256 of an image. `orphanMasks` are paths of masks that belong to no image; the doctor reports them.
 */
export async function summarise(
  items: Iterable<DatasetItem> | AsyncIterable<DatasetItem>,
  orphanMasks: readonly string[] = [],
): Promise<Summary> {
  const lines: string[] = [];
  const cases: Case[] = [];
  const entries: (DatasetEntry & { readonly mask?: true })[] = [];
  for await (const item of items) {
    lines.push(`${item.path} ${await itemDigest(item)}`);
    cases.push(...toCases([item]));
    entries.push({ ...withoutPixels(item), ...(item.mask && { mask: true }) });
  }
  const fingerprint = await sha256(new TextEncoder().encode(lines.sort().join('\n')));
  const counts = countItems(entries);
  return { fingerprint, counts, findings: examine(cases, orphanMasks), entries: entries.map(withoutPixels) };
}

export async function toDataset(
  name: string,
  origin: Dataset['origin'],
  items: readonly DatasetItem[],
  orphanMasks: readonly string[] = [],
): Promise<HeldDataset> {
  const { fingerprint, counts, findings } = await summarise(items, orphanMasks);
  return { name, origin, items, findings, counts, fingerprint };
}

/** What is known of images inside `region`: its fingerprint is of their pixels there, and of the region. */
export async function withRegion<Known extends Pick<Dataset, 'fingerprint'>>(
  known: Known,
  region: RegionOfInterest | undefined,
): Promise<Known & { readonly region?: RegionOfInterest }> {
  if (region === undefined) return known;
  const named = `${known.fingerprint}\nignored ${region.ignored.join(' ')}`;
  return { ...known, region, fingerprint: await sha256(new TextEncoder().encode(named)) };
}

/** The same dataset, of whose images only a part counts: other results, so another fingerprint. */
export async function inside(
  { name, origin, items }: HeldDataset,
  region: RegionOfInterest,
  orphanMasks: readonly string[] = [],
): Promise<HeldDataset> {
  const shown = items.map((item) => factualItemInside(item, region));
  const whole = meanImage(someNormals(items, meantImages).map(({ image }) => image));
  return { ...(await withRegion(await toDataset(name, origin, shown, orphanMasks), region)), whole };
}

/** The same dataset with every image at one median grey: other pixels, so another fingerprint. */
export async function equalised(
  { name, origin, items }: HeldDataset,
  orphanMasks: readonly string[],
): Promise<HeldDataset> {
  const target = targetGray(items);
  const shown = items.map((item) => equaliseItem(item, target));
  return toDataset(name, origin, shown, orphanMasks);
}
