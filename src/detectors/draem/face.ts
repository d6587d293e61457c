/** DRAEM: images are repainted as they should be, and what differs in a way that matters is marked. */
import { detectorWords } from '../../core/experiment/detectors.ts';
import { draemColumns } from '../../core/run/published.ts';
import { markedSeries } from '../marked-series.ts';
import type { ChartSpec, DetectorFace } from '../detector-face.ts';

const terms: ChartSpec = { label: { en: 'Terms of the loss', ja: '損失の各項' } };

export const draemFace: DetectorFace = {
  ...detectorWords('draem'),
  source: 'DRAEM',
  scores: [
    {
      name: 'smoothed-maximum',
      label: { en: 'Largest smoothed mark', ja: '平滑化した異常度の最大値' },
      meaning: {
        en: 'Largest mean of the map over squares of 21 pixels of 256.',
        ja: '256 画素中 21 画素四方で平均した異常度マップの最大値。',
      },
      hasMap: true,
    },
  ],
  chosenScore: () => 'smoothed-maximum',
  series: [
    { name: 'l2', label: { en: 'L2 of the repainting', ja: '描き直しの L2' }, chart: terms },
    { name: 'ssim', label: { en: '1 − SSIM of the repainting', ja: '描き直しの 1 − SSIM' }, chart: terms },
    { name: 'focal', label: { en: 'focal loss of the map', ja: 'マップの focal loss' }, chart: terms },
    ...markedSeries,
  ],
  batchRows: [
    { kind: 'normal', label: { en: 'normal', ja: '正常' } },
    { kind: 'pseudo', label: { en: 'pseudo-anomaly', ja: '擬似異常' } },
  ],
  network: { en: 'encoder-decoder and U-Net', ja: 'エンコーダ・デコーダと U-Net' },
  outputRows: [
    { name: 'input', label: { en: 'input', ja: '入力' } },
    { name: 'reconstruction', label: { en: 'repainted', ja: '描き直し' } },
    { name: 'map', label: { en: 'map, bright is anomalous', ja: '異常度マップ (明るいほど異常)' } },
  ],
  needs: { training: true, pseudoAnomalies: true },
  published: draemColumns,
};
