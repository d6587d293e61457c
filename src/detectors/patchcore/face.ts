/** PatchCore: a coreset of normal patch features, and the distance of each test patch to it. Nothing is trained. */
import { detectorWords } from '../../core/experiment/detectors.ts';
import { patchCoreColumns } from '../../core/run/published.ts';
import type { DetectorFace } from '../detector-face.ts';

export const patchCoreFace: DetectorFace = {
  ...detectorWords('patchcore'),
  source: 'PatchCore',
  scores: [
    {
      name: 'patches',
      label: { en: 'PatchCore', ja: 'PatchCore' },
      meaning: {
        en: 'Largest distance of a patch of features to the nearest normal patch.',
        ja: '特徴のパッチと最も近い正常パッチとの距離の最大値。',
      },
      hasMap: true,
    },
  ],
  chosenScore: () => 'patches',
  series: [],
  needs: { training: false, pseudoAnomalies: false },
  published: patchCoreColumns,
};
