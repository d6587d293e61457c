/** Runs to look through at one image: the newest of each method on the same images. */
import type { RunResults } from './results.ts';
import { methodOf } from './table.ts';

/** `records` begin with the newest. */
export function newestOfEach<Record extends { readonly results: RunResults }>(
  records: readonly Record[],
  fingerprint: string | undefined,
): Record[] {
  const found = new Map<string, Record>();
  for (const record of records) {
    const { results } = record;
    const method = methodOf(results).name;
    if (results.dataset.fingerprint === fingerprint && !found.has(method)) found.set(method, record);
  }
  return [...found.values()];
}
