/** The figures that papers of the field report of one evaluation, in one order for the page, the tables and the command line. */
import type { Text } from '../text.ts';
import type { PixelMetrics } from '../metrics/pixels/measure-pixels.ts';
import type { Interval } from '../metrics/score-interval.ts';
import type { RunResults } from './results.ts';

export interface FieldFigure {
  readonly name: FieldFigureName;
  /** A share; null where it was not or could not be computed. */
  readonly value: number | null;
  /** 95 %, over images. */
  readonly interval?: Interval | undefined;
}

/** Terms of the field, which both languages share where Japanese papers use them as they are. */
export const fieldFigureLabels = {
  imageAuroc: { en: 'Image AUROC', ja: '画像 AUROC' },
  statisticAuroc: { en: 'Whole-image statistic alone, AUROC', ja: '画像全体の統計量だけの AUROC' },
  imageAp: { en: 'Image AP', ja: '画像 AP' },
  imageF1Max: { en: 'Image F1-max', ja: '画像 F1-max' },
  falseAlarmsAt95: { en: 'False alarms at 95 % recall', ja: '検出率 95 % での偽陽性率' },
  falseAlarmsAt99: { en: 'False alarms at 99 % recall', ja: '検出率 99 % での偽陽性率' },
  missesAt1: { en: 'Misses at 1 % false alarms', ja: '偽陽性率 1 % での見逃し率' },
  pixelAuroc: { en: 'Pixel AUROC', ja: '画素 AUROC' },
  pixelAp: { en: 'Pixel AP', ja: '画素 AP' },
  pixelF1Max: { en: 'Pixel F1-max', ja: '画素 F1-max' },
  auPro30: { en: 'AU-PRO, FPR up to .30', ja: 'AU-PRO (偽陽性率 .30 まで)' },
  auPro05: { en: 'AU-PRO, FPR up to .05', ja: 'AU-PRO (偽陽性率 .05 まで)' },
  auPimo: { en: 'AUPIMO, mean of images', ja: 'AUPIMO (画像の平均)' },
  segF1: { en: 'SegF1', ja: 'SegF1' },
  auSPro05: { en: 'AU-sPRO, FPR up to .05', ja: 'AU-sPRO (偽陽性率 .05 まで)' },
} as const satisfies Readonly<Record<string, Text>>;

export type FieldFigureName = keyof typeof fieldFigureLabels;

const imageNames: readonly FieldFigureName[] = [
  'imageAuroc',
  'statisticAuroc',
  'imageAp',
  'imageF1Max',
  'falseAlarmsAt95',
  'falseAlarmsAt99',
  'missesAt1',
];

export function isOfPixels(name: FieldFigureName): boolean {
  return !imageNames.includes(name);
}

function imageFigures(evaluation: RunResults['evaluation']): FieldFigure[] {
  const { aurocInterval, averagePrecisionInterval, f1Interval } = evaluation;
  return [
    { name: 'imageAuroc', value: evaluation.auroc, interval: aurocInterval ?? undefined },
    ...(evaluation.statistic ? [{ name: 'statisticAuroc' as const, value: evaluation.statistic.auroc }] : []),
    { name: 'imageAp', value: evaluation.averagePrecision, interval: averagePrecisionInterval ?? undefined },
    { name: 'imageF1Max', value: evaluation.f1Max?.f1 ?? null, interval: f1Interval ?? undefined },
    { name: 'falseAlarmsAt95', value: evaluation.falseAlarmsAt95 ?? null },
    { name: 'falseAlarmsAt99', value: evaluation.falseAlarmsAt99 ?? null },
    { name: 'missesAt1', value: evaluation.missesAt1 ?? null },
  ];
}

function pixelFigures(pixels: PixelMetrics): FieldFigure[] {
  const { intervals, averagePrecision, f1Max, auPro5, auPimo, segF1, auSPro5 } = pixels;
  return [
    { name: 'pixelAuroc', value: pixels.auroc, interval: intervals?.auroc },
    { name: 'pixelAp', value: averagePrecision ?? null },
    { name: 'pixelF1Max', value: f1Max?.f1 ?? null },
    { name: 'auPro30', value: pixels.auPro, interval: intervals?.auPro },
    { name: 'auPro05', value: auPro5 ?? null },
    { name: 'auPimo', value: auPimo?.mean ?? null },
    { name: 'segF1', value: segF1?.f1 ?? null },
    ...(auSPro5 === undefined ? [] : [{ name: 'auSPro05' as const, value: auSPro5 }]),
  ];
}

/** Figures of pixels are left out without maps or masks, and AU-sPRO where saturations are not known. */
export function fieldFigures(evaluation: RunResults['evaluation']): FieldFigure[] {
  const { pixels } = evaluation;
  return [...imageFigures(evaluation), ...(pixels === null ? [] : pixelFigures(pixels))];
}

/** At which size the figures of pixels were taken; `undefined` in results before version 3. */
export function pixelSizeText({ pixels }: RunResults['evaluation']): Text | undefined {
  if (pixels?.side === undefined) return undefined;
  if (pixels.side === null) return { en: 'the size of each mask file', ja: 'マスクの元の大きさ' };
  const size = `${pixels.side} × ${pixels.side} px`;
  return { en: size, ja: size };
}
