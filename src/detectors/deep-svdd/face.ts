/** Deep SVDD: normal images are drawn into a small sphere, and the distance to its centre is the score. */
import { detectorWords } from '../../core/experiment/detectors.ts';
import type { DetectorFace } from '../detector-face.ts';

export const deepSvddFace: DetectorFace = {
  ...detectorWords('deep-svdd'),
  source: 'DeepSVDD',
  scores: [
    {
      name: 'centre',
      label: { en: 'Distance to the centre', ja: '中心との距離' },
      meaning: {
        en: 'Squared distance of an embedding to the centre of the normal ones.',
        ja: '埋め込みと、正常の埋め込みの中心との距離の 2 乗。',
      },
      hasMap: true,
    },
  ],
  chosenScore: () => 'centre',
  series: [
    {
      name: 'meanDistance',
      label: { en: 'mean squared distance to the centre', ja: '中心との距離の 2 乗の平均' },
      chart: 'distance',
    },
    {
      name: 'radius',
      label: { en: 'squared radius', ja: '半径の 2 乗' },
      chart: 'distance',
    },
    {
      name: 'spread',
      label: { en: 'spread of the embeddings', ja: '埋め込みの散らばり' },
      chart: 'spread',
    },
  ],
  needs: { training: true, pseudoAnomalies: false, backbone: 'own' },
  published: [],
  presets: [],
};
