/** Pause, resume and stop, asked for from outside and obeyed between steps. */
export interface RunControl {
  isPaused(): boolean;
  isStopped(): boolean;
  /** Paused, but for one step that was asked for. */
  isStepping(): boolean;
  /** That step has been asked of the device. */
  endStep(): void;
  /** Resolves when not paused, when a single step is asked for, or when stopped. */
  whenRunning(): Promise<void>;
  /** Lets waiting messages in: without it a run on the CPU backend would never hear of a pause. */
  yieldToMessages(): Promise<void>;
}

export interface ControlHandle extends RunControl {
  pause(): void;
  resume(): void;
  /** One step, and paused again; of no effect while running. */
  step(): void;
  stop(): void;
}

/** `yieldToMessages` comes from outside: how a thread lets messages in is not the engine's business. */
export function createControl(yieldToMessages: () => Promise<void>): ControlHandle {
  let isPaused = false;
  let isStopped = false;
  let isStepAllowed = false;
  let wake: (() => void) | undefined;
  const release = () => {
    wake?.();
    wake = undefined;
  };
  const isWaiting = () => isPaused && !isStopped && !isStepAllowed;
  return {
    isPaused: isWaiting,
    isStopped: () => isStopped,
    isStepping: () => isPaused && isStepAllowed,
    endStep() {
      isStepAllowed = false;
    },
    whenRunning: () =>
      isWaiting()
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
    step() {
      if (!isPaused) return;
      isStepAllowed = true;
      release();
    },
    stop() {
      isStopped = true;
      release();
    },
  };
}
