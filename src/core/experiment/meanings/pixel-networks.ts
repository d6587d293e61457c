import type { Text } from '../../text.ts';
import type { pixelNetworkKnobs } from '../knobs/pixel-networks.ts';

export const pixelNetworkMeanings: Readonly<Record<keyof typeof pixelNetworkKnobs, Text>> = {
  draemWidth: {
    en: 'Channels at full size of the network that repaints; the one that marks has half as many. Twice the width costs four times as much.',
    ja: '描き直すネットワークの、元の大きさでのチャネル数。印を付ける方はその半分です。幅が 2 倍になると計算量は 4 倍になります。',
  },
  nsaLabels: {
    en: 'What a pixel should be given: graded labels grow with the change of its intensity, binary ones are 1 wherever anything changed.',
    ja: '各画素の正解。段階的なら明るさの変化が大きいほど 1 に近づき、2 値なら変化した画素は全て 1 です。',
  },
};
