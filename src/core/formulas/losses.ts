/** What training minimises [HY section 3.2]. */
import { pairings, type ContrastiveLoss } from '../contrast/pairing.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { exp, frac, inside, row, sub, sum, text, type Formula, type MathNode, type Part } from './formula.ts';

const ip = sub('s', 'i p');
const iq = sub('s', 'i q');
const meanOver = (count: string, range: string) => row(frac('1', count), sum(range));
/** The mean over the positives of an anchor; where p is the only one, it needs no sign. */
function meanOverPositives(loss: ContrastiveLoss): Part[] {
  const { anchors, attracts } = pairings[loss];
  if (attracts === 'other-view') return [];
  if (anchors === 'all') return [meanOver('| P ( i ) |', 'p ∈ P ( i )')];
  return [meanOver('2 N − 1', 'p ∈ normal , p ≠ i')];
}

/** - log( e^s_ip / sum of e^s_iq ), or the same as log( 1 + sum ) where the positive is added to the sum. */
function termOf(loss: ContrastiveLoss): Part[] {
  const { denominator } = pairings[loss];
  if (denominator === 'positive-and-pseudo')
    return ['log', inside('1 +', sum('q ∈ pseudo'), exp(iq, '−', ip))];
  const range = denominator === 'others' ? 'q ≠ i' : 'q ∈ pseudo';
  return ['− log', frac(exp(ip), row(sum(range), exp(iq)))];
}

/** A contrastive loss as its pairing says. */
function mathOf(loss: ContrastiveLoss): MathNode {
  const [count, range] = pairings[loss].anchors === 'all' ? ['4 N', 'i'] : ['2 N', 'i ∈ normal'];
  return row('L =', meanOver(count, range), ...meanOverPositives(loss), ...termOf(loss));
}

export const lossFormulas: Readonly<Record<Experiment['objective'], Formula>> = {
  firm: {
    math: mathOf('firm'),
    reading: {
      en: 'L is the mean over all 4 N views i, and over the positives p of i, of minus log of e to the s i p, divided by the sum of e to the s i q over all other views q. A normal view has all other normal views as positives, a pseudo-anomaly its own other view; s is the cosine over the temperature.',
      ja: 'L は、4N 個のビュー i とその正例 p についての平均で、−log( e^s_ip を i 以外の全てのビュー q の e^s_iq の和で割ったもの )。正常の正例は他の全ての正常、擬似異常の正例は自分のもう一つのビュー。s は余弦類似度 ÷ 温度。',
    },
    source: 'FIRM, section 3',
  },
  pair: {
    math: mathOf('pair'),
    reading: {
      en: 'L is the mean over the 2 N normal views i of log of 1 plus the sum over pseudo-anomaly views q of e to the s i q minus s i p, where p is the other view of the same image.',
      ja: 'L は、正常のビュー 2N 個の i についての平均で、log( 1 + 擬似異常のビュー q についての e^(s_iq − s_ip) の和 )。p は同じ画像のもう一つのビュー。',
    },
    source: 'SimCLR, Eq. 1',
  },
  classwise: {
    math: mathOf('classwise'),
    reading: {
      en: 'L is the mean over the 2 N normal views i and over all other normal views p of minus log of e to the s i p, divided by the sum of e to the s i q over all other views q, normal and pseudo. Its floor is a little above log of 2 N minus 1.',
      ja: 'L は、正常のビュー 2N 個の i と、他の全ての正常 p についての平均で、−log( e^s_ip を i 以外の全てのビュー q の e^s_iq の和で割ったもの )。下限は log(2N − 1) よりわずかに上。',
    },
    source: 'SupCon, Eq. 2',
  },
  decoupled: {
    math: mathOf('decoupled'),
    reading: {
      en: 'L is the mean over the 2 N normal views i and over all other normal views p of log of 1 plus the sum over pseudo-anomaly views q of e to the s i q minus s i p. Its floor, log of 1 plus 2 N times e to the minus 2 over the temperature, is near 0 only at a low temperature.',
      ja: 'L は、正常のビュー 2N 個の i と、他の全ての正常 p についての平均で、log( 1 + 擬似異常のビュー q についての e^(s_iq − s_ip) の和 )。下限は log( 1 + 2N e^(−2/温度) ) で、ほぼ 0 になるのは温度が低いときだけ。',
    },
    source: 'SINCERE, section 1',
  },
  dcl: {
    math: mathOf('dcl'),
    reading: {
      en: 'L is the mean over the 2 N normal views i and over all other normal views p of minus log of e to the s i p, divided by the sum of e to the s i q over pseudo-anomaly views q; p itself is not in the sum. Its floor is log of 2 N minus 2 over the temperature, which can be negative.',
      ja: 'L は、正常のビュー 2N 個の i と、他の全ての正常 p についての平均で、−log( e^s_ip を擬似異常のビュー q の e^s_iq の和で割ったもの )。p 自身は和に入らない。下限は log(2N) − 2/温度で、負にもなる。',
    },
    source: 'DCL, Eq. 6',
  },
  'nt-xent': {
    math: mathOf('nt-xent'),
    reading: {
      en: 'L is the mean over the 2 N normal views i of minus log of e to the s i p, divided by the sum of e to the s i q over all other views q, normal and pseudo; p is the other view of the same image.',
      ja: 'L は、正常のビュー 2N 個の i についての平均で、−log( e^s_ip を i 以外の全てのビュー q の e^s_iq の和で割ったもの )。p は同じ画像のもう一つのビュー。',
    },
    source: 'SimCLR, Eq. 1',
  },
  'cross-entropy': {
    math: row(
      'L = −',
      meanOver('K', 'c'),
      row(frac('1', sub('n', 'c')), sum('i ∈ c')),
      'log',
      sub(text('softmax'), 'c'),
      inside(sub('g', 'i')),
    ),
    reading: {
      en: 'L is the mean over the K classes c, and over the n c views i of each, of minus log of the softmax of the logits g i at c: every class counts the same.',
      ja: 'L は、K 個のクラス c と、それぞれの n_c 個のビュー i についての平均で、−log( ロジット g_i のソフトマックスの、c での値 )。どのクラスも同じ重みを持つ。',
    },
    source: 'CutPaste, section 2.1',
  },
};
