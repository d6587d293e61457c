/** A headless run as the zip that the page exports, so that it can be dropped on the page. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { RunEvent } from '../../src/core/run/file/event-shapes.ts';
import type { RunResults } from '../../src/core/run/results.ts';
import { packRuns } from '../../src/state/runs/run-zip/write-run-zip.ts';

export interface SavedRunParts {
  readonly results: RunResults;
  readonly events: readonly RunEvent[];
  /** As safetensors; undefined to leave them out. */
  readonly weights: Uint8Array<ArrayBuffer> | undefined;
  /** Milliseconds since 1970. */
  readonly finishedAt: number;
}

export async function saveRun(
  path: string,
  { results, events, weights, finishedAt }: SavedRunParts,
): Promise<void> {
  const run = { id: finishedAt.toString(36), name: '', finishedAt, results };
  const zip = await packRuns([{ run, events, weights, folder: '' }], {
    script: readFileSync('src/state/runs/run-zip/reproduce.py', 'utf8'),
    report: () => undefined,
    signal: new AbortController().signal,
  });
  writeFileSync(`${path}.new`, new Uint8Array(await zip.arrayBuffer()));
  renameSync(`${path}.new`, path); // whole or not at all
}
