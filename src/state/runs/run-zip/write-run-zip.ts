/** Writes runs as a zip: one at its root, several in a folder each. */
import type { RunEvent } from '../../../core/run/file/event-shapes.ts';
import { toPlainJson } from '../../../core/run/file/plain-json.ts';
import { writeReport } from '../../../core/run/file/report.ts';
import { writeRunFile } from '../../../core/run/file/run-file.ts';
import { figuresCsv, scoresCsv } from '../../../core/run/file/scores-csv.ts';
import { createBreath } from './breathe.ts';
import { runFiles, type CarriedRun } from './run-zip.ts';

export interface PackedRun extends CarriedRun {
  /** Empty for a run alone; else `NAME/`. */
  readonly folder: string;
  /** `undefined` if the network is gone. */
  readonly weights: Uint8Array<ArrayBuffer> | undefined;
}

export interface PackOptions {
  /** The text of `reproduce.py`. */
  readonly script: string;
  readonly report: (done: number) => void;
  readonly signal: AbortSignal;
}

/** An event a line, in pieces that each take a moment. */
async function eventsBlob(events: readonly RunEvent[]): Promise<Blob> {
  const breathe = createBreath();
  const lines: string[] = [];
  for (const event of events) {
    lines.push(`${toPlainJson(event)}\n`);
    await breathe();
  }
  return new Blob(lines);
}

/** The files of one run but for its weights, by name; `run.json` comes first, so that a reader of the first bytes knows it. */
async function filesOf(
  { run, events, weights }: PackedRun,
  script: string,
): Promise<readonly [string, Blob][]> {
  return [
    [runFiles.run, new Blob([writeRunFile(run)])],
    [runFiles.events, await eventsBlob(events)],
    [runFiles.scores, new Blob([scoresCsv(run.results.evaluation)])],
    [runFiles.figures, new Blob([figuresCsv(run.results.evaluation)])],
    [runFiles.report, new Blob([writeReport({ run, hasWeights: weights !== undefined })])],
    [runFiles.script, new Blob([script])],
  ];
}

/** A zip has dates from 1980 to 2107; the time of a run beyond them stands in `run.json` alone. */
function dateOptions(finishedAt: number): { readonly lastModDate?: Date } {
  const lastModDate = new Date(finishedAt);
  const year = lastModDate.getUTCFullYear(); // NaN for no date
  return year > 1980 && year < 2107 ? { lastModDate } : {};
}

/** @throws the signal's reason. */
export async function packRuns(
  runs: AsyncIterable<PackedRun> | Iterable<PackedRun>,
  { script, report, signal }: PackOptions,
): Promise<Blob> {
  const { BlobReader, BlobWriter, Uint8ArrayReader, ZipWriter } =
    await import('@zip.js/zip.js/lib/zip-core-native.js');
  const zip = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false, signal });
  let done = 0;
  for await (const run of runs) {
    signal.throwIfAborted();
    const options = dateOptions(run.run.finishedAt);
    for (const [name, content] of await filesOf(run, script))
      await zip.add(run.folder + name, new BlobReader(content), options);
    if (run.weights !== undefined) {
      const stored = { ...options, level: 0 }; // weights do not pack
      await zip.add(run.folder + runFiles.weights, new Uint8ArrayReader(run.weights), stored);
    }
    report(++done);
  }
  return zip.close();
}
