/** Imports for tests, that nothing outlives. */
import { isHeld, type HeldDataset } from '../../core/dataset/dataset.ts';
import type { Result } from '../../core/result.ts';
import type { ImportOutcome, ImportProblem, ImportProgress, SourceFile } from '../bridge/contract-data.ts';
import { importCategory } from '../data/import.ts';
import type { Decode } from '../data/pictures/pixels.ts';
import { decode } from './pictures.ts';
import { inMemory, requestFor } from './requests.ts';

interface Options {
  readonly decoder?: Decode;
  readonly report?: (progress: ImportProgress) => void;
}

function importFiles(
  files: readonly SourceFile[],
  { decoder = decode, report = () => undefined }: Options = {},
): Promise<Result<ImportOutcome, ImportProblem>> {
  const { signal } = new AbortController();
  return importCategory(requestFor(files), { decode: decoder, report, signal, stage: inMemory });
}

/** Throws if nothing is imported. */
export async function imported(
  ...given: Parameters<typeof importFiles>
): Promise<Omit<ImportOutcome, 'dataset'> & { readonly dataset: HeldDataset }> {
  const outcome = await importFiles(...given);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  const { dataset, ...rest } = outcome.value;
  return { ...rest, dataset: { ...dataset, items: dataset.items.filter(isHeld) } };
}
