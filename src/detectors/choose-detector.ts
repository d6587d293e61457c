/** What the choice of a detector changes: its own settings of training too, where nobody has made settings of their own. */
import type { DetectorName } from '../core/experiment/detectors.ts';
import type { Experiment } from '../core/experiment/experiment.ts';
import type { Preset } from '../core/experiment/preset.ts';
import {
  trainingPresetChanges,
  trainingPresetOf,
  trainingPresets,
} from '../core/experiment/training-presets.ts';
import { faces } from './faces.ts';

const isShort = ({ id }: Preset) => id.startsWith('short-');

export function choosingDetector(detector: DetectorName, experiment: Experiment): Partial<Experiment> {
  const current = trainingPresetOf([...trainingPresets, ...faces[experiment.detector].presets], experiment);
  if (current === undefined) return { detector };
  const usual = [...trainingPresets, ...faces[detector].presets].find(
    (preset) =>
      (preset.changes.detector ?? 'contrastive') === detector && isShort(preset) === isShort(current),
  );
  return usual === undefined ? { detector } : trainingPresetChanges(usual);
}
