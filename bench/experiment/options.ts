/** What the command line asks for. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { usualSettings } from '../../src/core/experiment/choose-detector.ts';
import { detectorOptions } from '../../src/core/experiment/detectors.ts';
import { defaultExperiment, knobNames, type Experiment } from '../../src/core/experiment/experiment.ts';
import { firstDetector, parseExperiment, unknownKnobs } from '../../src/core/experiment/parse.ts';
import { wantedOf } from '../../src/core/experiment/wanted.ts';
import { courseShape } from '../../src/core/run/file/result-shape.ts';
import { count, object, optional, readShape, type Misfit } from '../../src/core/run/file/shape.ts';
import { readPlan, readShard, type PlanFile } from '../../src/core/run/plan/read-plan.ts';
import type { Shard } from '../../src/core/run/plan/plan.ts';
import type { Result } from '../../src/core/result.ts';
import type { ScheduleChanges } from '../../src/core/run/results.ts';
import { tableFormats, type TableFormat } from './table-format.ts';
import { isSampleName, type SampleName } from '../../src/core/dataset/samples/samples.ts';

const detectorNames = detectorOptions.map(({ value }) => value);

/** A mistake of the one who called. */
export class UsageError extends Error {}

export interface RunOptions {
  readonly source:
    | { readonly kind: 'sample'; readonly name: SampleName }
    | { readonly kind: 'folder'; readonly folder: string; readonly category: string | undefined };
  readonly experiment: Experiment;
  /** What is to change under way, as it did in an earlier run. */
  readonly course: ScheduleChanges | undefined;
  /** Where training ends before the steps it was planned for, as it did in an earlier run. */
  readonly until: number | undefined;
  /** Knobs changed for each further evaluation. */
  readonly also: readonly Partial<Experiment>[];
  readonly isUntrained: boolean;
  /** File of the first weights. */
  readonly weights: string | undefined;
  readonly out: string;
  /** Where the whole run goes as a zip. */
  readonly zip: string | undefined;
  /** What disturbances do goes into the list of that file. */
  readonly stress: { readonly file: string; readonly falseAlarmRate: number } | undefined;
  /** What of an earlier run could not be taken over. */
  readonly notes: readonly string[];
}

/** What a run is, once its images are there. */
export type PerformOptions = Omit<RunOptions, 'source' | 'notes'>;

/** A detector that is fitted on normal images. */
export interface FitOptions extends Pick<RunOptions, 'source' | 'experiment' | 'notes'> {
  /** Asked for, in (0, 1). */
  readonly falseAlarmRate: number;
  /** Where it goes as a file. */
  readonly detector: string | undefined;
  readonly tiles: boolean;
}

/** What judges, and what is judged. */
export interface InspectOptions {
  /** Fitted here, or read from a file. */
  readonly by: FitOptions | { readonly model: string };
  /** New images, and where their verdicts go. */
  readonly judged: { readonly inspect: string; readonly csv: string } | undefined;
}

/** A plan, and which part of it runs here. */
export interface PlanOptions {
  readonly plan: PlanFile;
  /** Holds the categories that are not built in. */
  readonly data: string | undefined;
  /** Folder of finished cells. */
  readonly out: string;
  readonly shard: Shard;
}

type Raw = Record<string, unknown>;

