import type { Text } from '../../text.ts';
import type { detectorKnobs } from '../knobs/detector.ts';

export const detectorMeanings: Readonly<Record<keyof typeof detectorKnobs, Text>> = {
  detector: {
    en: 'The method: what is learnt from normal images, and how a test image is judged by it.',
    ja: '手法。正常画像から何を学び、テスト画像をどう判定するか。',
  },
};
