/** The dataset of a run: drawn, or read from a folder as the page reads it. */
import { openAsBlob } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { isHeld, type HeldDataset } from '../../src/core/dataset/dataset.ts';
import type { PlannedCategory } from '../../src/core/dataset/layout/plan.ts';
import { recogniseFolder } from '../../src/core/dataset/layout/recognise.ts';
import { defaultPreparation } from '../../src/core/dataset/preparation.ts';
import { drawSampleItems } from '../../src/core/dataset/samples/samples.ts';
import type { SourceFile } from '../../src/worker/bridge/contract-data.ts';
import { toDataset } from '../../src/worker/data/fingerprint.ts';
import { importCategory } from '../../src/worker/data/import.ts';
import { decodeInNode } from './decode.ts';
import { UsageError, type RunOptions } from './options.ts';

type Tell = (line: string) => void;

type FolderSource = Extract<RunOptions['source'], { readonly kind: 'folder' }>;

export async function pathsBelow(folder: string): Promise<string[]> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new UsageError(`${folder} is no folder`);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

function chooseCategory(
  paths: readonly string[],
  wanted: string | undefined,
  folder: string,
): PlannedCategory {
  const { categories } = recogniseFolder(paths);
  const names = categories.map(({ name }) => name);
  const chosen = wanted === undefined ? categories : categories.filter(({ name }) => name === wanted);
  const [category] = chosen;
  if (category === undefined || chosen.length > 1)
    throw new UsageError(
      `${folder} has the categories ${names.join(', ') || '(none)'}; name one by --category`,
    );
  // A category whose files lie in the folder itself is called as the folder.
  return category.name === 'images' ? { ...category, name: basename(resolve(folder)) } : category;
}

async function openFiles(
  folder: string,
  { entries }: Pick<PlannedCategory, 'entries'>,
): Promise<SourceFile[]> {
  return Promise.all(entries.map(async ({ path }) => ({ path, blob: await openAsBlob(join(folder, path)) })));
}

/** Files of the normal training images, at their own size. */
export async function normalPhotos({ folder, category }: FolderSource): Promise<SourceFile[]> {
  const chosen = chooseCategory(await pathsBelow(folder), category, folder);
  return openFiles(folder, { entries: chosen.entries.filter(({ kind }) => kind === 'train') });
}

async function readFolder(
  folder: string,
  wanted: string | undefined,
  side: number,
  tell: Tell,
): Promise<HeldDataset> {
  const category = chooseCategory(await pathsBelow(folder), wanted, folder);
  const sources = await openFiles(folder, category);
  const outcome = await importCategory(
    { sources, archives: [], category, preparation: { ...defaultPreparation, side } },
    {
      decode: decodeInNode,
      report: () => undefined,
      signal: new AbortController().signal,
      stage: (_begin, work) => work(undefined, undefined), // nothing is kept
    },
  );
  if (!outcome.ok) throw new UsageError(`${folder} cannot be used: ${JSON.stringify(outcome.problem)}`);
  for (const { path, kind, came } of outcome.value.problems) tell(`left out ${path}: ${kind}, ${came}`);
  const { dataset } = outcome.value;
  return { ...dataset, items: dataset.items.filter(isHeld) };
}

/** Images at `side` pixels, as the page keeps them. */
export function loadDataset(source: RunOptions['source'], side: number, tell: Tell): Promise<HeldDataset> {
  if (source.kind === 'folder') return readFolder(source.folder, source.category, side, tell);
  return toDataset(source.name, 'sample', [...drawSampleItems(source.name, side)]);
}
