/** Names of numbers of whole images, and what it means where a detector does not beat them. */
import type { GlobalStatistic } from '../../core/dataset/doctor/finding.ts';
import type { Text } from '../../core/text.ts';
import { sentence } from './sentence.ts';

export const statisticNames: Readonly<Record<GlobalStatistic, Text>> = {
  'median-gray': { en: 'median grey', ja: '明るさの中央値' },
  contrast: { en: 'contrast', ja: 'コントラスト' },
  sharpness: { en: 'sharpness', ja: '鮮鋭度' },
  'file-size': { en: 'file size', ja: 'ファイルサイズ' },
  resolution: { en: 'resolution', ja: '解像度' },
};

export const statisticText = {
  alone: { en: 'Whole-image statistic alone', ja: '画像全体の統計量だけ' },
  beaten: { en: 'The detector beats it.', ja: '検出器はこれを上回っています。' },
  notBeaten: {
    en: 'The detector does not beat it: its AUROC may come from how the images were taken, and not from the defects.',
    ja: '検出器はこれを上回っていません。この AUROC は欠陥ではなく、撮影条件の違いによるものかもしれません。',
  },
  shortNotBeaten: { en: 'not beaten', ja: '上回っていません' },
} as const satisfies Readonly<Record<string, Text>>;

/** Of a network beside itself before training. */
export const untrainedText = {
  measure: { en: 'Score the network before training', ja: '学習前のネットワークでも採点' },
  why: {
    en: 'It says how much of this AUROC was learnt. Every test image is scored once more, by the first weights.',
    ja: 'この AUROC のうちどれだけが学習によるかが分かります。学習前の重みで、テスト画像をもう一度すべて採点します。',
  },
} as const satisfies Readonly<Record<string, Text>>;

export const untrainedSentences = {
  cost: sentence(
    (time: string) => `About ${time}, as the evaluation took.`,
    (time) => `所要時間は先ほどの評価と同じく約 ${time} です。`,
  ),
  scored: sentence(
    (before: string, after: string, isBeaten: boolean) =>
      isBeaten
        ? `Before training, the same network has an AUROC of ${before} on these test images; trained, ${after}. The difference was learnt.`
        : `Before training, the same network has an AUROC of ${before} on these test images; trained, ${after}. Training made it no better.`,
    (before, after, isBeaten) =>
      isBeaten
        ? `同じネットワークの AUROC は、このテスト画像で学習前 ${before}、学習後 ${after} です。この差が学習による効果です。`
        : `同じネットワークの AUROC は、このテスト画像で学習前 ${before}、学習後 ${after} です。学習しても良くなっていません。`,
  ),
  short: sentence(
    (before: string) => `untrained ${before}`,
    (before) => `学習前 ${before}`,
  ),
  testBefore: sentence(
    (before: string, after: string, isBeaten: boolean) =>
      isBeaten
        ? `On test images, training took its AUROC from ${before} before the first step to ${after}, by the probe of training.`
        : `On test images it is no better than before training (${before} before, ${after} after, by the probe of training).`,
    (before, after, isBeaten) =>
      isBeaten
        ? `テスト画像での AUROC は、学習前の ${before} から ${after} に上がりました (学習中の測定)。`
        : `テスト画像では学習前を上回っていません (学習前 ${before}、学習後 ${after}。学習中の測定)。`,
  ),
  heldOutBefore: sentence(
    (before: string, after: string, isBeaten: boolean) =>
      isBeaten
        ? `On held-out pseudo-anomalies, training took its AUROC from ${before} before the first step to ${after}.`
        : `On held-out pseudo-anomalies it is no better than before training (${before} before, ${after} after).`,
    (before, after, isBeaten) =>
      isBeaten
        ? `ホールドアウトの擬似異常での AUROC は、学習前の ${before} から ${after} に上がりました。`
        : `ホールドアウトの擬似異常では学習前を上回っていません (学習前 ${before}、学習後 ${after})。`,
  ),
} as const;

export const statisticSentences = {
  reaches: sentence(
    (name: string, area: string) =>
      `The ${name} of the whole image alone has an AUROC of ${area}, in the better direction.`,
    (name, area) => `画像全体の${name}だけでも AUROC は ${area} です (良い方の向きで)。`,
  ),
  short: sentence(
    (name: string, area: string) => `${name} alone ${area}`,
    (name, area) => `${name}だけで ${area}`,
  ),
} as const;
