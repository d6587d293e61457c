/** What each knob does, in one sentence; apart from the table of knobs, since a page is up before anyone asks. */
import type { Text } from '../text.ts';
import type { KnobName } from './experiment.ts';
import { backboneMeanings } from './meanings/backbone.ts';
import { cutPasteDetectorMeanings } from './meanings/cutpaste-detector.ts';
import { cutPasteMeanings } from './meanings/cutpaste.ts';
import { deepSvddMeanings } from './meanings/deep-svdd.ts';
import { detectorMeanings } from './meanings/detector.ts';
import { draemMeanings } from './meanings/draem.ts';
import { gateMeanings } from './meanings/gate.ts';
import { generatorMeanings } from './meanings/generator.ts';
import { nsaMeanings } from './meanings/nsa.ts';
import { observationMeanings } from './meanings/observation.ts';
import { ocSvmMeanings } from './meanings/oc-svm.ts';
import { optimisationMeanings } from './meanings/optimisation.ts';
import { patchMeanings } from './meanings/patch.ts';
import { reconstructionMeanings } from './meanings/reconstruction.ts';
import { pixelNetworkMeanings } from './meanings/pixel-networks.ts';
import { scoreMeanings } from './meanings/score.ts';
import { ssdMeanings } from './meanings/ssd.ts';
import { trainingMeanings } from './meanings/training.ts';
import { viewMeanings } from './meanings/views.ts';

export const meanings: Readonly<Record<KnobName, Text>> = {
  ...backboneMeanings,
  ...cutPasteDetectorMeanings,
  ...cutPasteMeanings,
  ...deepSvddMeanings,
  ...detectorMeanings,
  ...draemMeanings,
  ...gateMeanings,
  ...generatorMeanings,
  ...nsaMeanings,
  ...observationMeanings,
  ...ocSvmMeanings,
  ...optimisationMeanings,
  ...patchMeanings,
  ...reconstructionMeanings,
  ...pixelNetworkMeanings,
  ...scoreMeanings,
  ...ssdMeanings,
  ...trainingMeanings,
  ...viewMeanings,
};
