/** What a training is resumed from after its page has gone, and how that lies in a file. */
import type { DatasetSummary } from '../../../core/dataset/dataset.ts';
import type { Experiment } from '../../../core/experiment/experiment.ts';
import { currentEvent, currentExperiment } from '../../../core/run/file/earlier.ts';
import {
  count,
  number,
  object,
  oneOf,
  optional,
  readShape,
  text,
  time,
  type Shape,
} from '../../../core/run/file/shape.ts';
import type { Normalisation } from '../../../core/views/normalisation.ts';
import type { TrainingEvent } from '../../../core/run/events.ts';
import type { BestNetwork } from '../../../engine/training/best.ts';
import type { SavedRun } from '../../../engine/training/setup.ts';
import type { KeptRun } from '../../bridge/contract-data.ts';
import type { PackReader, PackWriter } from './files.ts';
import { readTypedJson, writeTypedJson } from './typed-json.ts';

export interface RunState {
  readonly dataset: DatasetSummary;
  /** As the run began. */
  readonly planned: Experiment;
  /** Steps in all that it is on its way to. */
  readonly total: number;
  /** Up to the saved step. */
  readonly events: readonly TrainingEvent[];
  readonly saved: SavedRun;
  readonly best: BestNetwork | undefined;
  /** Of a run whose first weights brought their own; states written before this was kept have none. */
  readonly normalisation?: Normalisation | undefined;
}

/** What a list reports it. */
export type RunSummary = Omit<KeptRun, 'bytes'>;

/** Raised when states change their form; those of another version are not read. */
const stateVersion = 1;

/** `KIZU` and the version: at the front, and at the end of what was written whole. */
const firstMark = 0x4b495a55;
const mark = firstMark + stateVersion;

/** Versions that may yet come. */
const mostVersions = 1000;

/** Four numbers of 4 bytes: mark; bytes of the summary, of the rest as text, and of the arrays. */
const prefixBytes = 16;
const endBytes = 8;

const numbers = (...values: number[]) => new Uint8Array(Uint32Array.from(values).buffer);
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** UTF-8, filled with spaces to a multiple of 8 bytes, which JSON ignores. */
function textBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = encoder.encode(text);
  const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8).fill(0x20);
  padded.set(bytes);
  return padded;
}

/** Whole once this has returned: a mark at the end follows all the rest onto the disk. @throws if there is no room. */
export function writeState(writer: PackWriter, state: RunState, summary: RunSummary): void {
  const { text, blocks } = writeTypedJson(state);
  const [short, long] = [textBytes(JSON.stringify(summary)), textBytes(text)];
  const bytes = blocks.reduce((sum, block) => sum + block.length, 0);
  writer.append(numbers(mark, short.length, long.length, bytes));
  for (const block of [short, long, ...blocks]) writer.append(block);
  writer.flush();
  writer.append(numbers(mark, mark));
  writer.flush();
}

interface Prefix {
  readonly short: number;
  readonly long: number;
  readonly bytes: number;
  readonly total: number;
}

/** `undefined` if the file is of another kind, or was not written to its end. */
async function readPrefix(reader: PackReader): Promise<Prefix | undefined> {
  const [first, short, long, bytes] = new Uint32Array((await reader.read(0, prefixBytes)).buffer);
  if (first !== mark || short === undefined || long === undefined || bytes === undefined) return undefined;
  const end = prefixBytes + short + long + bytes;
  const [last] = new Uint32Array((await reader.read(end, endBytes)).buffer);
  return last === mark ? { short, long, bytes, total: end + endBytes } : undefined;
}

/** Why a file is no state: a later version's; it was not written to its end; or whole, and what it says makes no sense. */
export type StateFault = 'newer' | 'cut' | 'broken';

/** Of a file that `readSummary` makes nothing of. */
export async function faultOf(reader: PackReader): Promise<StateFault> {
  const start = await reader.read(0, 4).catch(() => new Uint8Array(4));
  const version = (new Uint32Array(start.buffer)[0] ?? 0) - firstMark;
  if (version > stateVersion && version < mostVersions) return 'newer';
  return (await readPrefix(reader).catch(() => undefined)) === undefined ? 'cut' : 'broken';
}

const summaryShape: Shape<RunSummary> = object({
  id: text,
  dataset: text,
  step: count,
  total: count,
  width: oneOf(['full', 'half', 'quarter']),
  seed: number,
  best: optional(count),
  savedAt: time,
});

/** Reads no more than a list shows; `undefined` for a file that is not whole, or whose summary is none. */
export async function readSummary(reader: PackReader): Promise<KeptRun | undefined> {
  const prefix = await readPrefix(reader).catch(() => undefined);
  if (prefix === undefined) return undefined;
  const json = decoder.decode(await reader.read(prefixBytes, prefix.short));
  const summary = readShape(summaryShape, JSON.parse(json));
  return summary.ok ? { ...summary.value, bytes: prefix.total } : undefined;
}

/** `undefined` for a file that is not whole. */
export async function readState(reader: PackReader): Promise<RunState | undefined> {
  const prefix = await readPrefix(reader).catch(() => undefined);
  if (prefix === undefined) return undefined;
  const { short, long, bytes } = prefix;
  const text = decoder.decode(await reader.read(prefixBytes + short, long));
  const state = readTypedJson(text, await reader.read(prefixBytes + short + long, bytes)) as RunState;
  return { ...state, planned: currentExperiment(state.planned), events: state.events.map(currentEvent) };
}
