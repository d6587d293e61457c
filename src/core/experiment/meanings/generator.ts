import type { Text } from '../../text.ts';
import type { generatorKnobs } from '../knobs/generator.ts';

export const generatorMeanings: Readonly<Record<keyof typeof generatorKnobs, Text>> = {
  generator: {
    en: 'How a pseudo-anomaly is made from a normal image.',
    ja: '正常画像から擬似異常をどう作るか。',
  },
};
