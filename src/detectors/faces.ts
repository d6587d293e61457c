/** The table of faces: one for each detector that the knob offers. */
import type { DetectorName } from '../core/experiment/detectors.ts';
import { contrastiveFace } from './contrastive/face.ts';
import { deepSvddFace } from './deep-svdd/face.ts';
import type { DetectorFace } from './detector-face.ts';
import { patchCoreFace } from './patchcore/face.ts';

export const faces: Readonly<Record<DetectorName, DetectorFace>> = {
  contrastive: contrastiveFace,
  patchcore: patchCoreFace,
  'deep-svdd': deepSvddFace,
};
