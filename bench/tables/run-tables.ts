/** Single runs of detectors on development categories, kept by `bench/keep-runs.ts`. */
import { detectorCell, eachSeed, meanOf, pixelMeans, readResults, table } from './markdown.ts';

export interface KeptRow {
  readonly category: string;
  /** Normal and defective test images. */
  readonly tests: readonly [number, number];
  readonly detector: string;
  /** Knobs that were not the defaults, `steps=900,start=scratch`. */
  readonly settings: string;
  readonly seed: number;
  readonly isTrained: boolean;
  readonly date: string;
  readonly commit: string;
  /** Of training, by the clock; 0 where nothing is trained. */
  readonly minutes: number;
  readonly auroc: number | null;
  readonly aurocInterval: readonly [number, number] | null;
  readonly pixelAuroc: number | null;
  readonly auPro: number | null;
}

interface KeptRows {
  readonly about: string;
  readonly runs: readonly KeptRow[];
}

export const readKeptRows = (): KeptRows => readResults('runs') as KeptRows;

const keyOf = ({ category, detector, settings }: KeptRow) => `${category}\n${detector}\n${settings}`;

/** One line a category, detector and setting; runs of fresh networks stand beside the trained ones. */
function rowsOf(runs: readonly KeptRow[]): string[][] {
  const trained = runs.filter(({ isTrained }) => isTrained);
  return [...new Set(trained.map(keyOf))].map((key) => {
    const all = runs.filter((run) => keyOf(run) === key);
    const own = all.filter(({ isTrained }) => isTrained);
    const fresh = all.filter(({ isTrained }) => !isTrained);
    const [first] = own as [KeptRow];
    return [
      first.category,
      first.tests.join(' + '),
      detectorCell(first),
      meanOf(own.map(({ auroc }) => auroc)),
      eachSeed(own),
      fresh.length === 0 ? '–' : meanOf(fresh.map(({ auroc }) => auroc)),
      pixelMeans(own),
      own.map(({ minutes }) => minutes.toFixed(1)).join(', '),
    ];
  });
}

const head = [
  'category',
  'test images',
  'detector',
  'AUROC, mean ± standard error',
  'each seed (95 % interval)',
  'not trained',
  'pixel AUROC / AU-PRO',
  'minutes to train',
];

export function runTables(): Readonly<Record<string, string>> {
  const { runs } = readKeptRows();
  const isContrastive = ({ detector }: KeptRow) => detector === 'contrastive';
  const usual = runs.filter((run) => isContrastive(run) && run.settings === '');
  return {
    'runs-usual': table(head, rowsOf(usual)),
    'runs-contrastive': table(head, rowsOf(runs.filter(isContrastive))),
    'runs-others': table(head, rowsOf(runs.filter((run) => !isContrastive(run)))),
  };
}
