/** What the user said of the folders of a drop, for the next drop of the same shape: the same folders and patterns, whatever its name. */
import type { FolderUse, Uses } from '../../core/dataset/layout/mapping.ts';
import type { Memory } from '../frame/preferences.ts';
import type { MappingState } from './dataset-stage.ts';
import { memoriesKey } from './dropped.ts';

const uses: readonly string[] = [
  'train',
  'validation',
  'test-normal',
  'leave-out',
  'as-found',
  'defect',
  'mask',
];

/** Shapes that are remembered; the oldest goes first. */
const maxShapes = 20;

type Stored = readonly (readonly [row: string, as: string, defect: string])[];
interface Shape {
  readonly rows: string;
  readonly patterns: readonly string[];
  readonly uses: Stored;
}

/** Rows below the folder that all of them share, numbers within names left open: `group00041` is `group#`. */
function relativeKeys({ rows }: Pick<MappingState, 'rows'>): ReadonlyMap<string, string> {
  const folders = rows.filter(({ folder }) => folder !== '').map(({ folder }) => folder.split('/'));
  const [first = []] = folders;
  const differs = first.findIndex((name, i) => folders.some((other) => other[i] !== name));
  const shared = differs < 0 ? first.length : differs;
  return new Map(
    rows.map(({ key: row, folder }) => {
      const names = folder === '' ? [row] : row.split('/').slice(shared);
      return [row, names.join('/').replaceAll(/\d+/g, '#')];
    }),
  );
}

function shapeOf(mapping: MappingState): string {
  const keys = relativeKeys(mapping);
  const own = new Set(mapping.patterns);
  const rows = [...keys].filter(([row]) => !own.has(row)).map(([, relative]) => relative);
  return `${mapping.found.layout}: ${[...new Set(rows)].sort().join('|')}`;
}

function isShape(value: unknown): value is Shape {
  if (typeof value !== 'object' || value === null) return false;
  const { rows, patterns, uses: stored } = value as Partial<Record<keyof Shape, unknown>>;
  const isText = (one: unknown) => typeof one === 'string';
  const areRows =
    Array.isArray(stored) &&
    (stored as unknown[]).every((row) => Array.isArray(row) && row.length === 3 && row.every(isText));
  return isText(rows) && Array.isArray(patterns) && patterns.every(isText) && areRows;
}

function readShapes(memory: Memory): readonly Shape[] {
  try {
    const stored: unknown = JSON.parse(memory.read(memoriesKey) ?? '[]');
    return Array.isArray(stored) ? (stored as unknown[]).filter(isShape) : [];
  } catch {
    return []; // someone else's text under our key
  }
}

export function rememberUses(memory: Memory, mapping: MappingState): void {
  if (mapping.uses.size === 0 && mapping.found.doubts === undefined) return;
  const keys = relativeKeys(mapping);
  const stored = [...mapping.uses].map(
    ([row, use]) => [keys.get(row) ?? row, use.as, 'defect' in use ? use.defect : ''] as const,
  );
  const shape = { rows: shapeOf(mapping), patterns: mapping.patterns, uses: stored };
  const others = readShapes(memory).filter(({ rows }) => rows !== shape.rows);
  memory.write(memoriesKey, JSON.stringify([...others, shape].slice(-maxShapes)));
}

function toUse(as: string, defect: string): FolderUse | undefined {
  if (!uses.includes(as)) return undefined;
  return as === 'defect' || as === 'mask'
    ? { as, defect }
    : { as: as as Exclude<FolderUse['as'], 'defect' | 'mask'> };
}

/** `undefined` for a shape that the user has not said anything of. */
export function recallUses(memory: Memory, mapping: MappingState): Uses | undefined {
  const rows = shapeOf(mapping);
  const shape = readShapes(memory).find((one) => one.rows === rows);
  if (shape === undefined) return undefined;
  const known = new Map(shape.uses.map(([row, as, defect]) => [row, toUse(as, defect)]));
  const keys = [...relativeKeys(mapping), ...shape.patterns.map((pattern) => [pattern, pattern] as const)];
  const recalled = keys.flatMap(([row, relative]) => {
    const use = known.get(relative);
    return use === undefined ? [] : [[row, use] as const];
  });
  return { uses: new Map(recalled), patterns: shape.patterns };
}
