/** SSIM and what the gate makes of it. */
import type { Experiment } from '../experiment/experiment.ts';
import { frac, inside, over, row, sub, subsup, sum, text, type Formula } from './formula.ts';

const mean = (of: string) => sub('μ', of);
const variance = (of: string) => subsup('σ', of, '2');
const ssim = frac(
  row(
    inside('2', mean('x'), mean('y'), '+', sub('C', '1')),
    inside('2', sub('σ', 'x y'), '+', sub('C', '2')),
  ),
  row(
    inside(subsup('μ', 'x', '2'), '+', subsup('μ', 'y', '2'), '+', sub('C', '1')),
    inside(variance('x'), '+', variance('y'), '+', sub('C', '2')),
  ),
);
const map = row(text('SSIM'), '( u )');

export const gateFormulas: Readonly<Record<Experiment['gateStatistic'], Formula>> = {
  'patch-mean': {
    math: row(frac('1', '| M |'), sum('u ∈ M'), map),
    reading: {
      en: 'The mean of the SSIM map over the pixels u of the patch M and a margin of the window’s radius.',
      ja: 'パッチ M (窓の半径だけ広げた範囲) の画素 u についての SSIM マップの平均。',
    },
    source: 'SSIM, Eq. 13',
  },
  'patch-min': {
    math: row(over('min', 'u ∈ M'), map),
    reading: {
      en: 'The least value of the SSIM map over the pixels u of the patch M and a margin of the window’s radius.',
      ja: 'パッチ M (窓の半径だけ広げた範囲) の画素 u についての SSIM マップの最小値。',
    },
    source: 'SSIM, Eq. 13',
  },
  whole: {
    math: row(frac('1', '| I |'), sum('u ∈ I'), map),
    reading: {
      en: 'The mean of the SSIM map over all pixels u of the image I.',
      ja: '画像 I の全ての画素 u についての SSIM マップの平均。',
    },
    source: 'SSIM, Eq. 13',
  },
  'whole-single': {
    math: row(text('SSIM'), '( x , y ) =', ssim),
    reading: {
      en: 'SSIM of x and y is 2 mu x mu y plus C 1, times 2 sigma x y plus C 2, divided by mu x squared plus mu y squared plus C 1, times sigma x squared plus sigma y squared plus C 2; means, variances and the covariance are over the whole image.',
      ja: 'x と y の SSIM は、(2 μx μy + C1)(2 σxy + C2) ÷ ((μx² + μy² + C1)(σx² + σy² + C2))。平均、分散、共分散は画像全体でとる。',
    },
    source: 'the paper, Eq. 1',
  },
};

export const thresholdFormula: Formula = {
  math: row(text('discard'), '⇔', text('SSIM'), '≥ T'),
  reading: {
    en: 'A pseudo-anomaly is discarded if and only if its SSIM is T or more.',
    ja: 'SSIM が T 以上のとき、そのときに限り、擬似異常を捨てる。',
  },
  source: 'the paper, section 3.1',
};
