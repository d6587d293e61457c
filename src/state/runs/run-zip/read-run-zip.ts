/** Reads runs out of a zip: bad input is refused with what came and what was wanted, and one bad run spoils no other. */
import type { Entry, FileEntry } from '@zip.js/zip.js';
import { failure, success, type Result } from '../../../core/result.ts';
import { readEvent, type RunEvent } from '../../../core/run/file/event-shapes.ts';
import { readRunFile, type RunFileProblem } from '../../../core/run/file/run-file.ts';
import { unknownNumber, unknownScore } from '../../../detectors/faces.ts';
import { detailOf } from '../../problem.ts';
import { createBreath } from './breathe.ts';
import { mostBytes, mostEntries, runFiles, type CarriedRun, type WeightsPlace } from './run-zip.ts';

type Outcome<Value> = Promise<Result<Value, RunFileProblem>>;

class TooLarge extends Error {}

/** At most `most` bytes of an entry, whatever it claims to have. */
async function unpack(entry: FileEntry, most: number, signal: AbortSignal): Outcome<Blob> {
  const file = entry.filename;
  if (entry.encrypted) return failure({ kind: 'damaged', file, came: 'a file with a password' });
  const tooLarge = (came: number) => failure<RunFileProblem>({ kind: 'too-large', file, came, wanted: most });
  if (entry.uncompressedSize > most) return tooLarge(entry.uncompressedSize);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(piece) {
      size += piece.length;
      if (size > most) throw new TooLarge();
      pieces.push(piece);
    },
  });
  try {
    await entry.getData(sink, { signal, useWebWorkers: false, checkCrc32: true });
  } catch (error) {
    signal.throwIfAborted();
    return size > most ? tooLarge(size) : failure({ kind: 'damaged', file, came: detailOf(error) });
  }
  return success(new Blob(pieces));
}

/** Line by line. A last line that is cut off is a problem like any other. */
async function readEvents(content: Blob, file: string, signal: AbortSignal): Outcome<RunEvent[]> {
  const breathe = createBreath();
  const events: RunEvent[] = [];
  const lines = (await content.text()).split('\n');
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const event = readEvent(line, i + 1);
    if (!event.ok) return failure({ kind: 'malformed', file, ...event.problem });
    events.push(event.value);
    await breathe();
    signal.throwIfAborted();
  }
  return success(events);
}

/** The files of one run, by their names without its folder. */
interface RunEntries {
  readonly folder: string;
  readonly files: ReadonlyMap<string, FileEntry>;
}

async function readRun({ folder, files }: RunEntries, signal: AbortSignal): Outcome<CarriedRun> {
  const [runEntry, eventsEntry] = [files.get(runFiles.run), files.get(runFiles.events)];
  if (runEntry === undefined) return failure({ kind: 'missing', file: folder + runFiles.run });
  if (eventsEntry === undefined) return failure({ kind: 'missing', file: folder + runFiles.events });
  const json = await unpack(runEntry, mostBytes.run, signal);
  if (!json.ok) return json;
  const run = readRunFile(await json.value.text());
  if (!run.ok) return failure({ ...run.problem, file: folder + run.problem.file });
  const { results } = run.value;
  const score = unknownScore(results);
  if (score !== undefined) return failure({ kind: 'malformed', file: folder + runFiles.run, ...score });
  const log = await unpack(eventsEntry, mostBytes.events, signal);
  if (!log.ok) return log;
  const events = await readEvents(log.value, folder + runFiles.events, signal);
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
    return failure({ kind: 'damaged', file: name, came: detailOf(error) });
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
  return unpack(found, mostBytes.weights, signal);
}

/** Each run of the zip, or why there is none. @throws the signal's reason. */
export async function readRunZip(
  file: Blob,
  name: string,
  signal: AbortSignal,
): Promise<Result<CarriedRun, RunFileProblem>[]> {
  if (!(await startsAsZip(file))) {
    const came = file.size === 0 ? 'an empty file' : JSON.stringify(await file.slice(0, 12).text());
    return [failure({ kind: 'not-a-zip', file: name, came })];
  }
  const entries = await listEntries(file, name);
  if (!entries.ok) return [entries];
  const runs = groupByRun(entries.value);
  if (runs.length === 0) {
    const names = entries.value.slice(0, 3).map(({ filename }) => filename);
    return [failure({ kind: 'no-run', file: name, came: names.join(', ') })];
  }
  const outcomes: Result<CarriedRun, RunFileProblem>[] = [];
  for (const run of runs) {
    signal.throwIfAborted();
    outcomes.push(await readRun(run, signal));
  }
  return outcomes;
}
