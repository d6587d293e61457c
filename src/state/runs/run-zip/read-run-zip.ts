/** Reads runs out of a zip: bad input is refused with what came and what was wanted, and one bad run spoils no other. */
import type { Entry, FileEntry } from '@zip.js/zip.js';
import { failure, success, type Result } from '../../../core/result.ts';
import { readRunFile, type RunFileProblem } from '../../../core/run/file/run-file.ts';
import { unknownNumber, unknownScore } from '../../../detectors/faces.ts';
import { messageOf } from '../../../core/message-of.ts';
import { readEvents } from './read-events.ts';
import { mostBytes, mostEntries, runFiles, type CarriedRun, type WeightsPlace } from './run-zip.ts';
import { unpackWhole, type UnpackOptions } from './unpack.ts';

type Outcome<Value> = Promise<Result<Value, RunFileProblem>>;

/** The files of one run, by their names without its folder. */
interface RunEntries {
  readonly folder: string;
  readonly files: ReadonlyMap<string, FileEntry>;
}

type Reading = Pick<UnpackOptions, 'expanded' | 'signal'>;

async function readRun({ folder, files }: RunEntries, reading: Reading): Outcome<CarriedRun> {
  const [runEntry, eventsEntry] = [files.get(runFiles.run), files.get(runFiles.events)];
  if (runEntry === undefined) return failure({ kind: 'missing', file: folder + runFiles.run });
  if (eventsEntry === undefined) return failure({ kind: 'missing', file: folder + runFiles.events });
  const json = await unpackWhole(runEntry, { ...reading, most: mostBytes.run });
  if (!json.ok) return json;
  const run = readRunFile(await json.value.text());
  if (!run.ok) return failure({ ...run.problem, file: folder + run.problem.file });
  const { results } = run.value;
  const score = unknownScore(results);
  if (score !== undefined) return failure({ kind: 'malformed', file: folder + runFiles.run, ...score });
  const events = await readEvents(eventsEntry, { ...reading, most: mostBytes.events });
  if (!events.ok) return events;
  const number = unknownNumber(results.detector.id, events.value);
  if (number !== undefined) return failure({ kind: 'malformed', file: folder + runFiles.events, ...number });
  const weightsEntry = files.has(runFiles.weights) ? { weightsEntry: folder + runFiles.weights } : {};
  return success({ run: run.value, events: events.value, ...weightsEntry });
}

/** By folder: a run stands wherever a `run.json` does, or its events alone. Names are only compared, never written to. */
function groupByRun(entries: readonly Entry[]): RunEntries[] {
  const groups = new Map<string, Map<string, FileEntry>>();
  for (const entry of entries) {
    if (entry.directory || entry.filename.includes('__MACOSX/')) continue;
    const at = entry.filename.lastIndexOf('/') + 1;
    const folder = entry.filename.slice(0, at);
    const files = groups.get(folder) ?? new Map<string, FileEntry>();
    groups.set(folder, files.set(entry.filename.slice(at), entry));
  }
  return [...groups]
    .map(([folder, files]) => ({ folder, files }))
    .filter(({ files }) => files.has(runFiles.run) || files.has(runFiles.events));
}

async function startsAsZip(file: Blob): Promise<boolean> {
  const [p, k] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return p === 0x50 && k === 0x4b;
}

async function listEntries(file: Blob, name: string): Outcome<Entry[]> {
  const { BlobReader, ZipReader } = await import('@zip.js/zip.js/lib/zip-core-native.js');
  const zip = new ZipReader(new BlobReader(file), { useWebWorkers: false, filenameValidation: 'tolerant' });
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.getEntriesGenerator()) {
      entries.push(entry);
      if (entries.length > mostEntries)
        return failure({ kind: 'too-large', file: name, came: entries.length, wanted: mostEntries });
    }
    return success(entries);
  } catch (error) {
    return failure({ kind: 'damaged', file: name, came: messageOf(error) });
  } finally {
    await zip.close();
  }
}

/** The weights of a run, from a zip that was read before. @throws the signal's reason. */
export async function readRunWeights({ zip, entry }: WeightsPlace, signal: AbortSignal): Outcome<Blob> {
  const entries = await listEntries(zip, entry);
  if (!entries.ok) return entries;
  const found = entries.value.find(({ filename, directory }) => filename === entry && !directory);
  if (found === undefined || found.directory) return failure({ kind: 'missing', file: entry });
  return unpackWhole(found, { most: mostBytes.weights, expanded: { bytes: 0 }, signal });
}

/** The runs of a zip one after the other, so that the events of one at a time are held. @throws the signal's reason. */
export async function* readRuns(
  file: Blob,
  name: string,
  signal: AbortSignal,
): AsyncGenerator<Result<CarriedRun, RunFileProblem>, void> {
  if (!(await startsAsZip(file))) {
    const came = file.size === 0 ? 'an empty file' : JSON.stringify(await file.slice(0, 12).text());
    yield failure({ kind: 'not-a-zip', file: name, came });
    return;
  }
  const entries = await listEntries(file, name);
  if (!entries.ok) {
    yield entries;
    return;
  }
  const runs = groupByRun(entries.value);
  if (runs.length === 0) {
    const names = entries.value.slice(0, 3).map(({ filename }) => filename);
    yield failure({ kind: 'no-run', file: name, came: names.join(', ') });
  }
  const reading: Reading = { expanded: { bytes: 0 }, signal };
  for (const run of runs) {
    signal.throwIfAborted();
    yield await readRun(run, reading);
  }
}

/** All runs of a zip at once. @throws the signal's reason. */
export async function readRunZip(
  ...given: Parameters<typeof readRuns>
): Promise<Result<CarriedRun, RunFileProblem>[]> {
  const outcomes: Result<CarriedRun, RunFileProblem>[] = [];
  for await (const outcome of readRuns(...given)) outcomes.push(outcome);
  return outcomes;
}
