/** What tests ask of a plan. */
import type { FolderPlan, PlannedCategory } from '../plan.ts';

export const below = (folder: string, paths: readonly string[]): string[] =>
  paths.map((path) => `${folder}/${path}`);

export const numbered = (folder: string, count: number, ending: string): string[] =>
  Array.from({ length: count }, (_, i) => `${folder}/${String(i).padStart(3, '0')}${ending}`);

/** `<name>: <layout>` of each category. */
export const named = ({ categories }: FolderPlan): string[] =>
  categories.map(({ name, layout }) => `${name}: ${layout}`);

export const insides = ({ entries }: PlannedCategory): string[] =>
  entries.map(({ inCategoryPath }) => inCategoryPath);

/** Mask to image. */
export const maskPairs = ({ entries }: PlannedCategory): Record<string, string | undefined> =>
  Object.fromEntries(entries.filter(({ kind }) => kind === 'mask').map(({ path, maskOf }) => [path, maskOf]));

/** Normal training, normal test, defective test images, masks. */
export const counts = ({ entries }: PlannedCategory): number[] => {
  const count = (kind: string, isGood: boolean) =>
    entries.filter((entry) => entry.kind === kind && (entry.defect === 'good') === isGood).length;
  return [count('train', true), count('test', true), count('test', false), count('mask', false)];
};
