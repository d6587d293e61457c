/** Live in the lab: one session for the current images and seed, which keeps what depends on images alone. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import type { LiveDepth, LiveEnd } from '../../core/run/live.ts';
import type { LiveSession } from '../../detectors/live.ts';
import { openLive } from '../../detectors/run-detector.ts';
import { attempt } from '../../engine/attempt.ts';
import type { ControlHandle } from '../../engine/training/control.ts';
import { workingDevice } from './device.ts';
import type { Report } from './runner.ts';
import type { LabState } from './state.ts';

interface Asked {
  readonly experiment: Experiment;
  readonly depth: LiveDepth;
}

function sessionFor(
  state: LabState,
  fingerprint: string,
  { experiment: { seed }, depth }: Asked,
): LiveSession {
  const { live, items } = state;
  if (live?.fingerprint === fingerprint && live.seed === seed && live.depth === depth) return live.session;
  const session = openLive({ items, seed, depth });
  state.live = { fingerprint, seed, depth, session };
  return session;
}

/** `undefined` if it was stopped. */
export async function answerLive(
  state: LabState,
  asked: Asked,
  { report, control }: { readonly report: Report; readonly control: ControlHandle },
): Promise<Result<LiveEnd | undefined, RunProblem>> {
  const device = await workingDevice(state);
  const { summary, tools } = state;
  return attempt(
    async () => {
      if (summary === undefined || control.isStopped()) return undefined;
      const session = sessionFor(state, summary.fingerprint, asked);
      const { experiment } = asked;
      const frozen = await state.frozen(device);
      return session.answer({ experiment, frozen, control, report, now: tools.now });
    },
    device,
    control,
  );
}
