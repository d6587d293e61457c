/** Which dialog of the frame is open; the choice about single keys is kept. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Memory } from './preferences.ts';

/** `isSecure`: the page was opened by https or from localhost, where browsers offer WebGPU, files and service workers. */
export function createFrameStage(memory: Memory, isSecure: boolean): FrameStage {
  const store = createStore<FrameState>(() => ({
    dialog: undefined,
    hasKeys: memory.read('keys') !== 'off',
    areKnobsOpen: false,
    hasInsecureNote: !isSecure,
  }));
  return {
    store,
    open: (dialog) => {
      store.setState({ dialog });
    },
    close: () => {
      store.setState({ dialog: undefined });
    },
    setKeys: (hasKeys) => {
      memory.write('keys', hasKeys ? 'on' : 'off');
      store.setState({ hasKeys });
    },
    dismissInsecureNote: () => {
      store.setState({ hasInsecureNote: false });
    },
    showKnobs: (areKnobsOpen) => {
      store.setState({ areKnobsOpen });
    },
  };
}

export type FrameDialog = 'commands' | 'shortcuts' | 'share';

export interface FrameState {
  /** Says what a secure address would add, until it is put away; never where the address is secure. */
  readonly hasInsecureNote: boolean;
  readonly dialog: FrameDialog | undefined;
  /** Single keys act on the page; those with Ctrl or Cmd always do. */
  readonly hasKeys: boolean;
  /** On narrow screens, where the knobs are a sheet: whether it is drawn up. */
  readonly areKnobsOpen: boolean;
}

export interface FrameStage {
  readonly store: StoreApi<FrameState>;
  readonly open: (dialog: FrameDialog) => void;
  readonly close: () => void;
  readonly setKeys: (hasKeys: boolean) => void;
  readonly dismissInsecureNote: () => void;
  readonly showKnobs: (areOpen: boolean) => void;
}
