/**
 * Records of runs as the browser kept them, which may have been written by another version, cut off or changed: each is held to
 * the shape of a run by itself, so that one that cannot be read hides no other.
 */
import { resultsShape } from '../../core/run/file/result-shape.ts';
import {
  fieldsOf,
  object,
  optional,
  readShape,
  text,
  time,
  truth,
  type Shape,
} from '../../core/run/file/shape.ts';
import { createBreath } from './run-zip/breathe.ts';
import type { RunRecord, UnreadableRecord } from './runs.ts';

/** The newest version of results that this page reads. */
const newestVersion = 3;

const headShape = object({
  id: text,
  finishedAt: time,
  name: text,
  isBaseline: truth,
  from: optional(text),
});

const recordShape: Shape<RunRecord> = (raw, where) => ({
  ...headShape(raw, where),
  results: resultsShape(fieldsOf(raw, where).get('results'), 'results'),
});

function versionOf(raw: unknown): unknown {
  const record = readShape(fieldsOf, raw);
  const results = record.ok ? readShape(fieldsOf, record.value.get('results')) : record;
  return results.ok ? results.value.get('version') : undefined;
}

export interface Kept {
  readonly key: unknown;
  readonly raw: unknown;
}

export interface KeptRecords {
  readonly records: readonly RunRecord[];
  readonly unreadable: readonly UnreadableRecord[];
}

/** In short pieces, since a run of thousands of images takes some milliseconds. */
export async function readKeptRecords(kept: readonly Kept[]): Promise<KeptRecords> {
  const breathe = createBreath();
  const records: RunRecord[] = [];
  const unreadable: UnreadableRecord[] = [];
  for (const { key, raw } of kept) {
    const record = readShape(recordShape, raw);
    const version = versionOf(raw);
    const isNewer = typeof version === 'number' && version > newestVersion;
    if (record.ok) records.push(record.value);
    else unreadable.push({ key, isNewer, where: record.problem.where });
    await breathe();
  }
  return { records, unreadable };
}
