/** `run.json`: the numbers of one run with its name and date, as it travels between browsers. */
import { messageOf } from '../../message-of.ts';
import { failure, success, type Result } from '../../result.ts';
import { auroc } from '../../metrics/roc.ts';
import type { RunResults } from '../results.ts';
import { toPlainJson } from './plain-json.ts';
import { resultsShape } from './result-shape.ts';
import { described, fieldsOf, object, readShape, text, time, type Misfit } from './shape.ts';
import { unknownKnobs } from '../../experiment/parse.ts';

/** Readers of this version read all earlier ones. */
export const runFileVersion = 2;
const format = 'kizu run';

/** A run as it is kept. */
export interface KeptRun {
  readonly id: string;
  /** Milliseconds since 1970, when evaluation ended. */
  readonly finishedAt: number;
  /** As the user calls it; empty until then. */
  readonly name: string;
  readonly results: RunResults;
  /** Settings of its file that this version does not have, and so left out; missing if there are none. */
  readonly dropped?: readonly string[];
}

/** Why a file gives no run. `file` is the one inside the zip, or the zip itself. */
export type RunFileProblem =
  | { readonly kind: 'not-a-zip'; readonly file: string; readonly came: string }
  | { readonly kind: 'damaged'; readonly file: string; readonly came: string }
  | { readonly kind: 'no-run'; readonly file: string; readonly came: string }
  | { readonly kind: 'missing'; readonly file: string }
  | { readonly kind: 'too-large'; readonly file: string; readonly came: number; readonly wanted: number }
  /** Unpacked over packed bytes. */
  | { readonly kind: 'too-compressed'; readonly file: string; readonly came: number; readonly wanted: number }
  | { readonly kind: 'other-version'; readonly file: string; readonly came: string }
  | ({ readonly kind: 'malformed'; readonly file: string } & Misfit)
  /** No run: the note of a benchmark's cell that failed, with the reason. */
  | { readonly kind: 'failed-cell'; readonly file: string; readonly came: string }
  /** Its AUROC does not follow from its own scores. */
  | { readonly kind: 'contradiction'; readonly file: string; readonly came: string; readonly wanted: string };

export const runFileName = 'run.json';

export function writeRunFile({ id, name, finishedAt, results }: KeptRun): string {
  return toPlainJson({ format, formatVersion: runFileVersion, id, name, finishedAt, ...results }, 1);
}

const headShape = object({ id: text, finishedAt: time, name: text });

/** JSON to whatever it holds. */
function parse(json: string): Result<unknown, RunFileProblem> {
  try {
    return success(JSON.parse(json) as unknown);
  } catch (error) {
    const came = messageOf(error);
    return failure({ kind: 'malformed', file: runFileName, where: 'the text', came, wanted: 'JSON' });
  }
}

function versionProblem(raw: unknown): RunFileProblem | undefined {
  const fields = readShape(fieldsOf, raw);
  const came = fields.ok ? fields.value.get('format') : raw;
  if (!fields.ok || came !== format)
    return {
      kind: 'malformed',
      file: runFileName,
      where: 'format',
      came: described(came),
      wanted: `"${format}"`,
    };
  const version = fields.value.get('formatVersion');
  return typeof version === 'number' && version >= 1 && version <= runFileVersion
    ? undefined
    : { kind: 'other-version', file: runFileName, came: described(version) };
}

/** What the AUROC is, rounded as far as another machine may differ; `undefined` if it is as stated. */
function contradiction({ evaluation: { items, auroc: told } }: RunResults): RunFileProblem | undefined {
  const found =
    auroc(
      items.map(({ label }) => label),
      items.map(({ score }) => score),
    ) ?? null;
  const isSame = found === null || told === null ? found === told : Math.abs(found - told) < 1e-9;
  return isSame
    ? undefined
    : { kind: 'contradiction', file: runFileName, came: String(told), wanted: String(found) };
}

function droppedSettings(raw: unknown): string[] {
  const config = readShape(object({ config: fieldsOf }), raw);
  return config.ok ? unknownKnobs(Object.fromEntries(config.value.config)) : [];
}

export function readRunFile(json: string): Result<KeptRun, RunFileProblem> {
  const raw = parse(json);
  if (!raw.ok) return raw;
  const other = versionProblem(raw.value);
  if (other !== undefined) return failure(other);
  const head = readShape(headShape, raw.value);
  if (!head.ok) return failure({ kind: 'malformed', file: runFileName, ...head.problem });
  const results = readShape(resultsShape, raw.value);
  if (!results.ok) return failure({ kind: 'malformed', file: runFileName, ...results.problem });
  const wrong = contradiction(results.value);
  if (wrong !== undefined) return failure(wrong);
  const dropped = droppedSettings(raw.value);
  return success({ ...head.value, results: results.value, ...(dropped.length > 0 && { dropped }) });
}
