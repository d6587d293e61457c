/** What Deep SVDD minimises, and where the radius of its sphere comes from. */
import type { Experiment } from '../experiment/experiment.ts';
import { frac, inside, row, sub, sum, sup, text, type Formula } from './formula.ts';

const distance = sup(row('‖ φ', inside(sub('x', 'i')), '− c ‖'), '2');
const squaredRadius = sup('R', '2');

export const sphereFormulas: Readonly<Record<Experiment['svddObjective'], Formula>> = {
  'one-class': {
    math: row(frac('1', 'N'), sum('i'), distance),
    reading: {
      en: 'The mean over the images i of a step of the squared distance of the embedding phi of x i to the centre c. Weight decay is the optimiser’s.',
      ja: '1 ステップの画像 i についての、埋め込み φ(x_i) と中心 c との距離の 2 乗の平均。重み減衰は最適化手法が受け持つ。',
    },
    source: 'Deep SVDD, Eq. 4',
  },
  'soft-boundary': {
    math: row(
      squaredRadius,
      '+',
      frac('1', 'ν N'),
      sum('i'),
      text('max'),
      inside('0 ,', distance, '−', squaredRadius),
    ),
    reading: {
      en: 'The squared radius R, plus 1 over nu times the mean over the images i of how far the squared distance to the centre c exceeds it.',
      ja: '半径 R の 2 乗に、画像 i についての (中心 c との距離の 2 乗が R の 2 乗を超えた分) の平均の 1/ν 倍を足したもの。',
    },
    source: 'Deep SVDD, Eq. 3',
  },
};

export const radiusFormula: Formula = {
  math: row(squaredRadius, '=', sub('Q', '1 − ν'), inside(distance)),
  reading: {
    en: 'The squared radius is the quantile 1 minus nu of the squared distances.',
    ja: '半径の 2 乗は、距離の 2 乗の (1 − ν) 分位点である。',
  },
  source: 'Deep SVDD, section 3.3',
};
