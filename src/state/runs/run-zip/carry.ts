/** Kept runs into one zip, and the runs of one zip into the history; fetched when it is first asked for. */
import script from './reproduce.py?raw';
import { runsStem, runStem } from '../../../core/run/file/file-name.ts';
import type { SourceFile } from '../../../worker/bridge/contract-data.ts';
import { isOfRun } from '../../../core/run/journal.ts';
import type { RunsHandle, RunArchive, RunRecord } from '../runs.ts';
import type { WeightsStage } from '../../weights/weights.ts';
import type { ImportReport, RunsFile } from '../transfer-stage.ts';
import { readRuns } from './read-run-zip.ts';
import type { WeightsPlace } from './run-zip.ts';
import type { NetworkOptions } from './use-network.ts';
import { packRuns, type PackedRun } from './write-run-zip.ts';

export interface TransferOptions {
  readonly runs: Pick<RunsHandle, 'store' | 'takeIn'>;
  readonly archive: Pick<RunArchive, 'events'>;
  readonly weights: Pick<WeightsStage, 'exportModel'>;
  /** Whether the current network is the one of this run. */
  readonly isAtHand: (id: string) => boolean;
  readonly network: NetworkOptions;
  /** Milliseconds since 1970. */
  readonly today: () => number;
}

/** Told where the weights of a run are. */
export type Remember = (id: string, place: WeightsPlace) => void;

export interface Job {
  readonly signal: AbortSignal;
  readonly tell: (done: number) => void;
}

/** A note is some lines. */
const mostNoteBytes = 65_536;

/** Folders of one zip, none twice. */
function foldersOf(records: readonly RunRecord[]): string[] {
  if (records.length === 1) return [''];
  const stems = records.map(runStem);
  return stems.map((stem, i) => {
    const earlier = stems.slice(0, i).filter((other) => other === stem).length;
    return earlier === 0 ? `${stem}/` : `${stem}-${earlier + 1}/`;
  });
}

/** One after the other, so that no more than one log is in memory. */
async function* gather(
  records: readonly RunRecord[],
  { archive, weights, isAtHand }: TransferOptions,
): AsyncGenerator<PackedRun, void> {
  const folders = foldersOf(records);
  for (const [i, { id, finishedAt, name, results }] of records.entries()) {
    const events = ((await archive.events(id).catch(() => undefined)) ?? []).filter(isOfRun);
    const model = isAtHand(id) ? await weights.exportModel('safetensors').catch(() => undefined) : undefined;
    yield { run: { id, finishedAt, name, results }, folder: folders[i] ?? '', events, weights: model };
  }
}

/** What a benchmark wrote of a cell that failed; `undefined` for any other file. */
async function readFailedCell({
  path,
  blob,
}: SourceFile): Promise<ImportReport['refused'][number] | undefined> {
  if (!/\.failed\.json$/i.test(path) || blob.size > mostNoteBytes) return undefined;
  const [, reason = ''] = /"reason": ?("(?:[^"\\]|\\.)*")/.exec(await blob.text()) ?? [];
  if (reason === '') return undefined;
  return { file: path, problem: { kind: 'failed-cell', file: path, came: String(JSON.parse(reason)) } };
}

export async function importOne(
  file: SourceFile,
  { runs, remember }: Pick<TransferOptions, 'runs'> & { readonly remember: Remember },
  signal: AbortSignal,
): Promise<ImportReport> {
  const note = await readFailedCell(file);
  if (note !== undefined) return { added: 0, duplicates: 0, refused: [note] };
  let [added, duplicates] = [0, 0];
  const refused: ImportReport['refused'][number][] = [];
  for await (const outcome of readRuns(file.blob, file.path, signal)) {
    if (!outcome.ok) {
      refused.push({ file: file.path, problem: outcome.problem });
      continue;
    }
    const { run, events, weightsEntry } = outcome.value;
    const { id, isNew } = runs.takeIn(run, events, file.path);
    if (weightsEntry !== undefined) remember(id, { zip: file.blob, entry: weightsEntry });
    if (isNew) added++;
    else duplicates++;
  }
  return { added, duplicates, refused };
}

export function together(one: ImportReport, other: ImportReport): ImportReport {
  return {
    added: one.added + other.added,
    duplicates: one.duplicates + other.duplicates,
    refused: [...one.refused, ...other.refused],
  };
}

/** At least one record. */
export async function packKept(
  records: readonly RunRecord[],
  options: TransferOptions,
  { signal, tell }: Job,
): Promise<RunsFile> {
  const content = await packRuns(gather(records, options), { script, report: tell, signal });
  const [only, ...others] = records;
  const stem = only === undefined || others.length > 0 ? runsStem(options.today()) : runStem(only);
  return { content, name: `${stem}.zip` };
}
