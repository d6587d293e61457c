/** The frame's own dialogs, and whether single keys are shortcuts. */
import type { StoreApi } from 'zustand/vanilla';

export type FrameDialog = 'commands' | 'shortcuts';

export interface FrameState {
  readonly dialog: FrameDialog | undefined;
  /** Single keys act on the page; those with Ctrl or Cmd always do. */
  readonly hasKeys: boolean;
}

export interface FrameStage {
  readonly store: StoreApi<FrameState>;
  readonly open: (dialog: FrameDialog) => void;
  readonly close: () => void;
  readonly setKeys: (hasKeys: boolean) => void;
}
