/** Words of the threshold that normal images alone set: what is asked for, what is promised, what follows from costs. */
import { isProven, type CalibrationBasis } from '../../core/inspect/calibration.ts';
import type { Limits } from '../../core/inspect/verdict.ts';
import type { Text } from '../../core/text.ts';
import { sentence } from './sentence.ts';

export const promiseText = {
  askBy: { en: 'Set the threshold by', ja: 'しきい値の決め方' },
  byRate: { en: 'False alarms', ja: '誤報の割合' },
  byCosts: { en: 'Costs', ja: '費用' },
  rate: { en: 'False alarms at most, %', ja: '誤報の上限 (%)' },
  rateWanted: { en: 'Enter a number from 0.1 to 50.', ja: '0.1 から 50 までの数を入力してください。' },
  miss: { en: 'Cost of a missed defect', ja: '見逃し 1 件の費用' },
  falseAlarm: { en: 'Cost of a false alarm', ja: '誤報 1 件の費用' },
  prevalence: { en: 'Defective parts in 1,000', ja: '1,000 個中の不良品' },
  costsWanted: {
    en: 'Enter two costs above 0, and a number of defective parts from 0.01 to 999.',
    ja: '費用は 2 つとも 0 より大きい数、不良品は 0.01 から 999 までの数を入力してください。',
  },
  verdictsOf: { en: 'Verdicts on the test images', ja: 'テスト画像の判定' },
  use: { en: 'By the promise', ja: '約束どおりの値に戻す' },
  cheapest: { en: 'Cheapest on test labels', ja: 'テストの正解で費用最小' },
  nothingKept: {
    en: 'No normal image was kept from this detector, so nothing is promised: the threshold is that of the best F1, chosen on test labels.',
    ja: 'この検出器に使っていない正常画像がないため、約束はできません。しきい値は、テストの正解を見て選んだ F1 最大の値です。',
  },
  keepDirect: {
    en: 'Put normal images into validation/good (49 can promise 2 %), or set “Normal images compared with” below the number of normal images, and evaluate again.',
    ja: '正常画像を validation/good に置く (49 枚で 2 % を約束できます) か、「比較に使う正常画像の数」を正常画像の枚数より小さくして、評価し直してください。',
  },
  keepTrained: {
    en: 'Set “Held-out images” above 0 and train again, or put normal images into validation/good (49 can promise 2 %) and evaluate again.',
    ja: '「学習に使わない画像」を 0 より大きくして学習し直すか、正常画像を validation/good に置いて (49 枚で 2 % を約束できます) 評価し直してください。',
  },
  fixedBefore: {
    en: 'This threshold is fixed on normal images alone: no test label was looked at.',
    ja: 'このしきい値は正常画像だけで決め、テストの正解は見ていません。',
  },
} as const satisfies Readonly<Record<string, Text>>;

const percent = (share: number) => `${Number((100 * share).toFixed(share < 0.01 ? 2 : 1))} %`;
const images = (count: number) => `${count} image${count === 1 ? '' : 's'}`;

/** The share that is promised, or expected. */
function keptText(promised: number, basis: CalibrationBasis): Text {
  const share = percent(promised);
  return isProven(basis)
    ? {
        en: `At most ${share} false alarms: to be expected, on average, for new normal images like these.`,
        ja: `誤報は平均で最大 ${share}。これらと同様の新しい正常画像に対する約束です。`,
      }
    : {
        en: `About ${share} false alarms or fewer: expected, not promised, for new normal images like these.`,
        ja: `誤報は平均で約 ${share} 以下の見込み。これらと同様の新しい正常画像に対する目安で、約束ではありません。`,
      };
}

/** What the limits let through; said, where it is coarser than was asked. */
export function promiseOf(
  { promised, images: count, isMet }: Limits,
  asked: number,
  basis: CalibrationBasis,
): Text {
  const kept = keptText(promised, basis);
  if (isMet) return kept;
  return {
    en: `With ${images(count)}, nothing finer than ${percent(promised)} can be promised; ${percent(asked)} was asked. ${kept.en}`,
    ja: `${count} 枚では ${percent(promised)} より細かい約束はできません (指定は ${percent(asked)})。${kept.ja}`,
  };
}

const bases: Readonly<Record<CalibrationBasis, (count: number) => Text>> = {
  validation: (count) => ({
    en: `It rests on the ${images(count)} of validation/good.`,
    ja: `validation/good の ${count} 枚に基づきます。`,
  }),
  'held-out': (count) => ({
    en: `It rests on ${images(count)} that training held out.`,
    ja: `学習に使わなかった正常画像 ${count} 枚に基づきます。`,
  }),
  share: (count) => ({
    en: `It rests on ${count} normal images that the detector was not fitted on.`,
    ja: `検出器の基準に使っていない正常画像 ${count} 枚に基づきます。`,
  }),
  folds: (count) => ({
    en: `It rests on ${count} normal images, each scored by a detector that was fitted without it, while the one that judges is fitted on all of them. That is weaker than images kept apart: no proof covers it, though simulations keep to it. Images in validation/good turn it into a promise.`,
    ja: `正常画像 ${count} 枚に基づきます。それぞれ、その画像を除いて作った検出器のスコアです。判定する検出器は全てを基準にしているため、取り分けた画像より根拠が弱く、証明はありません (シミュレーションでは守られます)。validation/good に画像を置けば約束になります。`,
  }),
};

export const promiseSentences = {
  basis: (basis: CalibrationBasis, count: number): Text => bases[basis](count),
  range: sentence(
    (low: string, high: string) =>
      `The mean is over many such sets; with this one, between ${low} and ${high} of new normal images raise an alarm (95 %).`,
    (low, high) =>
      `平均は、同じような画像の組の全体での値です。この 1 組では、新しい正常画像の ${low} から ${high} が誤報になります (95 %)。`,
  ),
  limits: sentence(
    (look: string, bad: string) =>
      `Look at it from a score of ${look}, bad from ${bad}, where 1 in 1,000 normal images would lie if their scores fell off as an exponential does: extrapolated, not promised.`,
    (look, bad) =>
      `スコア ${look} 以上は要確認、${bad} 以上は不良です。後者は、正常画像の裾が指数分布なら 1,000 枚に 1 枚が超える値で、外挿であり約束ではありません。`,
  ),
  costs: sentence(
    (even: string, rate: string) =>
      `Above ${even} false alarms this costs more than letting every part pass. How defects score is not known from normal images, so a quarter of that is asked for, ${rate}: then the costs exceed those of the best threshold by at most a quarter of what passing every part would cost, as long as higher scores are worse.`,
    (even, rate) =>
      `誤報が ${even} を超えると、全数を通すより費用がかかります。正常画像だけでは欠陥のスコアが分からないため、その 4 分の 1 の ${rate} を指定します。高いスコアほど悪い限り、最良のしきい値との費用の差は、全数を通す費用の 4 分の 1 以下です。`,
  ),
  cheapest: sentence(
    (alarms: string, misses: string) =>
      `Cheapest on these labelled images: ${alarms} false alarms, ${misses} of the defects missed. It is chosen on test labels, so new defects are missed more often.`,
    (alarms, misses) =>
      `正解の分かるこの画像で費用が最小になるのは、誤報 ${alarms}、見逃し ${misses} のときです。テストの正解を見て選んでいるため、新しい欠陥ではこれより見逃します。`,
  ),
  noAlarmPays: {
    en: 'On these labelled images no alarm pays: letting every part pass costs least.',
    ja: '正解の分かるこの画像では、警報を出さず全数を通すのが最も安くなります。',
  },
} as const;

export const promisePercent = percent;
