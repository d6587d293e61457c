/** Knobs of what is looked at while a network trains. */
import type { NumberKnob, ToggleKnob } from '../knob.ts';

export const observationKnobs = {
  heldOut: {
    kind: 'number',
    key: 'held',
    group: 'training',
    effect: 'training',
    label: { en: 'Held-out images', ja: '学習に使わない画像' },
    meaning: {
      en: 'Share of normal images kept out of training, on which pseudo-anomalies are told from normal ones while it runs.',
      ja: '学習から外す正常画像の割合。学習中に、この画像で擬似異常を見分けられるかを測ります。',
    },
    provenance: 'ours',
    min: 0,
    max: 50,
    step: 1,
    unit: '%',
    default: 10,
    detectors: 'trained',
  } satisfies NumberKnob,
  peek: {
    kind: 'toggle',
    key: 'peek',
    group: 'training',
    effect: 'training',
    label: { en: 'Peek at test AUROC (not for choosing)', ja: 'テスト AUROC をのぞく (選択には使わない)' },
    meaning: {
      en: 'Scores the test images during training. Choosing by it makes the result look better than it is; it also slows training.',
      ja: '学習中にテスト画像を採点します。これを見て設定を選ぶと結果が実際より良く見えます。学習も遅くなります。',
    },
    provenance: 'ours',
    default: false,
    detectors: 'trained',
  } satisfies ToggleKnob,
} as const;
