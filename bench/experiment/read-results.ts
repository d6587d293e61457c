/** Results from files: JSON of single runs, zips of runs, and folders of these. */
import { openAsBlob, readFileSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunResults } from '../../src/core/run/results.ts';
import { readRunZip } from '../../src/state/runs/run-zip/read-run-zip.ts';
import { UsageError } from './options.ts';
import type { ExperimentOutput } from './run.ts';

/** Further evaluations of the same network count as runs. */
function readJson(path: string): RunResults[] {
  const output = JSON.parse(readFileSync(path, 'utf8')) as ExperimentOutput;
  const others = output.also.map(({ changes, evaluation }) => ({
    ...output,
    config: { ...output.config, ...changes },
    evaluation,
  }));
  return [output, ...others];
}

async function readZip(path: string): Promise<RunResults[]> {
  const outcomes = await readRunZip(await openAsBlob(path), path, new AbortController().signal);
  return outcomes.map((outcome) => {
    if (!outcome.ok) throw new UsageError(`${path} cannot be read: ${JSON.stringify(outcome.problem)}`);
    return outcome.value.run.results;
  });
}

async function filesBelow(path: string): Promise<string[]> {
  if (!statSync(path).isDirectory()) return [path];
  const names = await readdir(path, { recursive: true });
  return names
    .filter((name) => name.endsWith('.zip'))
    .sort()
    .map((name) => join(path, name));
}

export async function readResults(paths: readonly string[]): Promise<RunResults[]> {
  const files = (await Promise.all(paths.map(filesBelow))).flat();
  const read: RunResults[] = [];
  for (const file of files) read.push(...(file.endsWith('.zip') ? await readZip(file) : readJson(file)));
  return read;
}
