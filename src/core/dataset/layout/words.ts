/**
 * What people call normal and defective images, masks and splits, in English and Japanese. A whole name says what it means; a word
 * within a longer name (`NG_images`, `良品画像`) only hints at it, and a hint is asked about before anything is trained.
 */

export type Meaning = 'normal' | 'abnormal' | 'mask';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const normalNames = words('good ok normal normals pass passed 良品 良 正常 正常品 合格 合格品');
const abnormalNames = words(
  'abnormal abnormals anomaly anomalies anomalous bad defect defects defective ko ng nok not_good not-good fail failed ' +
    '不良品 不良 異常 異常品 欠陥 欠陥品 不合格 不合格品',
);
const maskNames = words(
  'ground_truth ground-truth groundtruth mask masks gt label_masks segmentation segmentations マスク マスク画像 正解マスク',
);
/** Between a class and its files they say nothing. */
const holderNames = words('images image imgs img pictures 画像');

const normalHints = words('good ok normal pass template temp ref reference golden free 良品 正常 合格');
const abnormalHints = words(
  'abnormal anomaly anomalies anomalous bad defect defects defective ng nok fail failed faulty flaw flaws ' +
    'crack cracks scratch scratches 不良 異常 欠陥 不合格 キズ 傷',
);
const maskHints = words(
  'mask masks gt label labels seg segmentation annotation annotations groundtruth マスク',
);

/** In one form of writing: full-width letters become narrow, capitals small. */
export function plainName(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

export function isNormalName(name: string): boolean {
  return normalNames.has(plainName(name));
}

export function isAbnormalName(name: string): boolean {
  return abnormalNames.has(plainName(name));
}

export function isMaskName(name: string): boolean {
  return maskNames.has(plainName(name));
}

export function isHolderName(name: string): boolean {
  return holderNames.has(plainName(name));
}

const isLatin = (word: string): boolean => /^[a-z]+$/.test(word);

/** Latin words stand between marks or digits; Japanese has no gaps, so that its words are looked for anywhere. */
function has(name: string, hints: ReadonlySet<string>): boolean {
  const parts = new Set(name.split(/[^a-z]+/));
  return [...hints].some((hint) => (isLatin(hint) ? parts.has(hint) : name.includes(hint)));
}

/** What a word of a name hints at; `不良品` is not taken for `良品`, nor `abnormal` for `normal`. */
export function hintOf(name: string): Meaning | undefined {
  const plain = plainName(name);
  if (has(plain, maskHints)) return 'mask';
  const isDefectFree = /(defect|anomaly|flaw)s?[-_ ]?free|no[nt]?[-_ ]?(defect|anomal|flaw)/.test(plain);
  if (isDefectFree) return 'normal';
  if (has(plain, abnormalHints)) return 'abnormal';
  return has(plain, normalHints) ? 'normal' : undefined;
}

const suffixPattern = /^(.+?)[-_. ]([^-_. \d]+)$/u;

/** `00041000_test` to its base and the word behind it; `undefined` if the stem ends with a number or has no mark. */
export function suffixOf(stem: string): { readonly base: string; readonly word: string } | undefined {
  const match = suffixPattern.exec(stem);
  return match === null ? undefined : { base: match[1], word: plainName(match[2]) };
}
