/** The lab's one queue: pieces of work run one after another, and those that only look at the network make way for later ones. */
import { messageOf } from '../../core/message-of.ts';
import { failure, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { createControl, type ControlHandle } from '../../engine/training/control.ts';
import type { LabEvent, LabMessage } from '../bridge/contract-lab.ts';
import { pause } from '../bridge/pause.ts';
import { createThrottle } from '../bridge/throttle.ts';

export type Report = (event: LabEvent) => void;

/** Expected failures are values; whatever it throws becomes one. */
export type Work<Value> = (report: Report, control: ControlHandle) => Promise<Result<Value, RunProblem>>;

export interface Runner {
  /**
   * Runs `work` after all that was asked for before. Its events are posted as they come, then `end`, then the call resolves.
   * `isYielding` work is stopped as soon as other work is asked for, unless that is `isPatient`.
   */
  run<Value>(
    work: Work<Value>,
    options?: { readonly isYielding: boolean; readonly isPatient?: boolean },
  ): Promise<Result<Value, RunProblem>>;
  isBusy(): boolean;
  pause(): void;
  resume(): void;
  /** One step of paused work. */
  step(): void;
  /** Ends the current work; if that is ending already, the work that waits behind it too. */
  stop(): void;
}

export interface RunnerTools {
  readonly post: (message: LabMessage) => void;
  /** Milliseconds; only differences matter. */
  readonly now: () => number;
}

interface Piece {
  readonly control: ControlHandle;
  readonly isYielding: boolean;
}

/** Whatever was thrown, as data. */
function asProblem(error: unknown): RunProblem {
  const detail = messageOf(error);
  return /memory|allocat/i.test(detail) ? { kind: 'out-of-memory', detail } : { kind: 'unexpected', detail };
}

export function createRunner({ post, now }: RunnerTools): Runner {
  /** The current piece first. */
  const pieces: Piece[] = [];
  let tail: Promise<unknown> = Promise.resolve();
  let calls = 0;

  async function perform<Value>(
    work: Work<Value>,
    control: ControlHandle,
  ): Promise<Result<Value, RunProblem>> {
    const throttle = createThrottle(post, now);
    const outcome = await work(throttle.add, control).catch((error: unknown) => failure(asProblem(error)));
    if (!outcome.ok) throttle.add({ type: 'failed', problem: outcome.problem });
    throttle.flush();
    post({ type: 'end', call: calls++ });
    return outcome;
  }

  return {
    run(work, { isYielding, isPatient = false } = { isYielding: false }) {
      for (const piece of pieces) if (piece.isYielding && !isPatient) piece.control.stop();
      const piece = { control: createControl(pause), isYielding };
      pieces.push(piece);
      const done = tail
        .then(() => perform(work, piece.control))
        .finally(() => {
          pieces.shift();
        });
      tail = done;
      return done;
    },
    isBusy: () => pieces.length > 0,
    pause() {
      pieces.at(0)?.control.pause();
    },
    resume() {
      pieces.at(0)?.control.resume();
    },
    step() {
      pieces.at(0)?.control.step();
    },
    stop() {
      const [current, ...waiting] = pieces;
      if (current === undefined) return;
      const ending = current.control.isStopped() ? waiting : [current];
      for (const { control } of ending) control.stop();
    },
  };
}
