/** Curves of detectors that mark pixels: what they say of those that a pseudo-anomaly changed, and of all others. */
import type { ChartSpec, SeriesSpec } from './detector-face.ts';

const marks: ChartSpec = {
  label: { en: 'Mean mark', ja: '異常度の平均' },
  range: [0, 1],
  note: {
    en: 'Where the two curves stay together, the network has not learnt to tell changed pixels from others.',
    ja: '2 つの曲線が離れないうちは、変化した画素を他と見分けられていません。',
  },
};

export const markedSeries: readonly SeriesSpec[] = [
  { name: 'changed', label: { en: 'of changed pixels', ja: '変化した画素' }, chart: marks },
  { name: 'unchanged', label: { en: 'of other pixels', ja: 'その他の画素' }, chart: marks },
];
