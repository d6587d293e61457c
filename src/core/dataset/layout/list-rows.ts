/** A list of images in any of the forms people keep one: CSV, TSV, or JSON as an array, an object or COCO. Rows of named cells. */
import { readLines } from './table.ts';

export type ListRow = Readonly<Record<string, string>>;

function cellOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toRow(value: Readonly<Record<string, unknown>>): ListRow {
  return Object.fromEntries(Object.entries(value).map(([name, cell]) => [name.toLowerCase(), cellOf(cell)]));
}

/** COCO: images with a category of an annotation, or none. */
function readCoco(root: Readonly<Record<string, unknown>>): ListRow[] | undefined {
  const [images, annotations, categories] = [root['images'], root['annotations'], root['categories']].map(
    (list) => (Array.isArray(list) ? (list as unknown[]).filter(isRecord) : undefined),
  );
  if (images === undefined || annotations === undefined) return undefined;
  const names = new Map((categories ?? []).map(({ id, name }) => [cellOf(id), cellOf(name)]));
  const labels = new Map(
    annotations.map((one) => [cellOf(one['image_id']), names.get(cellOf(one['category_id'])) ?? 'defect']),
  );
  return images.map(({ id, file_name: file }) => ({
    file: cellOf(file),
    label: labels.get(cellOf(id)) ?? 'good',
  }));
}

function readJson(text: string): ListRow[] {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return [];
  }
  if (Array.isArray(root)) return (root as unknown[]).filter(isRecord).map(toRow);
  if (!isRecord(root)) return [];
  const coco = readCoco(root);
  if (coco !== undefined) return coco;
  const lists = Object.values(root).filter(
    (value) => Array.isArray(value) && value.some(isRecord),
  ) as unknown[][];
  if (lists.length === 1) return (lists[0] ?? []).filter(isRecord).map(toRow);
  return Object.entries(root).map(([file, value]) => ({
    ...(isRecord(value) ? toRow(value) : { label: cellOf(value) }),
    file,
  }));
}

/** Cells of lines that are parted by tabs or semicolons; where neither is there, by commas, with quotes. */
function cellLines(text: string): string[][] {
  const [first = ''] = text.split('\n', 1);
  const mark = ['\t', ';'].find((one) => first.includes(one) && !first.includes(','));
  if (mark === undefined) return readLines(text).lines.map(({ cells }) => [...cells]);
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.map((line) => line.split(mark).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')));
}

const imageEnding = /\.\w{2,4}$/;

/** Without a line of names, columns are `0`, `1`, ...: the first line has an image in it then. */
function readTabular(text: string): ListRow[] {
  const [first = [], ...others] = cellLines(text.replace(/^\uFEFF/, ''));
  const hasNames = !first.some((cell) => imageEnding.test(cell));
  const names = hasNames ? first.map((name) => name.toLowerCase()) : first.map((_, i) => String(i));
  const lines = hasNames ? others : [first, ...others];
  return lines.map((cells) => Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ''])));
}

export function readRows(path: string, text: string): ListRow[] {
  return /\.json$/i.test(path) ? readJson(text) : readTabular(text);
}
