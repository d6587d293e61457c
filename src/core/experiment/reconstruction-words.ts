/** Words that the faces of detectors share which reconstruct images; a face is in the first load, so each is said once. */
import type { Experiment } from './experiment.ts';

export const residualScores = [
  {
    name: 'largest-residual',
    label: { en: 'Largest residual', ja: '最大の残差' },
    meaning: {
      en: 'The largest smoothed difference between an image and its reconstruction.',
      ja: '画像と再構成の差を平滑化したものの最大値。',
    },
    hasMap: true,
  },
  {
    name: 'mean-residual',
    label: { en: 'Mean residual', ja: '残差の平均' },
    meaning: {
      en: 'The mean difference between an image and its reconstruction.',
      ja: '画像と再構成の差の平均。',
    },
    hasMap: true,
  },
] as const;

export const variationalScores = [
  ...residualScores,
  {
    name: 'kl',
    label: { en: 'KL of the code', ja: '符号の KL' },
    meaning: {
      en: 'How far the code of the most unusual crop lies from a standard normal, in nats.',
      ja: '最も外れた切り出しの符号が標準正規分布からどれだけ離れるか (ナット)。',
    },
    hasMap: false,
  },
  {
    name: 'elbo',
    label: { en: 'Negative lower bound', ja: '変分下限 (符号反転)' },
    meaning: {
      en: 'Reconstruction error and KL of the worst crop together, in nats.',
      ja: '最も悪い切り出しの再構成誤差と KL の和 (ナット)。',
    },
    hasMap: true,
  },
] as const;

export function variationalScore({ vaeScore, residualScore }: Experiment): string {
  if (vaeScore === 'kl') return 'kl';
  if (vaeScore === 'both') return 'elbo';
  return residualScore === 'mean' ? 'mean-residual' : 'largest-residual';
}

export const klChart = {
  label: { en: 'KL term, nats per picture', ja: 'KL の項 (1 枚あたり、ナット)' },
  note: {
    en: 'Near zero the code says nothing, and every picture comes back the same.',
    ja: '0 に近いと符号は何も表さず、どの画像も同じものに復元されます。',
  },
} as const;

export const halvedBatchRows = [
  { kind: 'normal', label: { en: 'normal, first half', ja: '正常・前半' } },
  { kind: 'normal', label: { en: 'normal, second half', ja: '正常・後半' } },
] as const;

export const reconstructionRows = [
  { name: 'input', label: { en: 'input', ja: '入力' } },
  { name: 'reconstruction', label: { en: 'reconstruction', ja: '再構成' } },
  { name: 'residual', label: { en: 'residual, bright is large', ja: '残差 (明るいほど大)' } },
] as const;

export const sampleRow = {
  name: 'samples',
  label: { en: 'samples', ja: 'サンプル' },
  isOfImages: false,
} as const;
