/** Deep SVDD: normal images are drawn into a small sphere, and the distance to its centre is the score. */
import { detectorWords } from '../../core/experiment/detectors.ts';
import type { ChartSpec, DetectorFace } from '../detector-face.ts';

const distance: ChartSpec = { label: { en: 'Squared distance to the centre', ja: '中心との距離の 2 乗' } };
const spread: ChartSpec = {
  label: { en: 'Spread of the embeddings', ja: '埋め込みの散らばり' },
  note: {
    en: 'Standard deviation of the embeddings of a step. At zero the network has collapsed: it gives every image the same embedding.',
    ja: '1 ステップの埋め込みの標準偏差。0 になるとネットワークは退化し、どの画像にも同じ埋め込みを返します。',
  },
};

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
      label: { en: 'mean over a step', ja: '1 ステップの平均' },
      chart: distance,
    },
    {
      name: 'radius',
      label: { en: 'radius of the sphere', ja: '球の半径' },
      chart: distance,
    },
    {
      name: 'spread',
      label: { en: 'spread', ja: '散らばり' },
      chart: spread,
    },
  ],
  batchRows: [
    { kind: 'normal', label: { en: 'normal, first half', ja: '正常・前半' } },
    { kind: 'normal', label: { en: 'normal, second half', ja: '正常・後半' } },
  ],
  needs: { training: true, pseudoAnomalies: false },
  published: [],
};
