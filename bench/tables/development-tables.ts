/** Runs on development data: settings were chosen by them, so their numbers flatter. */
import { newcombeVariance } from '../../src/core/metrics/auroc-interval.ts';
import { scoreInterval } from '../../src/core/metrics/score-interval.ts';
import { interval, readResults, share, table } from './markdown.ts';

type OtherScore = 'gaussian' | 'clusters' | 'contrastive';

type DevelopmentRun = { readonly category: string; readonly seed: number } & Readonly<
  Partial<Record<'prototype' | 'nearest' | OtherScore | 'minutes' | 'pixelAuroc' | 'auPro', number>>
>;

/** What one evaluation gave. */
interface Scored {
  readonly auroc: number;
  readonly aurocInterval: readonly [number, number];
  readonly pixelAuroc: number;
  readonly auPro: number;
}

interface DeepSvddRun extends Scored {
  readonly category: string;
  readonly seed: number;
  readonly steps: number;
  readonly minutes: number;
  /** The same first weights, not trained. */
  readonly untrained: Scored;
}

/** Where crops and patches are taken, all else as the page has it. */
interface CropsRun extends Scored {
  readonly category: string;
  readonly seed: number;
  readonly steps: number;
  /** Knobs that were not the defaults. */
  readonly settings: string;
  /** AUROC by the normal mean. */
  readonly prototype: number;
}

interface Development {
  readonly tests: Readonly<Record<string, readonly [normals: number, defectives: number]>>;
  readonly default: readonly DevelopmentRun[];
  readonly quickLook: readonly DevelopmentRun[];
  readonly reduced: readonly DevelopmentRun[];
  readonly deepSvdd: readonly DeepSvddRun[];
  readonly crops: readonly CropsRun[];
}

function withInterval(auroc: number | undefined, [m, n]: readonly [number, number]): string {
  if (auroc === undefined) return '–';
  return share(auroc) + interval(scoreInterval(auroc, (truth) => newcombeVariance(truth, m, n)));
}

function runTable(runs: readonly DevelopmentRun[], { tests }: Development): string {
  const rows = runs.map((run) => [
    run.category,
    String(run.seed),
    run.minutes?.toFixed(1) ?? '–',
    share(run.prototype),
    withInterval(run.nearest, tests[run.category] ?? [1, 1]),
    ...(['gaussian', 'clusters', 'contrastive'] as const).map((name) => share(run[name])),
    `${share(run.pixelAuroc)} / ${share(run.auPro)}`,
  ]);
  const head = [
    'category',
    'seed',
    'minutes to train',
    'normal mean',
    'nearest normals (95 % interval)',
    'Mahalanobis',
    'clusters',
    'pseudo against normal',
    'pixel AUROC / AU-PRO',
  ];
  return table(head, rows);
}

function deepSvddTable(runs: readonly DeepSvddRun[]): string {
  const image = ({ auroc, aurocInterval }: Scored) => share(auroc) + interval(aurocInterval);
  const pixels = ({ pixelAuroc, auPro }: Scored) => `${share(pixelAuroc)} / ${share(auPro)}`;
  const head = [
    'category',
    'seed',
    'steps',
    'minutes to train',
    'AUROC (95 % interval)',
    'not trained',
    'pixel AUROC / AU-PRO',
    'not trained',
  ];
  const rows = runs.map((run) => [
    run.category,
    String(run.seed),
    String(run.steps),
    run.minutes.toFixed(1),
    image(run),
    image(run.untrained),
    pixels(run),
    pixels(run.untrained),
  ]);
  return table(head, rows);
}

function cropsTable(runs: readonly CropsRun[]): string {
  const head = [
    'category',
    'settings',
    'seed',
    'steps',
    'nearest normals (95 % interval)',
    'normal mean',
    'pixel AUROC / AU-PRO',
  ];
  const rows = runs.map((run) => [
    run.category,
    run.settings === '' ? 'defaults' : `\`${run.settings}\``,
    String(run.seed),
    String(run.steps),
    share(run.auroc) + interval(run.aurocInterval),
    share(run.prototype),
    `${share(run.pixelAuroc)} / ${share(run.auPro)}`,
  ]);
  return table(head, rows);
}

/** From the shortest to the longest training, in minutes. */
export function trainingMinutes(): readonly [number, number] {
  const minutes = (readResults('development') as Development).default.flatMap((run) => run.minutes ?? []);
  return [Math.min(...minutes), Math.max(...minutes)];
}

export function developmentTables(): Readonly<Record<string, string>> {
  const development = readResults('development') as Development;
  return {
    'development-default': runTable(development.default, development),
    'development-quick-look': runTable(development.quickLook, development),
    'development-deep-svdd': deepSvddTable(development.deepSvdd),
    'development-crops': cropsTable(development.crops),
    'development-reduced': runTable(development.reduced, development),
  };
}
