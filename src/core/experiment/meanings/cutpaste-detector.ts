import type { Text } from '../../text.ts';
import type { cutPasteDetectorKnobs } from '../knobs/cutpaste-detector.ts';

export const cutPasteDetectorMeanings: Readonly<Record<keyof typeof cutPasteDetectorKnobs, Text>> = {
  density: {
    en: 'One Gaussian for all crops, or one for each place, for objects that always lie alike: it needs many normal images.',
    ja: '全ての切り出しに 1 つの正規分布、または位置ごとに 1 つ。後者は、いつも同じ向きと位置で写る物に向き、正常画像が多く要ります。',
  },
};
