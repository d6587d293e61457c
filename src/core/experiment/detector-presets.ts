/** Presets of each detector, offered beside those of training-presets.ts if it is chosen; apart from its face, as a page is up before anyone asks. */
import type { DetectorName } from './detectors.ts';
import type { Preset } from './preset.ts';
import { paperCutPaste, shortCutPaste, standardCutPaste } from './cutpaste-presets.ts';
import { shortDraem, shortNsa, standardDraem, standardNsa } from './marking-presets.ts';
import {
  shortAutoencoder,
  shortVae,
  shortVaeGan,
  standardAutoencoder,
  standardVae,
  standardVaeGan,
} from './reconstruction-presets.ts';
import { shortSsd, standardSsd } from './ssd-presets.ts';
import { fineTune, shortContrastive, shortDeepSvdd, standardDeepSvdd } from './training-presets.ts';

/** They name it as their detector. */
export const detectorPresets: Readonly<Record<DetectorName, readonly Preset[]>> = {
  contrastive: [shortContrastive, fineTune],
  'local-contrast': [],
  patchcore: [],
  'deep-svdd': [shortDeepSvdd, standardDeepSvdd],
  autoencoder: [shortAutoencoder, standardAutoencoder],
  'oc-svm': [],
  vae: [shortVae, standardVae],
  ssd: [shortSsd, standardSsd],
  cutpaste: [shortCutPaste, standardCutPaste, paperCutPaste],
  draem: [shortDraem, standardDraem],
  nsa: [shortNsa, standardNsa],
  'vae-gan': [shortVaeGan, standardVaeGan],
};
