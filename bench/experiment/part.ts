/** The state of a run that was stopped, beside its output, so that the same command continues from it. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { TrainingEvent } from '../../src/core/run/events.ts';
import type { SavedRun } from '../../src/engine/training/setup.ts';
import type { RunOptions } from './options.ts';

interface Part {
  readonly key: string;
  readonly saved: SavedRun;
  /** All that was reported up to the saved step. */
  readonly events: readonly TrainingEvent[];
}

export interface PartFile {
  /** `undefined` if there is none, or where it is of another run. */
  read(): Part | undefined;
  write(saved: SavedRun, events: readonly TrainingEvent[]): void;
  remove(): void;
}

/** Runs are the same when dataset, configuration, course and end are. */
export function openPart(
  { out, experiment, course, until }: Pick<RunOptions, 'out' | 'experiment' | 'course' | 'until'>,
  fingerprint: string,
): PartFile {
  const path = `${out}.part`;
  const what = [fingerprint, experiment, course, until].filter((part) => part !== undefined);
  const key = createHash('sha256').update(JSON.stringify(what)).digest('hex');
  return {
    read() {
      if (!existsSync(path)) return undefined;
      const part = deserialize(readFileSync(path)) as Part;
      return part.key === key ? part : undefined;
    },
    write(saved, events) {
      const isKept = (event: TrainingEvent) => !('step' in event) || event.step <= saved.step;
      const part: Part = { key, saved, events: events.filter(isKept) };
      writeFileSync(`${path}.new`, serialize(part));
      renameSync(`${path}.new`, path); // whole or not at all
    },
    remove() {
      rmSync(path, { force: true });
    },
  };
}
