/** Which dialog of the frame is open; the choices about single keys and the first steps are kept. */
import { createStore } from 'zustand/vanilla';
import type { FrameStage, FrameState } from './frame-stage.ts';
import type { Memory } from './preferences.ts';

/** `isSecure`: the page was opened by https or from localhost, where browsers offer WebGPU, files and service workers. */
export function createFrameStage(memory: Memory, isSecure: boolean): FrameStage {
  const store = createStore<FrameState>(() => ({
    dialog: undefined,
    hasKeys: memory.read('keys') !== 'off',
    hasFirstSteps: memory.read('first-steps') !== 'off',
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
    dismissFirstSteps: () => {
      memory.write('first-steps', 'off');
      store.setState({ hasFirstSteps: false });
    },
    dismissInsecureNote: () => {
      store.setState({ hasInsecureNote: false });
    },
    showKnobs: (areKnobsOpen) => {
      store.setState({ areKnobsOpen });
    },
  };
}
