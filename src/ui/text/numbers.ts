/** Sentences that stand beside figures: what they rest on, and what they cannot say. */
import type { Text } from '../../core/text.ts';
import { sentence } from './sentence.ts';

const images = (count: number, kind: string) => `${count} ${kind} image${count === 1 ? '' : 's'}`;

export const numberText = {
  onTheLine: { en: 'On a production line', ja: '生産ラインでは' },
  scoreMeaning: { en: 'What a score means', ja: 'スコアの意味' },
  goodAndBad: { en: 'Normal + defective test images', ja: 'テスト画像 (正常 + 異常)' },
  alarmsFromHere: {
    en: 'False alarms in 1,000 good parts, from this score on (95 %)',
    ja: 'このスコア以上を警報とするときの良品 1,000 個中の誤報 (95 % 区間)',
  },
  chanceOfDefect: {
    en: 'Probability of a defect (worst to best case)',
    ja: '不良である確率 (最悪 ～ 最良)',
  },
  prevalence: { en: 'Defective parts in 1,000', ja: '1,000 個中の不良品' },
  prevalenceWanted: { en: 'Enter a number from 1 to 999.', ja: '1 から 999 までの数を入力してください。' },
} as const satisfies Readonly<Record<string, Text>>;

export const numberSentences = {
  rates: sentence(
    (at95: string, at99: string, misses: string) =>
      `To find 95 % of these defects, ${at95} of good parts raise an alarm; to find 99 %, ${at99}. With at most 1 % false alarms, ${misses} of the defects are missed. These thresholds are picked on the test images, so new images do worse.`,
    (at95, at99, misses) =>
      `この欠陥の 95 % を見つけるには良品の ${at95}、99 % なら ${at99} が誤報になります。誤報を 1 % 以下に抑えると、欠陥の ${misses} を見逃します。しきい値はテスト画像で選んでいるため、新しい画像ではこれより悪くなります。`,
  ),
  perThousand: sentence(
    (rate: string, low: string, high: string) =>
      `At the threshold above, ${rate} of 1,000 good parts raise an alarm (95 % interval ${low} to ${high}).`,
    (rate, low, high) =>
      `上のしきい値では、良品 1,000 個中 ${rate} 個が誤報になります (95 % 区間 ${low} ～ ${high})。`,
  ),
  worth: sentence(
    (range: string) =>
      `Of the alarms, ${range} would then be defects (worst to best case of the test images’ 95 % intervals).`,
    (range) =>
      `このとき、警報のうち本当に不良なのは ${range} です (テスト画像の 95 % 区間による最悪 ～ 最良)。`,
  ),
  meaningRests: sentence(
    (normals: number, defectives: number) =>
      `The probability is for the share of defective parts given above. It rests on these ${images(normals, 'normal')} and ${images(defectives, 'defective')} alone, half an image added to each count, so that few images never make it sure; scores are put together until it rises with the score. It holds for defects and pictures like these: another camera, light or kind of defect needs test images of its own.`,
    (normals, defectives) =>
      `確率は、上で入力した不良品の割合での値です。根拠はこの正常 ${normals} 枚と異常 ${defectives} 枚だけで、少ない枚数で断定しないよう、それぞれの数に 0.5 枚を足しています。スコアとともに確率が上がるように、隣り合うスコアはまとめてあります。同じような欠陥と画像でだけ成り立ちます。カメラ・照明・欠陥の種類が変われば、新しいテスト画像が必要です。`,
  ),
  fewImages: sentence(
    (normals: number, defectives: number, lowest: string, step: string) =>
      `With ${images(normals, 'normal')} and ${images(defectives, 'defective')} to test on, even an AUROC of 1.000 would leave every true value from ${lowest} up possible, and false alarms can only be seen in steps of ${step} %.`,
    (normals, defectives, lowest, step) =>
      `テスト画像が正常 ${normals} 枚・異常 ${defectives} 枚では、AUROC が 1.000 でも「真の値は ${lowest} 以上」としか言えません。誤報の割合も ${step} % 刻みでしか分かりません。`,
  ),
} as const;
