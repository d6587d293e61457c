/** Words of the table of runs and of two methods against each other. */
import { sentence } from './sentence.ts';

export const tableText = {
  mean: { en: 'Mean', ja: '平均' },
  untrained: { en: 'untrained', ja: '未学習' },
  best: { en: 'best network', ja: '最良のネットワーク' },
  save: { en: 'Save the table', ja: '表を保存' },
  meanHint: {
    en: 'The mean row is over the categories of a column; where it has fewer than the table, it says how many, and is no rival of a whole one. Its error is that of the means of single seeds, of those that were run on every category. A seed that was run twice counts once, and images of one name are one row only where they are the same.',
    ja: '平均の行は、その列にあるカテゴリの平均です。表より少ない場合は数を示します (そろった平均とは比べられません)。誤差は、すべてのカテゴリで実行したシードごとの平均から求めます。同じシードを 2 回実行しても 1 回と数え、同じ名前でも画像が違えば別の行です。',
  },
  against: { en: 'Two methods against each other', ja: '2 つの手法の比較' },
  first: { en: 'A', ja: 'A' },
  second: { en: 'B', ja: 'B' },
  difference: { en: 'A minus B', ja: 'A − B' },
  interval: { en: '95 % interval', ja: '95 % 区間' },
  ofSettings: { en: 'over seeds and images', ja: 'シードと画像について' },
  ofRuns: { en: 'one network each, over images', ja: '1 つずつのネットワーク、画像について' },
  noInterval: { en: 'not computed: other test images', ja: '求められません (テスト画像が異なる)' },
  computing: { en: 'computing…', ja: '計算中…' },
  noShared: {
    en: 'These two share no category. Run both on the same images, by Benchmark for example.',
    ja: '共通のカテゴリがありません。ベンチマークなどで、同じ画像で両方を実行してください。',
  },
  oneCategory: {
    en: 'A test across categories needs at least two of them, with differences that are not all equal.',
    ja: 'カテゴリをまたぐ検定には、2 つ以上のカテゴリと、互いに異なる差が必要です。',
  },
  pairedHint: {
    en: 'Paired t test with the category as the unit: whether the mean difference is more than categories differ among themselves. Few categories tell little, and categories that settings were chosen on flatter them.',
    ja: 'カテゴリを単位とする対応のある t 検定です。平均の差が、カテゴリ間のばらつきより大きいかを調べます。カテゴリが少ないと多くは分かりません。設定を選ぶのに使ったカテゴリでは、結果が良く出ます。',
  },
} as const;

export const tableSentences = {
  ofCategories: sentence(
    (categories: number, all: number) => `${categories} of ${all}`,
    (categories, all) => `${all} 種類中 ${categories}`,
  ),
  stoppedAt: sentence(
    (steps: number) => `stopped after ${steps} steps`,
    (steps) => `${steps} ステップで停止`,
  ),
  across: sentence(
    (mean: string, low: string, high: string, p: string) =>
      `Across categories: ${mean} points (95 % interval ${low} to ${high}), p = ${p}.`,
    (mean, low, high, p) => `カテゴリ全体: ${mean} ポイント (95 % 区間 ${low} ～ ${high})、p = ${p}。`,
  ),
  wins: sentence(
    (wins: number, losses: number, ties: number) =>
      `A is higher in ${wins}, lower in ${losses}, equal in ${ties}.`,
    (wins, losses, ties) => `A が高い: ${wins}、低い: ${losses}、同じ: ${ties}。`,
  ),
  saveAs: sentence(
    (format: string) => `Save the table as ${format}`,
    (format) => `表を ${format} で保存`,
  ),
} as const;
