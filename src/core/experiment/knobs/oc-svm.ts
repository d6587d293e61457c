/** Knobs of the one-class SVM alone [OCSVM]. */
import { choice, type NumberKnob } from '../knob.ts';

export const ocSvmKnobs = {
  svmSees: choice({
    kind: 'choice',
    key: 'svmsees',
    group: 'score',
    effect: 'evaluation',
    label: { en: 'The SVM sees', ja: 'SVM が見るもの' },
    provenance: 'ours',
    options: [
      { value: 'features', label: { en: 'features', ja: '特徴' } },
      { value: 'statistics', label: { en: 'grey, contrast, sharpness', ja: '明るさ・コントラスト・鮮鋭度' } },
    ],
    default: 'features',
    detectors: ['oc-svm'],
  }),
  svmNu: {
    kind: 'number',
    key: 'svmnu',
    group: 'score',
    effect: 'evaluation',
    label: { en: 'Outlier share of the SVM (ν)', ja: 'SVM の外れ値の割合 (ν)' },
    provenance: 'ours',
    min: 0.01,
    max: 0.9,
    step: 0.01,
    unit: '',
    default: 0.1,
    detectors: ['oc-svm'],
  } satisfies NumberKnob,
  svmGamma: {
    kind: 'number',
    key: 'svmgamma',
    group: 'score',
    effect: 'evaluation',
    label: { en: 'Kernel sharpness (γ)', ja: 'カーネルの鋭さ (γ)' },
    provenance: 'ours',
    min: 0.1,
    max: 10,
    step: 0.1,
    unit: '×',
    default: 1,
    detectors: ['oc-svm'],
  } satisfies NumberKnob,
} as const;
