/** Words of Evaluate's stress test. */
import type { DisturbanceName } from '../../core/stress/disturbance.ts';
import type { PromiseState } from '../../core/stress/figures.ts';
import type { Text } from '../../core/text.ts';
import type { StressProblem } from '../../state/evaluation/stress-state.ts';
import { runProblemText } from './problems.ts';
import { sentence } from './sentence.ts';

export const disturbanceText: Readonly<Record<DisturbanceName, Text>> = {
  light: { en: 'Light', ja: '明るさ' },
  contrast: { en: 'Contrast', ja: 'コントラスト' },
  blur: { en: 'Blur', ja: 'ぼけ' },
  noise: { en: 'Noise', ja: 'ノイズ' },
  jpeg: { en: 'JPEG quality', ja: 'JPEG 画質' },
  shift: { en: 'Shift', ja: '位置ずれ' },
  rotation: { en: 'Rotation', ja: '回転' },
  scale: { en: 'Size', ja: '大きさ' },
};

export const stressText = {
  heading: { en: 'Stress test', ja: 'ストレステスト' },
  intro: {
    en: 'The test images come with worse light, focus, coding or placing; the detector and its threshold stay as they are. Move a slider, and the figures follow.',
    ja: 'テスト画像の照明・ピント・圧縮・置き方を悪くします。検出器としきい値は変えません。スライダーを動かすと数値が追従します。',
  },
  asTheyAre: { en: 'Undisturbed', ja: '元の画像' },
  disturbed: { en: 'Disturbed', ja: '乱した画像' },
  reset: { en: 'Undisturbed again', ja: '元に戻す' },
  figure: { en: 'Figure', ja: '指標' },
  auroc: { en: 'AUROC', ja: 'AUROC' },
  falseAlarms: { en: 'False alarms at this threshold', ja: 'このしきい値での誤報' },
  recall: { en: 'Defects found at this threshold', ja: 'このしきい値での検出' },
  notComputed: { en: 'not computed', ja: '計算できません' },
  stop: { en: 'Stop', ja: '停止' },
  sweep: { en: 'How far may each go?', ja: 'どこまで乱してよいか' },
  sweepRun: { en: 'Try each disturbance', ja: '乱れを 1 種類ずつ試す' },
  sweepNote: {
    en: 'Each disturbance alone, from weak to strong, until the promise is broken: false alarms with their 95 % interval, defects found, AUROC.',
    ja: '乱れを 1 種類ずつ、弱いほうから約束が破れるまで試します。誤報 (95 % 区間)、検出した欠陥、AUROC を示します。',
  },
  promise: { en: 'Promise: false alarms at most, %', ja: '約束: 誤報の上限 (%)' },
  promiseWanted: { en: 'Enter a number from 0.1 to 50.', ja: '0.1 から 50 までの数を入力してください。' },
  fromNormals: {
    en: 'The rate is the one that the threshold was set for, by normal images that the detector does not know.',
    ja: 'この率は、検出器が知らない正常画像でしきい値を決めたときの率です。',
  },
  noNormals: {
    en: 'No normal image was kept from the detector, so the threshold promises nothing; the rate is one to compare with.',
    ja: '検出器に見せていない正常画像がないため、しきい値は何も約束しません。この率は比較のための値です。',
  },
  disturbance: { en: 'Disturbance', ja: '乱れ' },
  goesTo: { en: 'Kept up to', ja: '守れる範囲' },
  level: { en: 'Level', ja: '強さ' },
  noneKept: { en: 'no level', ja: 'どの強さでも不可' },
  allKept: { en: 'all that was tried', ja: '試した範囲すべて' },
  dirty: { en: 'Dirty training images', ja: '汚れた学習画像' },
  dirtyNote: {
    en: 'Some defective test images are hidden among the normal ones on purpose, and the detector is fitted again. The other test images show the damage; every image that it was fitted on is then judged by what the others say of it.',
    ja: '欠陥のあるテスト画像を、わざと正常画像に混ぜて検出器を作り直します。残りのテスト画像で悪化を確かめ、作成に使った画像を 1 枚ずつ、ほかの画像だけを基準に疑います。',
  },
  standIn: {
    en: 'This detector would have to be trained twice. PatchCore on the included network is fitted in its place.',
    ja: 'この検出器では学習が 2 回必要です。代わりに、同梱ネットワークの PatchCore を使います。',
  },
  share: { en: 'Defects among the normal images', ja: '正常画像に混ぜる欠陥' },
  plant: { en: 'Hide and compare', ja: '混ぜて比べる' },
  before: { en: 'AUROC without them', ja: '混ぜる前の AUROC' },
  after: { en: 'AUROC with them', ja: '混ぜた後の AUROC' },
  difference: { en: 'Change (95 % interval)', ja: '変化 (95 % 区間)' },
  suspects: { en: 'Most suspicious first', ja: '疑わしい順' },
  image: { en: 'Image', ja: '画像' },
  score: { en: 'Score', ja: 'スコア' },
  isHidden: { en: 'Hidden on purpose', ja: 'わざと混ぜた画像' },
  yes: { en: 'yes', ja: 'はい' },
  leftOut: {
    en: 'Each was judged by the bank without its own patches.',
    ja: '各画像は、自身のパッチを除いたバンクで判定しました。',
  },
  folds: {
    en: 'Each was judged by a detector fitted on four fifths of the images, without it.',
    ja: '各画像は、それを含まない 5 分の 4 の画像で作った検出器で判定しました。',
  },
} as const satisfies Readonly<Record<string, Text>>;

