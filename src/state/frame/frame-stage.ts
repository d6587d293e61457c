/** The frame's own dialogs, whether single keys are shortcuts, and what lies open of it. */
import type { StoreApi } from 'zustand/vanilla';

export type FrameDialog = 'commands' | 'shortcuts';

export interface FrameState {
  /** Says what a secure address would add, until it is put away; never where the address is secure. */
  readonly hasInsecureNote: boolean;
  readonly dialog: FrameDialog | undefined;
  /** Single keys act on the page; those with Ctrl or Cmd always do. */
  readonly hasKeys: boolean;
  /** The newcomer's first steps are shown, until they are put away. */
  readonly hasFirstSteps: boolean;
  /** On narrow screens, where the knobs are a sheet: whether it is drawn up. */
  readonly areKnobsOpen: boolean;
}

export interface FrameStage {
  readonly store: StoreApi<FrameState>;
  readonly open: (dialog: FrameDialog) => void;
  readonly close: () => void;
  readonly setKeys: (hasKeys: boolean) => void;
  readonly dismissFirstSteps: () => void;
  readonly dismissInsecureNote: () => void;
  readonly showKnobs: (areOpen: boolean) => void;
}
