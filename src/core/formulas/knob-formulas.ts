/** Which formula belongs to which knob, for those of which a formula says more than their meaning does. */
import type { Experiment, KnobName } from '../experiment/experiment.ts';
import { exp, frac, inside, over, root, row, sub, sup, sum, text, type Formula } from './formula.ts';
import { gateFormulas, thresholdFormula } from './gate.ts';
import { lossFormulas } from './losses.ts';
import { radiusFormula, sphereFormulas } from './deep-svdd.ts';
import { optimiserFormulas } from './optimisers.ts';
import { scoreFormulas } from './scores.ts';

/** One for each option of a choice; an option that is forgotten is a type error. */
export const optionFormulas: {
  readonly [
    Name in 'objective' | 'svddObjective' | 'score' | 'gateStatistic' | 'optimiser' | 'nsaClone'
  ]: Readonly<Record<Experiment[Name], Formula>>;
} = {
  objective: lossFormulas,
  svddObjective: sphereFormulas,
  score: scoreFormulas,
  gateStatistic: gateFormulas,
  optimiser: optimiserFormulas,
  nsaClone: {
    normal: {
      math: row(
        over('min', 'f'),
        sum('⟨ p , q ⟩'),
        sup(inside(sub('f', 'p'), '−', sub('f', 'q'), '−', sub('v', 'p q')), '2'),
        ',',
        sub('v', 'p q'),
        '=',
        sub('g', 'p'),
        '−',
        sub('g', 'q'),
      ),
      reading: {
        en: 'The blend f is the one whose differences between neighbours p and q come nearest to v p q in squares, the patch’s own differences g p minus g q; on the border it stays the image.',
        ja: '合成 f は、隣り合う画素 p, q の差が v_pq (パッチ g の差 g_p − g_q) に二乗誤差で最も近いもの。縁では元の画像のまま。',
      },
      source: 'Poisson image editing, Eqs. 7 and 11',
    },
    mixed: {
      math: row(
        sub('v', 'p q'),
        '=',
        text('the larger in size of'),
        sub('g', 'p'),
        '−',
        sub('g', 'q'),
        ',',
        sub('i', 'p'),
        '−',
        sub('i', 'q'),
      ),
      reading: {
        en: 'As the normal clone, where v p q is the difference of the patch g or of the image i, whichever is larger in size.',
        ja: '通常の合成と同じで、v_pq にはパッチ g の差と画像 i の差のうち絶対値の大きい方を使う。',
      },
      source: 'Poisson image editing, Eq. 12',
    },
  },
};

const logUniform = (what: string): Formula => ({
  math: row('log', text(what), '∼ U ( log a , log b )'),
  reading: {
    en: 'The logarithm is drawn evenly between those of the two ends a and b.',
    ja: '対数を、両端 a と b の対数の間から一様に選ぶ。',
  },
  source: 'CutPaste A.2',
});

const gammaSize: Formula = {
  math: row('r =', text('clip'), inside(inside('0.03 + Γ ( 2 , 0.05 )'), text('side'), ', a , b')),
  reading: {
    en: 'Half the side is .03 plus a draw of the gamma law of shape 2 and scale .05, times the side of the image, kept between the bounds a and b.',
    ja: '一辺の半分は、(0.03 + 形状 2・尺度 0.05 のガンマ分布の値) × 画像の一辺を、上下限 a, b の間に収めたもの。',
  },
  source: 'NSA, section 2.1',
};

const logistic: Formula = {
  math: row('y =', frac('1', row('1 +', exp('− k', inside('Δ −', sub('x', '0')))))),
  reading: {
    en: 'The label y is 1 over 1 plus e to the minus k times the change of intensity delta minus x 0.',
    ja: 'ラベル y は 1 ÷ (1 + e^(−k (Δ − x0)))。Δ は輝度の変化。',
  },
  source: 'NSA, section 2.4',
};

