/** How gradients become updates. */
import type { Experiment } from '../experiment/experiment.ts';
import { frac, inside, root, row, sub, sup, type Formula } from './formula.ts';

const mhat = frac('m', row('1 −', sup(sub('β', '1'), 't')));
const vhat = frac('v', row('1 −', sup(sub('β', '2'), 't')));

const adamw: Formula = {
  math: row('w ← w − η λ w − η', frac(mhat, row(root(vhat), '+ ε'))),
  reading: {
    en: 'The weight w loses eta times lambda times itself, and eta times the debiased mean m of the gradients, divided by the root of their debiased mean square v plus epsilon.',
    ja: '重み w から、η λ w と、勾配の (偏りを除いた) 平均 m を二乗平均 v の平方根 + ε で割って η を掛けたものを引く。',
  },
  source: 'AdamW, Algorithm 2',
};
const sgd: Formula = {
  math: row('v ← m v + g + λ w , w ← w − η v'),
  reading: {
    en: 'The velocity v becomes momentum m times v, plus the gradient g, plus lambda times the weight w; w loses eta times v.',
    ja: '速度 v を m v + 勾配 g + λ × 重み w に置き換え、w から η v を引く。',
  },
  source: 'PyTorch, SGD',
};
const lars: Formula = {
  math: row('v ← m v + η', frac('κ ‖ w ‖', '‖ g ‖ + λ ‖ w ‖'), inside('g + λ w'), ', w ← w − v'),
  reading: {
    en: 'The velocity v becomes momentum m times v, plus eta times kappa times the norm of w over the norm of g plus lambda times the norm of w, times the gradient g plus lambda w; w loses v.',
    ja: '速度 v を、m v + η κ ‖w‖ ÷ (‖g‖ + λ‖w‖) × (勾配 g + λ w) に置き換え、w から v を引く。',
  },
  source: 'LARS, Algorithm 1',
};

export const optimiserFormulas: Readonly<Record<Experiment['optimiser'], Formula>> = { adamw, sgd, lars };
