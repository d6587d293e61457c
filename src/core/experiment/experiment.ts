/** THE table of knobs, and the typed configuration it implies. */
import type { Knob, KnobValue } from './knob.ts';
import { backboneKnobs } from './knobs/backbone.ts';
import { cutPasteDetectorKnobs } from './knobs/cutpaste-detector.ts';
import { cutPasteKnobs } from './knobs/cutpaste.ts';
import { deepSvddKnobs } from './knobs/deep-svdd.ts';
import { detectorKnobs } from './knobs/detector.ts';
import { draemKnobs } from './knobs/draem.ts';
import { generatorKnobs } from './knobs/generator.ts';
import { gateKnobs } from './knobs/gate.ts';
import { nsaKnobs } from './knobs/nsa.ts';
import { observationKnobs } from './knobs/observation.ts';
import { optimisationKnobs } from './knobs/optimisation.ts';
import { ocSvmKnobs } from './knobs/oc-svm.ts';
import { patchKnobs } from './knobs/patch.ts';
import { reconstructionKnobs } from './knobs/reconstruction.ts';
import { pixelNetworkKnobs } from './knobs/pixel-networks.ts';
import { scoreKnobs } from './knobs/score.ts';
import { ssdKnobs } from './knobs/ssd.ts';
import { trainingKnobs } from './knobs/training.ts';
import { viewKnobs } from './knobs/views.ts';

export const knobs = {
  ...detectorKnobs,

  ...generatorKnobs,
  ...gateKnobs,
  ...patchKnobs,
  ...cutPasteKnobs,
  ...nsaKnobs,
  ...draemKnobs,

  ...viewKnobs,
  ...backboneKnobs,
  ...trainingKnobs,
  ...deepSvddKnobs,
  ...reconstructionKnobs,
  ...pixelNetworkKnobs,
  ...optimisationKnobs,
  ...observationKnobs,
  ...cutPasteDetectorKnobs,
  ...scoreKnobs,
  ...ocSvmKnobs,
  ...ssdKnobs,
} as const;

export type KnobName = keyof typeof knobs;

/** One value a knob; ranges are `[low, high]`. */
export type Experiment = { readonly [Name in KnobName]: KnobValue<(typeof knobs)[Name]> };

export const knobNames = Object.keys(knobs) as KnobName[];

/** The table row with its kinds as a union, for code that walks the table. */
export function knobOf(name: KnobName): Knob {
  return knobs[name];
}

export const defaultExperiment: Experiment = Object.fromEntries(
  knobNames.map((name) => [name, knobOf(name).default]),
) as unknown as Experiment;
