/** Pause, resume and stop, asked for from outside and obeyed between steps. */
export interface RunControl {
  isPaused(): boolean;
  isStopped(): boolean;
  /** Resolves when neither paused, or when stopped. */
  whenRunning(): Promise<void>;
  /** Lets waiting messages in: without it a run on the CPU backend would never hear of a pause. */
  yieldToMessages(): Promise<void>;
}

export interface ControlHandle extends RunControl {
  pause(): void;
  resume(): void;
  stop(): void;
}

/** `yieldToMessages` comes from outside: how a thread lets messages in is not the engine's business. */
export function createControl(yieldToMessages: () => Promise<void>): ControlHandle {
  let isPaused = false;
  let isStopped = false;
  let wake: (() => void) | undefined;
  const release = () => {
    wake?.();
    wake = undefined;
  };
  return {
    isPaused: () => isPaused && !isStopped,
    isStopped: () => isStopped,
    whenRunning: () =>
      isPaused && !isStopped
        ? new Promise((resolve) => {
            wake = resolve;
          })
        : Promise.resolve(),
    yieldToMessages,
    pause() {
      isPaused = true;
    },
    resume() {
      isPaused = false;
      release();
    },
    stop() {
      isStopped = true;
      release();
    },
  };
}
