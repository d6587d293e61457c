/** The idea of a detector at a glance: a drawing in the colours of the page. It says nothing that its words do not. */
import type { ComponentType } from 'react';
import type { DetectorName } from '../../../../core/experiment/detectors.ts';
import { CutPastePicture, DraemPicture, LocalContrastPicture, NsaPicture } from './MarkPictures.tsx';
import { AutoencoderPicture, VaeGanPicture, VaePicture } from './NetworkPictures.tsx';
import styles from './Picture.module.css';
import {
  ContrastivePicture,
  DeepSvddPicture,
  OcSvmPicture,
  PatchCorePicture,
  SsdPicture,
} from './PointPictures.tsx';
import { viewBox } from './shapes.tsx';

const drawings: Readonly<Record<DetectorName, ComponentType>> = {
  contrastive: ContrastivePicture,
  'local-contrast': LocalContrastPicture,
  patchcore: PatchCorePicture,
  'deep-svdd': DeepSvddPicture,
  autoencoder: AutoencoderPicture,
  'oc-svm': OcSvmPicture,
  vae: VaePicture,
  ssd: SsdPicture,
  cutpaste: CutPastePicture,
  draem: DraemPicture,
  nsa: NsaPicture,
  'vae-gan': VaeGanPicture,
};

export default function DetectorPicture({ detector }: { readonly detector: DetectorName }) {
  const Drawing = drawings[detector];
  return (
    <svg className={styles.picture} viewBox={viewBox} aria-hidden="true">
      <Drawing />
    </svg>
  );
}