function readPairs(text: string): Raw {
  const pairs = text.split(',').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new UsageError(`'${pair}' came where name=value is wanted`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

interface Config {
  readonly knobs: Raw;
  readonly notes: readonly string[];
  /** Of a results file whose run was changed under way. */
  readonly course: ScheduleChanges | undefined;
  /** Steps of a results file whose network had learnt from fewer than planned: it was stopped, or the best was taken. */
  readonly until: number | undefined;
}

const trainingIn = object({
  config: object({ steps: count }),
  training: optional(object({ steps: count, course: optional(courseShape) })),
});

/** Of an earlier run: its detector may be unknown by now, or have other knobs; what is left out is said. */
function settingsOf(path: string, config: Raw): Pick<Config, 'knobs' | 'notes'> {
  const dropped = unknownKnobs(config);
  const { detector, ...knobs } = firstDetector(config);
  const isKnown = detectorNames.some((name) => name === detector);
  const fallback = defaultExperiment.detector;
  return {
    knobs: {
      ...Object.fromEntries(Object.entries(knobs).filter(([name]) => !dropped.includes(name))),
      detector: isKnown ? detector : fallback,
    },
    notes: [
      ...(isKnown
        ? []
        : [
            `${path}: expected a detector of ${detectorNames.join(', ')}, got '${String(detector)}'; ${fallback} is used`,
          ]),
      ...(dropped.length === 0
        ? []
        : [`${path}: settings that are gone were left out: ${dropped.join(', ')}`]),
    ],
  };
}

function readConfig(path: string | undefined): Config {
  const plain = { notes: [], course: undefined, until: undefined };
  if (path === undefined) return { knobs: {}, ...plain };
  const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof parsed !== 'object' || parsed === null) throw new UsageError(`${path} holds no object of knobs`);
  if (!('config' in parsed)) return { knobs: parsed as Raw, ...plain };
  const found = readShape(trainingIn, parsed);
  if (!found.ok) {
    const { where, came, wanted } = found.problem;
    throw new UsageError(`${path}, ${where}: ${came} came, ${wanted} was wanted`);
  }
  const { config, training } = found.value;
  const isShorter = training !== undefined && training.steps > 0 && training.steps < config.steps;
  return {
    ...settingsOf(path, parsed.config as Raw),
    course: training?.course,
    until: isShorter ? training.steps : undefined,
  };
}

/** Up to the steps that are asked for; the rate is planned no further than the earlier run went. */
function courseUpTo(steps: number, course: ScheduleChanges | undefined): ScheduleChanges | undefined {
  if (course === undefined) return undefined;
  const last = course.changes.findLast((change) => change.type === 'continued');
  const end = last?.steps ?? course.planned;
  if (steps > end)
    throw new UsageError(`steps: ${steps} came; the run that is to be repeated was planned to end at ${end}`);
  return { ...course, changes: course.changes.filter((change) => change.step < steps) };
}

/** A value that is repaired in a link is an error here: a sweep must not run something else than it says. */
function toExperiment(raw: Raw): Experiment {
  const unknown = Object.keys(raw).filter((name) => !(knobNames as string[]).includes(name));
  if (unknown.length > 0) throw new UsageError(`no such knob: ${unknown.join(', ')}`);
  const { experiment, repairs } = parseExperiment(raw);
  const [first] = repairs;
  if (first !== undefined)
    throw new UsageError(`${first.name}: expected ${wantedOf(first)}, got '${first.came}'`);
  return experiment;
}

/** Only what was asked for. */
function toChanges(text: string): Partial<Experiment> {
  const raw = readPairs(text);
  const experiment = toExperiment(raw);
  return Object.fromEntries(
    knobNames.filter((name) => Object.hasOwn(raw, name)).map((name) => [name, experiment[name]]),
  );
}

function sourceOf(values: { data?: string; category?: string; sample?: string }): RunOptions['source'] {
  const { data, category, sample } = values;
  if ((data === undefined) === (sample === undefined)) throw new UsageError('give either --data or --sample');
  if (data !== undefined) return { kind: 'folder', folder: data, category };
  if (!isSampleName(sample)) throw new UsageError(`'${String(sample)}' is no built-in category`);
  return { kind: 'sample', name: sample };
}

export type Options =
  | { readonly kind: 'help' }
  | { readonly kind: 'table'; readonly files: readonly string[]; readonly format: TableFormat }
  | { readonly kind: 'inspect'; readonly inspect: InspectOptions }
  | { readonly kind: 'plan'; readonly plan: PlanOptions }
  | { readonly kind: 'run'; readonly run: RunOptions };

const defaultRate = '.02';

interface PlanValues {
  readonly plan?: string;
  readonly shard?: string;
  readonly data?: string;
  readonly out?: string;
  readonly set?: readonly string[];
}

interface InspectValues {
  readonly data?: string;
  readonly category?: string;
  readonly sample?: string;
  readonly inspect?: string;
  readonly csv?: string;
  readonly rate?: string;
  readonly model?: string;
  readonly detector?: string;
  readonly tiles?: boolean;
}

const isInspection = ({ inspect, detector, model, tiles }: InspectValues) =>
  (inspect ?? detector ?? model) !== undefined || tiles === true;

function toJudged({ inspect, csv, tiles }: InspectValues): InspectOptions['judged'] {
  if (inspect === undefined && tiles === true) throw new UsageError('--tiles: --inspect NEW is missing');
  if (inspect === undefined) return undefined;
  if (csv === undefined) throw new UsageError('--csv FILE is missing');
  return { inspect, csv };
}

/** A share of false alarms. @throws UsageError */
function readRate(rate = defaultRate): number {
  const falseAlarmRate = Number(rate);
  if (!(falseAlarmRate > 0 && falseAlarmRate < 1))
    throw new UsageError(`--rate: expected a share between 0 and 1, got '${rate}'`);
  return falseAlarmRate;
}

function toInspect(values: InspectValues, experiment: Experiment, notes: readonly string[]): Options {
  const { model, detector, data, sample, rate, tiles = false } = values;
  const judged = toJudged(values);
  if (tiles && (model ?? detector)) throw new UsageError('--tiles: leave --model and --detector out');
  if (model !== undefined) {
    if (data !== undefined || sample !== undefined || detector !== undefined)
      throw new UsageError('--model: the file is the detector; leave --data, --sample and --detector out');
    if (judged === undefined) throw new UsageError('--model: --inspect NEW is missing');
    return { kind: 'inspect', inspect: { by: { model }, judged } };
  }
  const falseAlarmRate = readRate(rate);
  const by = { falseAlarmRate, source: sourceOf(values), experiment, notes, detector, tiles };
  return { kind: 'inspect', inspect: { by, judged } };
}

/** What a command that runs a plan may say besides. */
const besidePlan = [
  'plan',
  'shard',
  'data',
  'out',
  'set',
  'also',
  'untrained',
  'tiles',
  'table',
  'as',
  'help',
];

function toTable(files: readonly string[], as: string): Options {
  if (files.length === 0) throw new UsageError('--table wants one or more files or folders of results');
  const format = tableFormats.find((one) => one === as);
  if (format === undefined) throw new UsageError(`--as: expected ${tableFormats.join(' or ')}, got '${as}'`);
  return { kind: 'table', files, format };
}

/** What was read, or a mistake of the one who called. */
function valid<Value>(of: string, read: Result<Value, Misfit>): Value {
  if (read.ok) return read.value;
  const { where, came, wanted } = read.problem;
  throw new UsageError(`${of}, ${where}: expected ${wanted}, got '${came}'`);
}

function toPlan(values: PlanValues): Options {
  const { plan: path, out, shard = '1/1', set = [] } = values;
  if (path === undefined) throw new UsageError('--shard: --plan FILE is missing');
  if (out === undefined) throw new UsageError('--out DIR is missing');
  const stranger = Object.keys(values).find((name) => !besidePlan.includes(name));
  if (stranger !== undefined || set.length > 0)
    throw new UsageError(`--plan: expected all settings in ${path}, got --${stranger ?? 'set'} as well`);
  const plan = valid(path, readPlan(readFileSync(path, 'utf8')));
  const beside = plan.data === undefined ? undefined : resolve(dirname(path), plan.data);
  const part = valid('--shard', readShard(shard));
  return { kind: 'plan', plan: { plan, data: values.data ?? beside, out, shard: part } };
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

/** A run whose weights came from a file needs that file again: the settings alone do not bring it. */
function withoutFile(start: unknown): unknown {
  return start === 'file' ? 'scratch' : (start ?? defaultExperiment.start);
}

/** A detector that is named alone is trained as it usually is, on its own pseudo-anomalies. */
function usualFor(detector: unknown): Raw {
  const option = detectorOptions.find(({ value }) => value === detector);
  return option === undefined ? {} : usualSettings(option.value);
}

function settled(knobs: Raw, { seed, weights }: { readonly seed?: string; readonly weights?: string }): Raw {
  return {
    ...knobs,
    ...(seed === undefined ? {} : { seed }),
    start: weights === undefined ? withoutFile(knobs['start']) : 'file',
  };
}

export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      data: text,
      category: text,
      sample: text,
      config: text,
      set: { ...text, multiple: true, default: [] },
      seed: text,
      also: { ...text, multiple: true, default: [] },
      untrained: flag,
      weights: text,
      out: text,
      run: text,
      stress: text,
      inspect: text,
      csv: text,
      rate: text,
      detector: text,
      model: text,
      tiles: flag,
      plan: text,
      shard: text,
      as: { ...text, default: 'md' },
      table: flag,
      help: flag,
    },
  });
  if (values.help) return { kind: 'help' };
  if (values.table) return toTable(positionals, values.as);
  if (positionals.length > 0) throw new UsageError(`'${positionals.join(' ')}' is not understood`);
  if ((values.plan ?? values.shard) !== undefined) return toPlan(values);
  const config = readConfig(values.config);
  const changes = values.set.map(readPairs).reduce((all, one) => ({ ...all, ...one }), {});
  const asked = { ...config.knobs, ...changes };
  const usual = values.config === undefined ? usualFor(asked['detector']) : {};
  const experiment = toExperiment(settled({ ...usual, ...asked }, values));
  if (isInspection(values)) return toInspect(values, experiment, config.notes);
  if (values.out === undefined) throw new UsageError('--out FILE is missing');
  const until = Object.hasOwn(changes, 'steps') ? undefined : config.until;
  const run = {
    source: sourceOf(values),
    experiment,
    course: courseUpTo(until ?? experiment.steps, config.course),
    until,
    also: values.also.map(toChanges),
    isUntrained: values.untrained,
    weights: values.weights,
    out: values.out,
    zip: values.run,
    stress:
      values.stress === undefined
        ? undefined
        : { file: values.stress, falseAlarmRate: readRate(values.rate) },
    notes: config.notes,
  };
  return { kind: 'run', run };
}
