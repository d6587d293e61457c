/**
 * A plan: detectors x categories x seeds. Each combination is a cell, which becomes one run. A cell's name depends on its own
 * settings, category and seed alone, so that a plan may grow, be reordered or be cut into parts, and finished cells are still known.
 */
import { changedKnobs } from '../../experiment/changed.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { createRandom } from '../../random.ts';
import { slug } from '../file/file-name.ts';

export interface PlanCategory {
  /** Of a built-in category, or of one in a folder or on this device. */
  readonly name: string;
  /** Of the images meant, where two may have one name. */
  readonly fingerprint?: string | undefined;
}

export interface Plan {
  /** Settings of each detector; their seeds are not used. */
  readonly detectors: readonly Experiment[];
  readonly categories: readonly PlanCategory[];
  readonly seeds: readonly number[];
}

export interface PlanCell {
  /** Unique in its plan, and a name for files: `patchcore-1f0c33d2.hex-nut.seed1`. */
  readonly name: string;
  /** With the cell's seed. */
  readonly experiment: Experiment;
  readonly category: PlanCategory;
}

/** The same for the same settings on every machine: a knob that keeps its default, or says nothing, does not enter. */
function settingsCode(experiment: Experiment): string {
  const settings = changedKnobs(experiment).map((name) => [name, experiment[name]]);
  const code = createRandom(`settings/${JSON.stringify(settings)}`).integer(2 ** 32);
  return code.toString(16).padStart(8, '0');
}

/** Digits of a fingerprint that tell two datasets of one name apart. */
const fingerprintDigits = 8;

export function categoryCode({ name, fingerprint }: PlanCategory): string {
  return fingerprint === undefined ? slug(name) : `${slug(name)}-${fingerprint.slice(0, fingerprintDigits)}`;
}

/** Of a detector with its settings, without seed and category. */
export function methodCode(experiment: Experiment): string {
  return `${experiment.detector}-${settingsCode(experiment)}`;
}

export function cellName(experiment: Experiment, category: PlanCategory): string {
  return `${methodCode(experiment)}.${categoryCode(category)}.seed${experiment.seed}`;
}

/** In the plan's order, the seed changing fastest; what comes twice is one cell. */
export function cellsOf({ detectors, categories, seeds }: Plan): PlanCell[] {
  const cells = detectors.flatMap((settings) =>
    categories.flatMap((category) =>
      seeds.map((seed) => {
        const experiment = { ...settings, seed };
        return { name: cellName(experiment, category), experiment, category };
      }),
    ),
  );
  return [...new Map(cells.map((cell) => [cell.name, cell])).values()];
}

/** A part of a plan: the `index`th of `count`, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/**
 * Every `count`th cell, so that parts differ by one cell at most, and each has its share of every detector. It goes by the whole
 * plan, not by what is missing: a part stays the same when it is started again.
 */
export function shardOf<Cell>(cells: readonly Cell[], { index, count }: Shard): Cell[] {
  return cells.filter((_, at) => at % count === index - 1);
}
