/** One path taken apart: what a file's place in an MVTec-like folder says of it [MVTec section 4]. */
import { normalClass } from '../dataset.ts';

const normalNames = new Set(['good', 'ok', 'normal']);
const ignoredNames = new Set(['__macosx', 'thumbs.db', 'desktop.ini', 'readme.txt', 'license.txt']);
const imageExtensions = /\.(png|jpe?g|jfif|webp|bmp|gif|tiff?|avif|heic)$/i;
const kinds: Readonly<Record<string, Kind>> = { train: 'train', test: 'test', ground_truth: 'mask' };

export type Kind = 'train' | 'test' | 'mask';

export interface Place {
  /** Folders above the category's own; the last one names it. */
  readonly folder: string;
  readonly inCategoryPath: string;
  readonly kind: Kind;
  readonly defect: string;
}

/** Names along a path, without what only says "here". */
export function namesOf(path: string): string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}

/** Files that systems and packers leave behind, hidden files, and the text that comes with MVTec AD. */
export function isIgnored(names: readonly string[]): boolean {
  return (
    names.length === 0 || names.some((name) => name.startsWith('.') || ignoredNames.has(name.toLowerCase()))
  );
}

/** By its name; formats that cannot be read are among them, so that each such file is told of. */
export function looksLikeImage(name: string): boolean {
  return imageExtensions.test(name);
}

export function kindOfFolder(name: string): Kind | undefined {
  return kinds[name.toLowerCase()];
}

/** Reads the last three names: kind, defect, file. Undefined in any other place, and for defects among training images. */
export function placeOf(names: readonly string[]): Place | undefined {
  if (names.length < 3) return undefined;
  const [kindName, className] = names.slice(-3);
  const kind = kindOfFolder(kindName);
  if (kind === undefined) return undefined;
  const defect = normalNames.has(className.toLowerCase()) ? normalClass : className;
  if (kind === 'train' && defect !== normalClass) return undefined;
  return { folder: names.slice(0, -3).join('/'), inCategoryPath: names.slice(-3).join('/'), kind, defect };
}
