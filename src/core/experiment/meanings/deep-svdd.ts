import type { Text } from '../../text.ts';
import type { deepSvddKnobs } from '../knobs/deep-svdd.ts';

export const deepSvddMeanings: Readonly<Record<keyof typeof deepSvddKnobs, Text>> = {
  svddSees: {
    en: 'Deep SVDD trains a network of its own from the pixels on, as in its paper, or two layers on features of the included network, which stays as it is.',
    ja: '論文のように画素から自前のネットワークを学習するか、付属のネットワーク (固定) の特徴の上の 2 層だけを学習します。',
  },
  svddPretraining: {
    en: 'So many steps first teach the layers to give normal images back, as an autoencoder, before the sphere is set; they are not in the curves.',
    ja: '球を決める前に、正常画像を復元するオートエンコーダとして層を学習するステップ数。曲線には表示されません。',
  },
  svddObjective: {
    en: 'One-class draws every normal image towards the centre; soft-boundary draws only those outside a sphere, and shrinks the sphere.',
    ja: 'One-class は全ての正常画像を中心へ引き寄せます。Soft-boundary は球の外のものだけを引き寄せ、球を縮めます。',
  },
  svddNu: {
    en: 'Share of normal images that may lie outside the sphere; the radius follows from it.',
    ja: '球の外にあってよい正常画像の割合。半径はこれから決まります。',
  },
  svddWarmUp: {
    en: 'So many steps draw all images towards the centre before the radius is set for the first time.',
    ja: '半径を初めて決めるまで、全ての画像を中心へ引き寄せるステップ数。',
  },
};
