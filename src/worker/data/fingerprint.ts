/** What identifies a dataset: the same images under the same paths have the same fingerprint on every machine. */
import { equalise } from '../../core/dataset/equalise.ts';
import { examine } from '../../core/dataset/doctor/examine.ts';
import { countItems, type Dataset, type DatasetItem } from '../../core/dataset/dataset.ts';
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

/** SHA-256, hex, of the sorted lines `path digest`, where a digest is the SHA-256 of an image: one image at a time is copied. */
async function fingerprintOf(items: readonly DatasetItem[]): Promise<string> {
  const lines: string[] = [];
  for (const item of items) lines.push(`${item.path} ${await itemDigest(item)}`);
  return sha256(new TextEncoder().encode(lines.sort().join('\n')));
}

/** `orphanMasks` are paths of masks that belong to no image; the doctor reports them. */
export async function toDataset(
  name: string,
  origin: Dataset['origin'],
  items: readonly DatasetItem[],
  orphanMasks: readonly string[] = [],
): Promise<Dataset> {
  const findings = examine(items, orphanMasks);
  return {
    name,
    origin,
    items,
    findings,
    counts: countItems(items),
    fingerprint: await fingerprintOf(items),
  };
}

/** The same dataset with every image at one median grey: other pixels, so another fingerprint. */
export async function equalised({ name, origin, items, findings, storedAt }: Dataset): Promise<Dataset> {
  const orphans = findings.find(({ kind }) => kind === 'masks-without-images');
  const paths = orphans !== undefined && 'paths' in orphans ? orphans.paths : [];
  const dataset = await toDataset(name, origin, equalise(items), paths);
  return { ...dataset, ...(storedAt && { storedAt: { ...storedAt, isEqualised: true } }) };
}
