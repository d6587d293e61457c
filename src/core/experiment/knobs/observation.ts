/** Knobs of what is looked at while a network trains. */
import type { NumberKnob, ToggleKnob } from '../knob.ts';

export const observationKnobs = {
  heldOut: {
    kind: 'number',
    key: 'held',
    group: 'training',
    effect: 'training',
    label: { en: 'Held-out images', ja: '学習に使わない画像' },
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
    provenance: 'ours',
    default: false,
    detectors: 'trained',
  } satisfies ToggleKnob,
} as const;
