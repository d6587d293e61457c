/**
 * Which mask belongs to which test image: same defect, and `<stem>_mask` or else `<stem>`, whatever the extensions; or all masks of
 * a folder named like the image (MVTec LOCO).
 */
import type { PlannedFile } from './plan.ts';

function keyOf({ inCategoryPath, defect }: PlannedFile): string {
  const file = inCategoryPath.slice(inCategoryPath.lastIndexOf('/') + 1);
  const dot = file.lastIndexOf('.');
  return `${defect}/${dot > 0 ? file.slice(0, dot) : file}`.toLowerCase();
}

/** `ground_truth/cut/000/1.png` as the mask of `000`; `undefined` for a mask in the folder of its defect. */
function folderKey({ inCategoryPath, defect }: PlannedFile): string | undefined {
  const names = inCategoryPath.split('/');
  return names.length > 3 ? `${defect}/${names[2]}`.toLowerCase() : undefined;
}

/** Every entry, masks with `maskOf` where their image is there. An image has one mask, the first that fits, or a folder of them. */
export function matchMasks(entries: readonly PlannedFile[]): PlannedFile[] {
  const images = entries.filter(({ kind }) => kind === 'test');
  const masks = new Map<string, PlannedFile>();
  const known = new Map(images.map((image) => [keyOf(image), image.path]));
  for (const entry of [...entries].reverse())
    if (entry.kind === 'mask' && folderKey(entry) === undefined) masks.set(keyOf(entry), entry);
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
    const inFolder = entry.kind === 'mask' ? folderKey(entry) : undefined;
    const maskOf = inFolder === undefined ? imageOf.get(entry) : known.get(inFolder);
    return maskOf === undefined ? entry : { ...entry, maskOf };
  });
}
