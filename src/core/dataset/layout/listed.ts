/** Images whose labels a CSV or JSON list gives: `images/000.png` and `labels.csv`. Labels 0 and 1 are asked about. */
import { normalClass, type Split } from '../dataset.ts';
import { createClaim, draftOf, type Claim } from './claim.ts';
import { readRows, type ListRow } from './list-rows.ts';
import { isHolderName, isNormalName, plainName } from './words.ts';
import { isIgnored, looksLikeImage, namesOf } from './place.ts';
import type { PlannedFile } from './plan.ts';
import { tableKind } from './visa-tables.ts';

const labelNames = (
  'label labels class category defect defect_type type target status result judgement judgment verdict ' +
  'ラベル クラス 種類 判定 欠陥 結果'
).split(' ');
/** Columns in which yes means a defect, and in which it means none. */
const defectFlags = 'is_anomaly anomaly is_defect is_defective defective is_bad anomalous 異常 不良'.split(
  ' ',
);
const normalFlags = 'is_good is_normal is_ok good ok normal 正常 良品'.split(' ');
const splitNames = ['split', 'subset', 'set', 'phase'];
const splits: Readonly<Record<string, Split>> = {
  train: 'train',
  training: 'train',
  学習: 'train',
  test: 'test',
  testing: 'test',
  テスト: 'test',
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
  検証: 'validation',
};

const yes = new Set(['1', 'true', 'yes', 'y', '1.0']);
const no = new Set(['0', 'false', 'no', 'n', '0.0', '']);

/** By its name; texts of lists are read while a drop is looked through. */
export function isListFile(path: string): boolean {
  return /\.(csv|tsv|json)$/i.test(path) && !isIgnored(namesOf(path)) && tableKind(path) === undefined;
}

/** Images by the ends of their paths: a list may name them from its own folder, from further up, or by name alone. */
function createFinder(folder: string, images: readonly string[]): (cell: string) => string | undefined {
  const known = new Set(images);
  const byName = new Map<string, string | undefined>();
  for (const path of images) {
    const name = plainName(namesOf(path).at(-1) ?? '');
    byName.set(name, byName.has(name) ? undefined : path);
  }
  return (cell) => {
    const names = namesOf(cell.replaceAll('\\', '/'));
    for (let from = 0; from < names.length; from++) {
      const path = [folder, ...names.slice(from)].filter((name) => name !== '').join('/');
      if (known.has(path)) return path;
    }
    return byName.get(plainName(names.at(-1) ?? ''));
  };
}

/** The column whose cells name most images, at least half of the rows. */
function fileColumn(
  rows: readonly ListRow[],
  find: (cell: string) => string | undefined,
): string | undefined {
  const counts = Object.keys(rows[0] ?? {}).map((name) => {
    const count = rows.filter((row) => find(row[name] ?? '') !== undefined).length;
    return [name, count] as const;
  });
  const best = counts.sort((a, b) => b[1] - a[1]).at(0);
  return best !== undefined && 2 * best[1] >= rows.length && best[1] > 0 ? best[0] : undefined;
}

interface Labels {
  readonly column: string;
  readonly defectOf: (cell: string) => string;
  readonly isGuess: boolean;
}

/** A label as the name of a folder. */
function asDefect(cell: string): string {
  const name = cell.replaceAll(/[/\\\p{Cc}]/gu, '-').trim();
  return name === '' || isIgnored([name]) ? 'defect' : name;
}

