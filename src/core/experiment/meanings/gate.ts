import type { Text } from '../../text.ts';
import type { gateKnobs } from '../knobs/gate.ts';

export const gateMeanings: Readonly<Record<keyof typeof gateKnobs, Text>> = {
  gateEnabled: {
    en: 'Without the gate every pseudo-anomaly is kept, whatever its SSIM.',
    ja: '選別しない場合、SSIM によらず全ての擬似異常を使います。',
  },
  gateStatistic: {
    en: 'Which number of the SSIM comparison decides: over the whole image as in the paper, or over the patch.',
    ja: 'SSIM のどの値で判定するか。論文のとおり画像全体か、パッチの範囲か。',
  },
  gateImage: {
    en: 'Compare before the colour change (only turned and moved), or the final image.',
    ja: '色を変える前 (回転とずれだけ) の画像か、最終画像か。',
  },
  gateColour: {
    en: 'SSIM of the luma, or the mean of the SSIM of red, green and blue.',
    ja: '輝度の SSIM、または赤・緑・青それぞれの SSIM の平均。',
  },
  gateThreshold: {
    en: 'A pseudo-anomaly is rejected when its SSIM is T or more: nothing visible changed. A fixed T means something else for each statistic, patch size and amount of change.',
    ja: 'SSIM が T 以上の擬似異常は、見た目が変わっていないとみなして捨てます。同じ T でも、統計量・パッチの大きさ・変化の量によって意味が変わります。',
  },
  gateRetries: {
    en: 'How many candidates are drawn for one image in training before it is left out of the step.',
    ja: '学習中、1 枚の画像で候補を引き直す回数の上限。超えるとその画像は使いません。',
  },
};
