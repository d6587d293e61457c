/** What frames are brought over: the first one that was kept, or else the first normal image of the open dataset. */
import { registrationLuma, type RegistrationLuma } from '../../../core/inspect/camera/phase-correlation.ts';
import type { DatasetStage } from '../../dataset/dataset-stage.ts';

export interface Reference {
  /** The frame that others are brought over from now on. */
  readonly take: (luma: RegistrationLuma) => void;
  readonly forget: () => void;
  readonly ofFrames: () => RegistrationLuma | undefined;
  /** `undefined` where none is open, or it cannot be read. */
  readonly ofDataset: () => Promise<RegistrationLuma | undefined>;
}

export function createReference(dataset: DatasetStage): Reference {
  let found: { readonly of: unknown; readonly luma: RegistrationLuma | undefined } | undefined;
  return {
    take(luma: RegistrationLuma) {
      found = { of: 'frame', luma };
    },
    forget() {
      found = undefined;
    },
    ofFrames: () => (found?.of === 'frame' ? found.luma : undefined),
    async ofDataset(): Promise<RegistrationLuma | undefined> {
      const open = dataset.store.getState().dataset;
      if (open === undefined || found?.of === open.fingerprint) return found?.luma;
      const first = open.items.find(({ split }) => split === 'train');
      const [read] = (first && (await dataset.look([first], open))) ?? [];
      found = { of: open.fingerprint, luma: read && registrationLuma(read.image) };
      return found.luma;
    },
  };
}
