/** NSA: what a pseudo-anomaly changed is marked, and the mean of the marks is the score. */
import { detectorWords } from '../../core/experiment/detectors.ts';
import { nsaColumns } from '../../core/run/published.ts';
import { markedSeries } from '../marked-series.ts';
import type { DetectorFace } from '../detector-face.ts';

export const nsaFace: DetectorFace = {
  ...detectorWords('nsa'),
  source: 'NSA',
  scores: [
    {
      name: 'map-mean',
      label: { en: 'Mean of the map', ja: '異常度マップの平均' },
      meaning: {
        en: 'Mean over all pixels of how anomalous the network calls them.',
        ja: 'ネットワークが出す各画素の異常度を、画像全体で平均した値。',
      },
      hasMap: true,
    },
  ],
  chosenScore: () => 'map-mean',
  series: markedSeries,
  batchRows: [
    { kind: 'normal', label: { en: 'normal', ja: '正常' } },
    { kind: 'pseudo', label: { en: 'pseudo-anomaly', ja: '擬似異常' } },
  ],
  network: { en: 'ResNet18 with a decoder', ja: 'ResNet18 とデコーダ' },
  outputRows: [
    { name: 'input', label: { en: 'input', ja: '入力' } },
    { name: 'map', label: { en: 'map, bright is anomalous', ja: '異常度マップ (明るいほど異常)' } },
  ],
  needs: { training: true, pseudoAnomalies: true },
  published: nsaColumns,
};