/** How a column says what is defective. */
function labelsOf(rows: readonly ListRow[], file: string): Labels | undefined {
  const columns = Object.keys(rows[0] ?? {}).filter((name) => name !== file && !splitNames.includes(name));
  const flag = columns.find((name) => defectFlags.includes(name) && rows.every((row) => isFlag(row[name])));
  if (flag !== undefined)
    return {
      column: flag,
      isGuess: false,
      defectOf: (cell) => (yes.has(plainName(cell)) ? 'defect' : normalClass),
    };
  const good = columns.find((name) => normalFlags.includes(name) && rows.every((row) => isFlag(row[name])));
  if (good !== undefined)
    return {
      column: good,
      isGuess: false,
      defectOf: (cell) => (yes.has(plainName(cell)) ? normalClass : 'defect'),
    };
  const column =
    columns.find((name) => labelNames.includes(name)) ?? (columns.length === 1 ? columns[0] : undefined);
  if (column === undefined) return undefined;
  const cells = rows.map((row) => plainName(row[column] ?? ''));
  if (cells.every((cell) => /^-?\d+(\.0)?$/.test(cell)))
    return {
      column,
      isGuess: true,
      defectOf: (cell) => (no.has(cell) ? normalClass : yes.has(cell) ? 'defect' : `class ${cell}`),
    };
  const hasNormals = cells.some((cell) => isNormalName(cell) || no.has(cell));
  const isNormal = (cell: string) =>
    isNormalName(cell) || (hasNormals && (no.has(plainName(cell)) || cell === 'none'));
  return {
    column,
    isGuess: !hasNormals,
    defectOf: (cell) => (isNormal(cell) ? normalClass : asDefect(cell)),
  };
}

function isFlag(cell = ''): boolean {
  return yes.has(plainName(cell)) || no.has(plainName(cell));
}

function splitOf(row: ListRow): Split | undefined {
  const cell = plainName(row[splitNames.find((name) => Object.hasOwn(row, name)) ?? ''] ?? '');
  return Object.hasOwn(splits, cell) ? splits[cell] : undefined;
}

interface Meant {
  readonly defect: string;
  readonly split: Split | undefined;
}

/** Defects are for testing, whatever the split says: nothing learns from them. */
function toFile(path: string, folder: string, { defect, split }: Meant): PlannedFile {
  const kind = defect === normalClass ? (split ?? 'train') : 'test';
  const inside = namesOf(path).slice(namesOf(folder).length);
  const file = inside.filter((name) => !isHolderName(name)).join('_');
  return { path, kind, defect, inCategoryPath: `${kind}/${defect}/${file}` };
}

interface List {
  readonly path: string;
  readonly folder: string;
  readonly rows: readonly ListRow[];
}

/** The folder of a category: that of its list, unless that is no more than `labels` or `images`. */
function categoryFolder(folder: string): string {
  const names = namesOf(folder);
  const last = names.at(-1) ?? '';
  return isHolderName(last) || /^(labels?|annotations?|lists?)$/i.test(last)
    ? names.slice(0, -1).join('/')
    : folder;
}

function follow({ path, folder, rows }: List, images: readonly string[], claim: Claim): ReadonlySet<string> {
  const taken = new Set<string>();
  const find = createFinder(folder, images);
  const file = fileColumn(rows, find);
  const labels = file === undefined ? undefined : labelsOf(rows, file);
  if (file === undefined || labels === undefined) return taken;
  const hasSplit = rows.some((row) => splitOf(row) !== undefined);
  const home = categoryFolder(folder);
  const draft = draftOf(claim, home, 'listed', hasSplit);
  for (const row of rows) {
    const image = find(row[file] ?? '');
    if (image === undefined || taken.has(image)) continue;
    taken.add(image);
    const defect = labels.defectOf((row[labels.column] ?? '').trim());
    draft.files.push(toFile(image, home, { defect, split: splitOf(row) }));
  }
  if (labels.isGuess) draft.doubts.add('numbers');
  claim.unused.push({ path, reason: 'list' });
  return taken;
}

/** `tables`: texts of lists by path. Images that no list names are left. */
export function claimListed(paths: readonly string[], tables: ReadonlyMap<string, string>): Claim {
  const claim = createClaim();
  const lists = paths.filter((path) => isListFile(path) && tables.has(path));
  let images = paths.filter((path) => looksLikeImage(path));
  for (const path of lists) {
    const folder = namesOf(path).slice(0, -1).join('/');
    const home = categoryFolder(folder);
    const below = home === '' ? images : images.filter((image) => image.startsWith(`${home}/`));
    const rows = readRows(path, tables.get(path) ?? '');
    const taken = follow({ path, folder, rows }, below, claim);
    images = images.filter((image) => !taken.has(image));
  }
  const used = new Set(
    [...claim.unused, ...[...claim.drafts.values()].flatMap(({ files }) => files)].map(({ path }) => path),
  );
  claim.left.push(...paths.filter((path) => !used.has(path)));
  return claim;
}
