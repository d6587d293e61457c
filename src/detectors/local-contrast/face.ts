/** The paper's contrast on places of frozen features, in seconds. */
import { detectorWords } from '../../core/experiment/detectors.ts';
import type { DetectorFace } from '../detector-face.ts';

export const localContrastFace: DetectorFace = {
  ...detectorWords('local-contrast'),
  source: 'HY',
  scores: [
    {
      name: 'places',
      label: { en: 'Local contrast', ja: '局所コントラスト' },
      meaning: {
        en: 'How much the most unusual places look changed, and how far they lie from normal places: 0 is usual, and one normal place in 200 is rarer than 1.',
        ja: '最も普通でない位置がどれだけ変化して見え、正常な位置からどれだけ離れているか。0 が普通で、正常な位置の 200 に 1 つだけが 1 を超えます。',
      },
      hasMap: true,
    },
  ],
  chosenScore: () => 'places',
  series: [],
  needs: { training: false, pseudoAnomalies: true },
  published: [],
};
