/** Runs of the detectors on frozen features, as `npm run frozen` measured them on development data. */
import { eachSeed, meanOf, pixelMeans, readResults, table } from './markdown.ts';

/** `contrast alone` is local contrast without PatchCore's distance. */
export const frozenDetectors = ['patchcore', 'local-contrast', 'contrast alone'] as const;

export type FrozenDetector = (typeof frozenDetectors)[number];

export interface FrozenRun {
  readonly category: string;
  readonly detector: FrozenDetector;
  readonly seed: number;
  readonly date: string;
  readonly commit: string;
  /** Normal and defective test images. */
  readonly tests: readonly [number, number];
  /** Of processor time, from the images to the scores, the features of all images included. */
  readonly seconds: number;
  readonly auroc: number | null;
  readonly aurocInterval: readonly [number, number] | null;
  readonly pixelAuroc: number | null;
  readonly auPro: number | null;
}

interface FrozenResults {
  readonly about: string;
  readonly runs: readonly FrozenRun[];
}

export const readFrozen = (): FrozenResults => readResults('frozen') as FrozenResults;

export function frozenTables(): Readonly<Record<string, string>> {
  const { runs } = readFrozen();
  const groups = [...new Set(runs.map(({ category, detector }) => `${category}\n${detector}`))];
  const rows = groups.map((key) => {
    const [category = '', detector = ''] = key.split('\n');
    const own = runs.filter((run) => run.category === category && run.detector === detector);
    return [
      category,
      own[0]?.tests.join(' + ') ?? '–',
      detector,
      meanOf(own.map(({ auroc }) => auroc)),
      eachSeed(own),
      pixelMeans(own),
      own.map(({ seconds }) => seconds.toFixed(0)).join(', '),
    ];
  });
  const head = [
    'category',
    'test images',
    'detector',
    'AUROC, mean ± standard error',
    'each seed (95 % interval)',
    'pixel AUROC / AU-PRO',
    'seconds of one core',
  ];
  return { frozen: rows.length === 0 ? 'Nothing has been measured yet.' : table(head, rows) };
}
