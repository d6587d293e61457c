/** The numbers of one score over the test images. Not computed is null, never 0. */
import { normalClass } from '../dataset/dataset.ts';
import { falseAlarmsAtRecall, missesAtFalseAlarms } from '../metrics/alarm-rates.ts';
import { aurocInterval } from '../metrics/auroc-interval.ts';
import { countedF1, countedPrecision, imageInterval } from '../metrics/image-interval.ts';
import { tprAtFpr } from '../metrics/operating-point.ts';
import { averagePrecision, f1Max, type BestF1 } from '../metrics/precision.ts';
import { auroc } from '../metrics/roc.ts';
import type { Interval } from '../metrics/score-interval.ts';
import { createRandom } from '../random.ts';

/** What a summary needs to know of a test image. */
export interface LabelledScore {
  readonly label: 0 | 1;
  readonly defect: string;
  readonly score: number;
}

export interface ScoreSummary {
  readonly auroc: number | null;
  /** 95 % intervals over images. Files of older versions have only that of the AUROC. */
  readonly aurocInterval: Interval | null;
  readonly averagePrecisionInterval?: Interval | null | undefined;
  readonly f1Interval?: Interval | null | undefined;
  readonly averagePrecision: number | null;
  /** Chosen with the labels known: an upper bound, not a result. */
  readonly f1Max: BestF1 | null;
  /** True-positive rate at a false-positive rate of at most 5 %. */
  readonly tprAt5: number | null;
  /** False-positive rate at the highest threshold that finds at least 95 (99) % of the defects; missing before version 3. */
  readonly falseAlarmsAt95?: number | null | undefined;
  readonly falseAlarmsAt99?: number | null | undefined;
  /** Share of defects missed at the lowest threshold with a false-positive rate of at most 1 %; missing before version 3. */
  readonly missesAt1?: number | null | undefined;
}

/** One defect type against all normal test images. */
export interface DefectSummary {
  readonly defect: string;
  readonly images: number;
  readonly auroc: number | null;
}

export function summariseScore(items: readonly LabelledScore[], seed: number): ScoreSummary {
  const labels = items.map(({ label }) => label);
  const scores = items.map(({ score }) => score);
  const random = createRandom(seed).fork('interval');
  const test = { labels, scores };
  return {
    auroc: auroc(labels, scores) ?? null,
    aurocInterval: aurocInterval(labels, scores) ?? null,
    averagePrecisionInterval: imageInterval(countedPrecision, test, random.fork('precision')) ?? null,
    f1Interval: imageInterval(countedF1, test, random.fork('f1')) ?? null,
    averagePrecision: averagePrecision(labels, scores) ?? null,
    f1Max: f1Max(labels, scores) ?? null,
    tprAt5: tprAtFpr(labels, scores, 0.05)?.tpr ?? null,
    falseAlarmsAt95: falseAlarmsAtRecall(labels, scores, 0.95) ?? null,
    falseAlarmsAt99: falseAlarmsAtRecall(labels, scores, 0.99) ?? null,
    missesAt1: missesAtFalseAlarms(labels, scores, 0.01) ?? null,
  };
}

/** By name of the defect. */
export function summariseDefects(items: readonly LabelledScore[]): DefectSummary[] {
  const defects = [...new Set(items.map(({ defect }) => defect))].filter((defect) => defect !== normalClass);
  return defects.sort().map((defect) => {
    const compared = items.filter((item) => item.label === 0 || item.defect === defect);
    const area = auroc(
      compared.map(({ label }) => label),
      compared.map(({ score }) => score),
    );
    const images = items.filter((item) => item.defect === defect).length;
    return { defect, images, auroc: area ?? null };
  });
}