export const promiseStateText: Readonly<Record<PromiseState, Text>> = {
  kept: { en: 'kept', ja: '守れた' },
  unsure: { en: 'cannot be told', ja: '判断できない' },
  broken: { en: 'broken', ja: '破れた' },
};

export const stressSentences = {
  fitting: sentence(
    (done: number, total: number) => `The detector is being fitted: ${done} of ${total} normal images.`,
    (done, total) => `検出器を作成中です: 正常画像 ${done} / ${total} 枚。`,
  ),
  judged: sentence(
    (done: number, total: number) => `${done} of ${total} test images judged.`,
    (done, total) => `テスト画像 ${done} / ${total} 枚を判定しました。`,
  ),
  sweeping: sentence(
    (ladder: number, of: number) => `Disturbance ${ladder} of ${of}.`,
    (ladder, of) => `乱れ ${ladder} / ${of} 種類目。`,
  ),
  cost: sentence(
    (seconds: number) => `At most about ${seconds} s, by what images took so far.`,
    (seconds) => `これまでの速さから、最大で約 ${seconds} 秒です。`,
  ),
  planting: sentence(
    (done: number, total: number) => `${done} of ${total} pieces of work done.`,
    (done, total) => `作業 ${done} / ${total} 件が終わりました。`,
  ),
  few: sentence(
    (normals: number, percent: string) =>
      `With ${normals} good test images, one alarm is ${percent} %: nothing finer can be seen here.`,
    (normals, percent) =>
      `正常なテスト画像は ${normals} 枚なので、1 枚の誤報が ${percent} % になります。これより細かい違いは分かりません。`,
  ),
  planted: sentence(
    (planted: number, all: number, found: number) =>
      `${planted} of ${all} images were hidden defects. ${found} of them are among the ${planted} most suspicious.`,
    (planted, all, found) =>
      `${all} 枚のうち ${planted} 枚が、混ぜた欠陥画像です。最も疑わしい ${planted} 枚の中に、そのうち ${found} 枚があります。`,
  ),
  picture: sentence(
    (path: string) => `${path}, as it was judged`,
    (path) => `判定した ${path}`,
  ),
};

export function stressProblemText(problem: StressProblem): Text {
  if (problem.kind === 'not-evaluated')
    return { en: 'Evaluate to the end first.', ja: '先に最後まで評価してください。' };
  if (problem.kind === 'network-changed')
    return {
      en: 'The detector has changed since it was evaluated: undisturbed images get other scores. Evaluate again.',
      ja: '評価した後に検出器が変わりました。元の画像のスコアが一致しません。もう一度評価してください。',
    };
  return runProblemText(problem, 'evaluation');
}
