/** The knob of the detector CutPaste; how it pastes is in cutpaste.ts. */
import { choice } from '../knob.ts';

export const cutPasteDetectorKnobs = {
  density: choice({
    kind: 'choice',
    key: 'gde',
    group: 'score',
    effect: 'evaluation',
    label: { en: 'Normal density', ja: '正常の分布' },
    provenance: 'source',
    options: [
      { value: 'shared', label: { en: 'one for all places', ja: '全ての位置で 1 つ' } },
      { value: 'places', label: { en: 'one for each place', ja: '位置ごと' } },
    ],
    default: 'shared',
    detectors: ['cutpaste'],
    when: ({ trainOn }) => trainOn === 'crops',
  }),
} as const;
