/** One path taken apart: what a file's place in an MVTec-like folder says of it [MVTec section 4]. */
import { normalClass } from '../dataset.ts';

const normalNames = new Set(['good', 'ok', 'normal']);
const abnormalNames = new Set(
  'abnormal anomaly anomalies anomalous bad defect defects defective ko ng not_good nok'.split(' '),
);
const maskNames = new Set(['ground_truth', 'mask', 'masks']);
const ignoredNames = new Set([
  '__macosx',
  'thumbs.db',
  'desktop.ini',
  'readme.txt',
  'readme.md',
  'license.txt',
  'license-dataset',
]);
const imageExtensions = /\.(png|jpe?g|jfif|webp|bmp|dib|gif|tiff?|avif|hei[cf]|jp2|j2k|jxl)$/i;
const kinds: Readonly<Record<string, Kind>> = {
  train: 'train',
  test: 'test',
  test_public: 'test',
  ground_truth: 'mask',
};
/** MVTec AD 2: for choosing a threshold, and for a server that alone knows the labels. */
const unusedNames: Readonly<Record<string, 'validation' | 'unlabelled'>> = {
  validation: 'validation',
  test_private: 'unlabelled',
  test_private_mixed: 'unlabelled',
};
/** Where each kind lies in MVTec AD. */
export const kindFolder: Readonly<Record<Kind, string>> = {
  train: 'train',
  test: 'test',
  mask: 'ground_truth',
};

export type Kind = 'train' | 'test' | 'mask';

export interface Place {
  /** Folders above the category's own; the last one names it. */
  readonly folder: string;
  readonly inCategoryPath: string;
  readonly kind: Kind;
  readonly defect: string;
  /** Its folder is one that only MVTec AD 2 has. */
  readonly isSecond: boolean;
}

/** Names along a path, without what only says "here". */
export function namesOf(path: string): string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}

/** Files that systems and packers leave behind, hidden files, and the text that comes with datasets. */
export function isIgnored(names: readonly string[]): boolean {
  return (
    names.length === 0 || names.some((name) => name.startsWith('.') || ignoredNames.has(name.toLowerCase()))
  );
}

/** By its name; formats that cannot be read are among them, so that each such file is told of. */
export function looksLikeImage(name: string): boolean {
  return imageExtensions.test(name);
}

/** A file's name without its ending; a leading dot begins no ending. */
export function stemOf(file: string): string {
  const dot = file.lastIndexOf('.');
  return dot > 0 ? file.slice(0, dot) : file;
}

export function isNormalName(name: string): boolean {
  return normalNames.has(name.toLowerCase());
}

export function isAbnormalName(name: string): boolean {
  return abnormalNames.has(name.toLowerCase());
}

export function isMaskName(name: string): boolean {
  return maskNames.has(name.toLowerCase());
}

function own<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** A folder of a dataset that is split into kinds; below one, nothing is a category of its own. */
export function isSplitFolder(name: string): boolean {
  return own(kinds, name) !== undefined || own(unusedNames, name) !== undefined;
}

export function unusedReason(name: string): 'validation' | 'unlabelled' | undefined {
  return own(unusedNames, name);
}

function isPublicTest(name: string | undefined): boolean {
  return name?.toLowerCase() === 'test_public';
}

/** Reads the last three names: kind, defect, file. Undefined in any other place, and for defects among training images. */
export function placeOf(names: readonly string[]): Place | undefined {
  if (names.length < 3) return undefined;
  const [kindName, className, file] = names.slice(-3);
  const kind = own(kinds, kindName);
  if (kind === undefined) return undefined;
  const defect = isNormalName(className) ? normalClass : className;
  if (kind === 'train' && defect !== normalClass) return undefined;
  const above = names.slice(0, -3);
  const isInside = kind === 'mask' && isPublicTest(above.at(-1));
  const isSecond = isInside || isPublicTest(kindName);
  return {
    folder: (isInside ? above.slice(0, -1) : above).join('/'),
    inCategoryPath: isSecond ? `${kindFolder[kind]}/${className}/${file}` : names.slice(-3).join('/'),
    kind,
    defect,
    isSecond,
  };
}
