/** One path taken apart: what a file's place in an MVTec-like folder says of it [MVTec section 4]. */
import { normalClass, type Split } from '../dataset.ts';
import { isHolderName, isNormalName, plainName } from './words.ts';

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
  training: 'train',
  学習: 'train',
  学習用: 'train',
  訓練: 'train',
  test: 'test',
  testing: 'test',
  test_public: 'test',
  validation: 'validation',
  検証: 'validation',
  検証用: 'validation',
  テスト: 'test',
  テスト用: 'test',
  評価用: 'test',
  ground_truth: 'mask',
};
/** MVTec AD 2: for a server that alone knows the labels. */
const unusedNames: Readonly<Record<string, 'unlabelled'>> = {
  test_private: 'unlabelled',
  test_private_mixed: 'unlabelled',
};
/** Where each kind lies in MVTec AD. */
export const kindFolder: Readonly<Record<Kind, string>> = {
  train: 'train',
  test: 'test',
  validation: 'validation',
  mask: 'ground_truth',
};

export type Kind = Split | 'mask';

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

/** By its name; formats that cannot be read are among them, so that each such file is reported. */
export function looksLikeImage(name: string): boolean {
  return imageExtensions.test(name);
}

/** A file's name without its ending; a leading dot begins no ending. */
export function stemOf(file: string): string {
  const dot = file.lastIndexOf('.');
  return dot > 0 ? file.slice(0, dot) : file;
}

function own<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  const key = plainName(name);
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** A folder of a dataset that is split into kinds; below one, nothing is a category of its own. */
export function isSplitFolder(name: string): boolean {
  return own(kinds, name) !== undefined || own(unusedNames, name) !== undefined;
}

export function unusedReason(name: string): 'unlabelled' | undefined {
  return own(unusedNames, name);
}

function isPublicTest(name: string | undefined): boolean {
  return name?.toLowerCase() === 'test_public';
}

/** `train/good/images/1.png` is `train/good/1.png`: a folder of that name says only that images are in it. */
function withoutHolder(names: readonly string[]): readonly string[] {
  const holder = names.at(-2);
  return names.length > 3 &&
    holder !== undefined &&
    isHolderName(holder) &&
    own(kinds, names.at(-4) ?? '') !== undefined
    ? [...names.slice(0, -2), ...names.slice(-1)]
    : names;
}

/** MVTec LOCO has a folder of masks an image: `ground_truth/<defect>/000/000.png`, one for each thing that is wrong. */
function isInMaskFolder(names: readonly string[]): boolean {
  const [kindName = '', className = ''] = names.slice(-4);
  return (
    names.length > 3 &&
    own(kinds, kindName) === 'mask' &&
    own(kinds, className) === undefined &&
    own(kinds, names.at(-3) ?? '') === undefined
  );
}

/** Training and validation images are normal ones, or have no meaning. */
function isMisplaced(kind: Kind, defect: string): boolean {
  return (kind === 'train' || kind === 'validation') && defect !== normalClass;
}

/** Reads the last three names: kind, defect, file. Undefined in any other place, and for defects among training images. */
export function placeOf(path: readonly string[]): Place | undefined {
  const names = withoutHolder(path);
  if (names.length < 3) return undefined;
  const inside = names.slice(isInMaskFolder(names) ? -4 : -3);
  const [kindName, className] = inside;
  const kind = own(kinds, kindName);
  if (kind === undefined) return undefined;
  const defect = isNormalName(className) ? normalClass : className;
  if (isMisplaced(kind, defect)) return undefined;
  const above = names.slice(0, -inside.length);
  const isInside = kind === 'mask' && isPublicTest(above.at(-1));
  const isSecond = isInside || isPublicTest(kindName);
  return {
    folder: (isInside ? above.slice(0, -1) : above).join('/'),
    inCategoryPath: [isSecond ? kindFolder[kind] : kindName, ...inside.slice(1)].join('/'),
    kind,
    defect,
    isSecond,
  };
}
