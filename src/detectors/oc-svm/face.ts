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
        en: 'Decision value of the SVM with its sign turned: above 0 lies outside the boundary.',
        ja: 'SVM の決定関数の値の符号を変えたもの。0 より大きければ境界の外です。',
      },
      hasMap: false,
    },
  ],
  chosenScore: () => 'outside',
  series: [],
  needs: { training: false, pseudoAnomalies: false },
  published: [],
};
