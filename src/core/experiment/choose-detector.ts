/** What the choice of a detector brings: its own training too, where nobody has made settings of their own. */
import { detectorPresets } from './detector-presets.ts';
import type { DetectorName } from './detectors.ts';
import { defaultExperiment, type Experiment, type KnobName } from './experiment.ts';
import type { Preset } from './preset.ts';
import {
  detectorOfPreset,
  trainingPresetChanges,
  trainingPresetOf,
  trainingPresets,
} from './training-presets.ts';

const isShort = ({ id }: Preset) => id.startsWith('short-');

/** How it is usually trained, or in a minute; `undefined` for one that nothing is set for. */
function presetOf(detector: DetectorName, wantsShort: boolean): Preset | undefined {
  return [...trainingPresets, ...detectorPresets[detector]].find(
    (preset) => detectorOfPreset(preset) === detector && isShort(preset) === wantsShort,
  );
}

/** Settings of a detector as it is usually used: the defaults, its own training, and its own pseudo-anomalies. */
export function usualSettings(detector: DetectorName): Experiment {
  const usual = presetOf(detector, false);
  return { ...defaultExperiment, detector, ...(usual && trainingPresetChanges(usual)) };
}

/** What another preset has set beside its training goes back to its default. */
export function choosingDetector(detector: DetectorName, experiment: Experiment): Partial<Experiment> {
  const presets = [...trainingPresets, ...detectorPresets[experiment.detector]];
  const current = trainingPresetOf(presets, experiment);
  if (current === undefined) return { detector };
  const usual = presetOf(detector, isShort(current));
  const names = Object.keys(current.changes) as KnobName[];
  const undone = Object.fromEntries(names.map((name) => [name, defaultExperiment[name]]));
  return { ...undone, detector, ...(usual && trainingPresetChanges(usual)) };
}
