/** The table of bodies: one for each detector that the knob offers. */
import type { DetectorName } from '../core/experiment/detectors.ts';
import { autoencoderBody } from './autoencoder/body.ts';
import { contrastiveBody } from './contrastive/body.ts';
import { cutPasteBody } from './cutpaste/body.ts';
import { deepSvddBody } from './deep-svdd/body.ts';
import { draemBody } from './draem/body.ts';
import { localContrastBody } from './local-contrast/body.ts';
import { ocSvmBody } from './oc-svm/body.ts';
import type { DetectorBody } from './detector-body.ts';
import { nsaBody } from './nsa/body.ts';
import { patchCoreBody } from './patchcore/body.ts';
import { vaeBody } from './vae/body.ts';
import { ssdBody } from './ssd/body.ts';
import { vaeGanBody } from './vae-gan/body.ts';

export const bodies: Readonly<Record<DetectorName, DetectorBody>> = {
  contrastive: contrastiveBody,
  'local-contrast': localContrastBody,
  patchcore: patchCoreBody,
  'deep-svdd': deepSvddBody,
  autoencoder: autoencoderBody,
  'oc-svm': ocSvmBody,
  vae: vaeBody,
  ssd: ssdBody,
  cutpaste: cutPasteBody,
  draem: draemBody,
  nsa: nsaBody,
  'vae-gan': vaeGanBody,
};
