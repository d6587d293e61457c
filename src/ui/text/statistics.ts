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
