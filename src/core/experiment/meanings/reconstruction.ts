import type { Text } from '../../text.ts';
import type { reconstructionKnobs } from '../knobs/reconstruction.ts';

export const reconstructionMeanings: Readonly<Record<keyof typeof reconstructionKnobs, Text>> = {
  latent: {
    en: 'Numbers that a crop (or image) is squeezed through. Too many let defects through, too few blur what is normal.',
    ja: '切り出し (または画像) を一度押し込める数の個数。多すぎると欠陥まで再現し、少なすぎると正常もぼやけます。',
  },
  reconstructionLoss: {
    en: 'Squared error compares pixels one by one; SSIM compares brightness, contrast and structure around each. Residuals and scores follow it.',
    ja: '二乗誤差は画素ごとに、SSIM は周囲の明るさ・コントラスト・構造を比べます。残差とスコアもこれに従います。',
  },
  beta: {
    en: 'At 1 the loss is the evidence lower bound. More keeps codes nearer to a standard normal, at the cost of sharpness; too much, and the code says nothing.',
    ja: '1 なら変分下限そのもの。大きいほど符号は標準正規分布に近づき、再構成はぼやけます。大きすぎると符号が何も表さなくなります。',
  },
  ganBalance: {
    en: 'How much the decoder cares that an image comes back, beside fooling the discriminator. Less makes sharper pictures that follow their image less.',
    ja: 'デコーダが、識別器を欺くことに対して、画像の再現をどれだけ重視するか。小さいほど鮮明ですが、元の画像から離れます。',
  },
  vaeScore: {
    en: 'How badly an image comes back, how far its code lies from those of chance, or the sum of both: the negative lower bound.',
    ja: '復元の悪さ、符号が事前分布からどれだけ離れるか、またはその和 (変分下限の符号を変えたもの)。',
  },
  residualScore: {
    en: 'The largest residual, smoothed, finds small defects; the mean sees changes of the whole image.',
    ja: '平滑化した残差の最大値は小さな欠陥に、平均は画像全体の変化に向きます。',
  },
};
