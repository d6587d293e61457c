/** `plan.json`: a plan as a file. What cannot be meant is refused: a benchmark must not run something else than it says. */
import { usualSettings } from '../../experiment/choose-detector.ts';
import { detectorOptions } from '../../experiment/detectors.ts';
import type { Experiment, KnobName } from '../../experiment/experiment.ts';
import { parseExperiment, unknownKnobs } from '../../experiment/parse.ts';
import { relevantKnobs } from '../../experiment/relevance.ts';
import { wantedOf } from '../../experiment/wanted.ts';
import { failure, type Result } from '../../result.ts';
import { messageOf } from '../../message-of.ts';
import {
  count,
  fieldsOf,
  listOf,
  object,
  oneOf,
  optional,
  readShape,
  refuse,
  text,
  type Misfit,
  type Shape,
} from '../file/shape.ts';
import { categoryCode, type Plan, type PlanCategory, type Shard } from './plan.ts';

/** Stands for every category of the folder. */
export const everyCategory = '*';

/** More than a year of runs of an hour each. */
const mostCells = 10_000;

const planVersion = 1;

export interface PlanFile extends Plan {
  /** The folder that holds the categories which are not built in; from where the file lies. */
  readonly data?: string | undefined;
}

const detectorNames = detectorOptions.map(({ value }) => value);

type Raw = Readonly<Record<string, unknown>>;

/** `"patchcore"`, or an object with the name as `detector` and knobs beside it; what is left out is as usual for it. */
function settingsShape(shared: Raw): Shape<Experiment> {
  return (raw, where) => {
    const own = typeof raw === 'string' ? { detector: raw } : Object.fromEntries(fieldsOf(raw, where));
    oneOf(detectorNames)(own['detector'], typeof raw === 'string' ? where : `${where}.detector`);
    const asked = { ...shared, ...own };
    const unknown = unknownKnobs(asked).at(0);
    if (unknown !== undefined) refuse(unknown, where, 'the name of a knob');
    if ('seed' in asked)
      refuse(asked['seed'], `${where}.seed`, 'no seed here: seeds have a list of their own');
    const { experiment, repairs } = parseExperiment({
      ...usualSettings(oneOf(detectorNames)(own['detector'], where)),
      ...asked,
    });
    const first = repairs.at(0);
    if (first !== undefined) refuse(asked[first.name], `${where}.${first.name}`, wantedOf(first));
    if (experiment.start === 'file')
      refuse(experiment.start, `${where}.start`, 'a start that needs no file of weights');
    return experiment;
  };
}

const categoryShape: Shape<PlanCategory> = (raw, where) => {
  if (typeof raw === 'string') return { name: raw };
  return object({ name: text, fingerprint: optional(text) })(raw, where);
};

const seedShape: Shape<number> = (raw, where) => {
  const seed = count(raw, where);
  const { repairs } = parseExperiment({ seed });
  const first = repairs.at(0);
  return first === undefined ? seed : refuse(raw, where, wantedOf(first));
};

function someOf<Value>(shape: Shape<Value>): Shape<Value[]> {
  return (raw, where) => {
    const values = listOf(shape)(raw, where);
    return values.length > 0 ? values : refuse(raw, where, 'a list with at least one entry');
  };
}

/** Names that are not known are most likely misspelt. */
function noOthers(raw: unknown, known: readonly string[]): void {
  for (const name of fieldsOf(raw, 'the plan').keys())
    if (!known.includes(name)) refuse(name, 'the plan', known.join(', '));
}

/** Two names that would give one file. */
function noNamesakes(categories: readonly PlanCategory[]): void {
  const codes = new Map<string, string>();
  for (const [i, category] of categories.entries()) {
    const code = categoryCode(category);
    const other = codes.get(code);
    if (other !== undefined && other !== category.name)
      refuse(category.name, `categories[${i}]`, `a name unlike that of '${other}'`);
    codes.set(code, category.name);
  }
}

const planShape: Shape<PlanFile> = (raw) => {
  noOthers(raw, ['version', 'detectors', 'categories', 'seeds', 'settings', 'data']);
  const head = object({
    version: oneOf([planVersion]),
    categories: someOf(categoryShape),
    seeds: someOf(seedShape),
    settings: optional(fieldsOf),
    data: optional(text),
  })(raw, '');
  const shared: Raw = Object.fromEntries(head.settings ?? []);
  const { detectors } = object({ detectors: someOf(settingsShape(shared)) })(raw, '');
  noNamesakes(head.categories);
  const { categories, seeds, data } = head;
  const plan = { detectors, categories, seeds, data };
  const product = detectors.length * categories.length * seeds.length;
  return product <= mostCells ? plan : refuse(product, 'the plan', `at most ${mostCells} cells`);
};

export function readPlan(json: string): Result<PlanFile, Misfit> {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (error) {
    return failure({ where: 'the text', came: messageOf(error), wanted: 'JSON' });
  }
  return readShape(planShape, raw);
}

/** Knobs that say something and are not as usual for their detector. */
function unusualKnobs(experiment: Experiment): KnobName[] {
  const usual = usualSettings(experiment.detector);
  return relevantKnobs(experiment).filter(
    (name) => name !== 'seed' && JSON.stringify(experiment[name]) !== JSON.stringify(usual[name]),
  );
}

/** The same plan as a file; knobs that are as usual are left out. */
export function writePlan({ detectors, categories, seeds }: Plan): string {
  const settings = detectors.map((experiment) => {
    const names = unusualKnobs(experiment);
    const { detector } = experiment;
    if (names.length === 0) return detector;
    return { detector, ...Object.fromEntries(names.map((name) => [name, experiment[name]])) };
  });
  const places = categories.map(({ name, fingerprint }) =>
    fingerprint === undefined ? name : { name, fingerprint },
  );
  const plan = { version: planVersion, detectors: settings, categories: places, seeds };
  return `${JSON.stringify(plan, undefined, 2)}\n`;
}

/** `3/16`. */
export function readShard(given: string): Result<Shard, Misfit> {
  const [, index, among] = /^(\d+)\/(\d+)$/.exec(given) ?? [];
  const shard = { index: Number(index), count: Number(among) };
  const isPart = shard.index >= 1 && shard.index <= shard.count;
  return isPart
    ? { ok: true, value: shard }
    : failure({
        where: 'the part',
        came: given,
        wanted: 'two numbers such as 3/16, the first from 1 to the second',
      });
}