const cosine: Formula = {
  math: row(
    sub('η', 't'),
    '=',
    'min',
    inside('1 ,', frac('t + 1', 'W')),
    frac(sub('η', '0'), '2'),
    inside('1 + cos', frac('π t', 'T')),
  ),
  reading: {
    en: 'The rate at step t is the base rate over 2 times 1 plus cosine of pi t over T, times the rise, which is t plus 1 over W and at most 1; T are the steps in all, W those of the warm-up.',
    ja: 'ステップ t の学習率は、(初期値 ÷ 2) × (1 + cos(π t / T)) に、立ち上がり min(1, (t + 1) / W) を掛けたもの。T は全ステップ数、W はウォームアップのステップ数。',
  },
  source: 'CutPaste A.1',
};

export const knobFormulas: Readonly<Partial<Record<KnobName, Formula>>> = {
  gateThreshold: thresholdFormula,
  temperature: {
    math: row(
      sub('s', 'i j'),
      '=',
      frac(row(sub('z', 'i'), '·', sub('z', 'j')), row('τ ‖', sub('z', 'i'), '‖ ‖', sub('z', 'j'), '‖')),
    ),
    reading: {
      en: 's i j is the cosine of the projections z i and z j, divided by the temperature tau.',
      ja: 's_ij は、射影 z_i と z_j の余弦類似度を温度 τ で割ったもの。',
    },
    source: 'SimCLR, Eq. 1',
  },
  svddNu: radiusFormula,
  spdWeight: {
    math: row(
      'L + η',
      frac('1', 'N'),
      sum('i'),
      inside(
        'cos',
        inside(sub('z', 'i'), ',', sub('a', 'i')),
        '−',
        'cos',
        inside(sub('z', 'i'), ',', sup(sub('z', 'i'), '′')),
      ),
    ),
    reading: {
      en: 'To the loss is added eta times the mean over the images i of the cosine of z i and its pseudo-anomaly a i, minus the cosine of z i and its other view.',
      ja: '損失に、画像 i についての平均 ( cos(z_i, 擬似異常 a_i) − cos(z_i, もう一つのビュー) ) × η を足す。',
    },
    source: 'SPD, Eq. 3',
  },
  learningRate: cosine,
  warmUp: cosine,
  patchArea: {
    math: row('h =', root('A / r'), ', w =', root('A r')),
    reading: {
      en: 'Height and width follow from area A and aspect r: the root of A over r, and the root of A times r.',
      ja: '面積 A と縦横比 r から、高さは √(A / r)、幅は √(A r)。',
    },
    source: 'CutPaste A.2',
  },
  patchAspect: logUniform('aspect'),
  patchScale: logUniform('scale'),
  brightness: {
    math: row('f ∼ U ( 1 − b , 1 + b )'),
    reading: {
      en: 'The factor f is drawn evenly between 1 minus b and 1 plus b.',
      ja: '倍率 f を 1 − b から 1 + b の間から一様に選ぶ。',
    },
    source: 'torchvision, ColorJitter',
  },
  nsaHalfHeight: gammaSize,
  nsaHalfWidth: gammaSize,
  nsaResize: {
    math: row('s =', text('clip'), '( N ( 1 , 0.5 ) , a , b )'),
    reading: {
      en: 'The scale is drawn from the normal law of mean 1 and deviation one half, kept between a and b.',
      ja: '倍率は平均 1・標準偏差 0.5 の正規分布から選び、a と b の間に収める。',
    },
    source: 'NSA, section 2.1',
  },
  nsaLabelSlope: logistic,
  nsaLabelMiddle: logistic,
  textureWeight: {
    math: row('( 1 − M ) I + M', inside('w A + ( 1 − w ) I')),
    reading: {
      en: 'Outside the mask M the image I; inside it w times the texture A plus 1 minus w times the image.',
      ja: 'マスク M の外は画像 I、中は w × テクスチャ A + (1 − w) × 画像。',
    },
    source: 'DRAEM, Eq. 1',
  },
};
