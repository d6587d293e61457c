/** A training preset may set how pseudo-anomalies are made: what Tune shows differently for it. */
import { detectorPresets } from './detector-presets.ts';
import { defaultExperiment, type Experiment } from './experiment.ts';
import type { Preset } from './preset.ts';
import { heedsImageSize } from './relevance.ts';
import { trainingPresetOf, trainingPresets } from './training-presets.ts';

export interface PresetInTune {
  readonly preset: Preset;
  /** Pixels of a side, where the preset works on images of another size than usual. */
  readonly imageSize?: Experiment['imageSize'];
  /** What the preset learns from, where that is another than usual. */
  readonly generator?: Experiment['generator'];
  readonly gateEnabled: boolean;
}

/** Of the preset whose values the experiment has; `undefined` if there is none, or if Tune shows what it usually does. */
export function presetInTune(experiment: Experiment): PresetInTune | undefined {
  const presets = [...trainingPresets, ...detectorPresets[experiment.detector]];
  const preset = trainingPresetOf(presets, experiment);
  if (preset === undefined) return undefined;
  const { imageSize, generator, gateEnabled } = experiment;
  const hasOwnSize = heedsImageSize(experiment) && imageSize !== defaultExperiment.imageSize;
  const hasOwnGenerator = preset.changes.generator !== undefined && generator !== defaultExperiment.generator;
  if (!hasOwnSize && !hasOwnGenerator) return undefined;
  return {
    preset,
    ...(hasOwnSize ? { imageSize } : {}),
    ...(hasOwnGenerator ? { generator } : {}),
    gateEnabled,
  };
}
