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

export function createControl(): ControlHandle {
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
    yieldToMessages: () => new Promise((resolve) => setTimeout(resolve, 0)),
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
