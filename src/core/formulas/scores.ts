/** How anomalous an embedding is. */
import type { Experiment } from '../experiment/experiment.ts';
import { exp, frac, hat, inside, over, row, sub, subsup, sum, sup, text, type Formula } from './formula.ts';

const h = hat('h');
const centred = inside(h, '− μ');
const lse = (range: string, index: string) =>
  row('log', sum(range), exp(frac(row('z ·', sub('z', index)), 'τ')));

export const scoreFormulas: Readonly<Record<Experiment['score'], Formula>> = {
  prototype: {
    math: row('s', '= 1 −', h, '·', hat('μ')),
    reading: {
      en: 's is 1 minus the dot product of the unit embedding and the unit mean of the normal embeddings.',
      ja: 's は、1 から、単位長の埋め込みと、正常の埋め込みの平均 (単位長) との内積を引いたもの。',
    },
    source: 'ours',
  },
  nearest: {
    math: row('s', '=', frac('1', 'k'), sum('j ∈ kNN'), inside('1 −', h, '·', sub(h, 'j'))),
    reading: {
      en: 's is the mean over the k nearest normal embeddings j of 1 minus their dot product with the unit embedding.',
      ja: 's は、最も近い k 個の正常の埋め込み j についての (1 − 内積) の平均。',
    },
    source: 'ours',
  },
  gaussian: {
    math: row(
      's',
      '=',
      sup(centred, '⊤'),
      sup('Σ', '−1'),
      centred,
      ',',
      'Σ = ( 1 − ρ ) S + ρ',
      frac(row(text('tr'), 'S'), 'd'),
      'I',
    ),
    reading: {
      en: 's is the squared Mahalanobis distance of the unit embedding to the normal mean. The covariance is Ledoit and Wolf’s: 1 minus rho times the sample covariance S, plus rho times its mean variance times the identity; rho follows from the data.',
      ja: 's は、単位長の埋め込みと正常の平均とのマハラノビス距離の 2 乗。共分散は Ledoit-Wolf による (1 − ρ) × 標本共分散 S + ρ × 平均分散 × 単位行列で、ρ はデータから決まる。',
    },
    source: 'CutPaste A.1; Ledoit and Wolf 2004',
  },
  clusters: {
    math: row(
      's',
      '=',
      over('min', 'c'),
      sup(inside('x −', sub('μ', 'c')), '⊤'),
      subsup('Σ', 'c', '−1'),
      inside('x −', sub('μ', 'c')),
    ),
    reading: {
      en: 's is the least squared Mahalanobis distance of the unit embedding, standardised, to one of the clusters c of normal embeddings, each with a Ledoit-Wolf covariance.',
      ja: 's は、単位長にして標準化した埋め込みと、正常のクラスタ c それぞれとのマハラノビス距離の 2 乗のうち最小のもの。共分散は Ledoit-Wolf による。',
    },
    source: 'SSD, section 3',
  },
  contrastive: {
    math: row('s', '=', lse('q ∈ pseudo', 'q'), '−', lse('p ∈ normal', 'p')),
    reading: {
      en: 's is log of the sum over pseudo-anomalies q of e to the z dot z q over tau, minus the same over normal images p.',
      ja: 's は、擬似異常 q についての e^(z·z_q / τ) の和の対数から、正常画像 p についての同じものを引いた値。',
    },
    source: 'ours',
  },
  patches: {
    math: row(
      's',
      '=',
      inside('1 −', frac(exp(sup('d', '*')), row(sum('j'), exp(sub('d', 'j'))))),
      sup('d', '*'),
      ',',
      sup('d', '*'),
      '=',
      over('max', 'patches'),
      over('min', 'coreset'),
      '‖ f − m ‖',
    ),
    reading: {
      en: 's is the largest distance d star of a patch to its nearest normal patch, times 1 minus e to the d star over the sum of e to the d j, with d j its distances to the neighbours of that normal patch; with one neighbour the weight is left out.',
      ja: 's は、パッチとその最も近い正常パッチとの距離の最大値 d* に、1 − e^d* ÷ Σ e^d_j を掛けたもの。d_j はその正常パッチの近傍との距離。近傍が 1 なら重みは掛けない。',
    },
    source: 'PatchCore, Eqs. 6 and 7',
  },
};
