/** Which mask belongs to which test image: same defect, and `<stem>_mask` or else `<stem>`, whatever the extensions. */
import type { PlannedFile } from './plan.ts';

function keyOf({ inCategoryPath, defect }: PlannedFile): string {
  const file = inCategoryPath.slice(inCategoryPath.lastIndexOf('/') + 1);
  const dot = file.lastIndexOf('.');
  return `${defect}/${dot > 0 ? file.slice(0, dot) : file}`.toLowerCase();
}

/** Every entry, masks with `maskOf` where their image is there. An image has one mask, the first that fits. */
export function matchMasks(entries: readonly PlannedFile[]): PlannedFile[] {
  const images = entries.filter(({ kind }) => kind === 'test');
  const masks = new Map<string, PlannedFile>();
  for (const entry of [...entries].reverse()) if (entry.kind === 'mask') masks.set(keyOf(entry), entry);
  const imageOf = new Map<PlannedFile, string>();
  const matched = new Set<PlannedFile>();
  for (const suffix of ['_mask', '']) {
    for (const image of images) {
      const mask = masks.get(keyOf(image) + suffix);
      if (mask === undefined || imageOf.has(mask) || matched.has(image)) continue;
      imageOf.set(mask, image.path);
      matched.add(image);
    }
  }
  return entries.map((entry) => {
    const maskOf = imageOf.get(entry);
    return maskOf === undefined ? entry : { ...entry, maskOf };
  });
}
