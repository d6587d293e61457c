/** The one-class SVM: a boundary around numbers that describe normal images. Nothing is trained by steps. */
import { detectorWords } from '../../core/experiment/detectors.ts';
import type { DetectorFace } from '../detector-face.ts';

export const ocSvmFace: DetectorFace = {
  ...detectorWords('oc-svm'),
  source: 'OCSVM',
  scores: [
    {
      name: 'outside',
      label: { en: 'Outside the boundary', ja: '境界の外' },
      meaning: {
        en: 'How far outside the boundary an image lies, from the SVM’s decision value on a logarithmic scale: above 0 is outside.',
        ja: 'SVM の決定関数の値から求めた、境界の外への遠さ (対数目盛)。0 より大きければ境界の外です。',
      },
      hasMap: false,
    },
  ],
  chosenScore: () => 'outside',
  series: [],
  needs: { training: false, pseudoAnomalies: false },
  published: [],
};
