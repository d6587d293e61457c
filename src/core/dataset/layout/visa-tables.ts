/** What VisA's tables say of each image. Rows that name no file here are reported; they stop nothing. */
import type { Split } from '../dataset.ts';
import { namesOf } from './place.ts';
import type { TableProblem } from './plan.ts';
import { readTable, type Row } from './table.ts';

interface Fact {
  label?: string;
  split?: Split;
}

export interface Facts {
  /** By `factKey` of an image. */
  readonly images: ReadonlyMap<string, Fact>;
  /** `factKey` of a mask to that of its image. */
  readonly imageOfMask: ReadonlyMap<string, string>;
  /** Folders of objects whose split a table gives. */
  readonly splitFolders: ReadonlySet<string>;
  readonly problems: readonly TableProblem[];
}

interface Reading {
  readonly images: Map<string, Fact>;
  readonly imageOfMask: Map<string, string>;
  readonly splitFolders: Set<string>;
  readonly problems: TableProblem[];
  readonly known: ReadonlySet<string>;
}

/** Of a file below the `Data` folder of an object; `tail` is `<class>/<file>`. */
export function factKey(folder: string, tail: string): string {
  return `${folder}\n${tail}`;
}

/** `other`: a split for another task, which is not read. */
export function tableKind(path: string): 'labels' | 'split' | 'other' | undefined {
  const names = namesOf(path.toLowerCase());
  const [holder, name] = [names.at(-2), names.at(-1) ?? ''];
  if (name === 'image_anno.csv') return 'labels';
  if (holder !== 'split_csv' || !name.endsWith('.csv')) return undefined;
  return name === '1cls.csv' ? 'split' : 'other';
}

/** Paths of the tables whose text says more about these files. */
export function tablesAmong(paths: readonly string[]): string[] {
  return paths.filter((path) => ['labels', 'split'].includes(tableKind(path) ?? ''));
}

/** `candle/Data/Images/Normal/0000.JPG` to object and tail. */
function locate(cell: string): { object: string; tail: string } {
  const names = namesOf(cell.replaceAll('\\', '/'));
  return { object: names.at(-5) ?? '', tail: names.slice(-2).join('/').toLowerCase() };
}

function addRow(row: Row, path: string, folder: string, reading: Reading): void {
  const { images, imageOfMask, known, problems } = reading;
  const cell = row.cell('image');
  const key = factKey(folder, locate(cell).tail);
  if (!known.has(key)) {
    const wanted = 'an image below Data/Images';
    problems.push({ path, line: row.line, kind: 'image-not-found', came: cell.slice(0, 200), wanted });
    return;
  }
  const label = row.cell('label');
  const fact = images.get(key) ?? {};
  // The table of splits says `anomaly` where the table of labels says which.
  images.set(
    key,
    label === '' || (fact.label !== undefined && label === 'anomaly') ? fact : { ...fact, label },
  );
  const mask = row.cell('mask');
  if (mask !== '') imageOfMask.set(factKey(folder, locate(mask).tail), key);
}

function readLabels(path: string, rows: readonly Row[], reading: Reading): void {
  const folder = namesOf(path).slice(0, -1).join('/');
  for (const row of rows) addRow(row, path, folder, reading);
}

function readSplit(path: string, rows: readonly Row[], reading: Reading): void {
  const root = namesOf(path).slice(0, -2);
  for (const row of rows) {
    const { object, tail } = locate(row.cell('image'));
    const folder = [...root, row.cell('object') || object].join('/');
    const split = row.cell('split').toLowerCase();
    if (split !== 'train' && split !== 'test') {
      const wanted = 'train or test';
      reading.problems.push({
        path,
        line: row.line,
        kind: 'unknown-label',
        came: split.slice(0, 200),
        wanted,
      });
      continue;
    }
    addRow(row, path, folder, reading);
    const fact = reading.images.get(factKey(folder, tail));
    if (fact === undefined) continue;
    fact.split = split;
    reading.splitFolders.add(folder);
  }
}

/** `known` holds the keys of the files that are there. Labels are read before splits. */
export function readFacts(tables: ReadonlyMap<string, string>, known: ReadonlySet<string>): Facts {
  const reading: Reading = {
    images: new Map(),
    imageOfMask: new Map(),
    splitFolders: new Set(),
    problems: [],
    known,
  };
  if (known.size === 0) return reading;
  for (const kind of ['labels', 'split'] as const) {
    const columns = kind === 'labels' ? ['image', 'label'] : ['object', 'split', 'image'];
    for (const [path, text] of [...tables].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (tableKind(path) !== kind) continue;
      const table = readTable(path, text, columns);
      if (!table.ok) reading.problems.push(table.problem);
      else {
        reading.problems.push(...table.value.problems);
        (kind === 'labels' ? readLabels : readSplit)(path, table.value.rows, reading);
      }
    }
  }
  return reading;
}
