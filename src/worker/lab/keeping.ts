/** Writes a run's state down as it trains, at a bounded share of the time, and never at the cost of the run. */
import { messageOf } from '../../core/message-of.ts';
import type { TrainingEvent, UnkeptReason } from '../../core/run/events.ts';
import type { Occasion, SavedRun } from '../../engine/training/setup.ts';
import { eventsUpTo } from '../../core/run/journal.ts';
import type { Network } from './network.ts';
import type { Report } from './runner.ts';
import type { RunState } from '../data/storage/run-state.ts';
import type { RunKeeper, RunStates } from '../data/storage/run-states.ts';

/** While a run continues, a write is followed by this many times as long without one: 5 % of the time at most. */
const restAfterWrite = 20;

export interface KeepingTools {
  /** Rejects if nothing can be stored. */
  readonly openStates: () => Promise<RunStates>;
  readonly now: () => number;
  readonly report: Report;
}

export type OnSaved = (saved: SavedRun, occasion: Occasion) => Promise<void>;

function reasonOf(error: unknown): UnkeptReason {
  return error instanceof Error && error.name === 'QuotaExceededError' ? 'full' : 'failed';
}

/** What a loss that was no number leaves behind is of no use to anyone. */
function isSound({ checkpoint }: SavedRun): boolean {
  return Object.values(checkpoint.parameters).every((values) => values.every(Number.isFinite));
}

function stateOf({ dataset, planned, experiment, events, best, start }: Network, saved: SavedRun): RunState {
  const told: TrainingEvent[] = eventsUpTo(events, saved.step);
  return {
    dataset,
    planned,
    total: experiment.steps,
    events: told,
    saved,
    best: best.current(),
    normalisation: start?.normalisation,
  };
}

function createWriter(keeper: RunKeeper, network: Network, { now, report }: KeepingTools): OnSaved {
  let written: number | undefined;
  let nextAt = -Infinity;
  let hasFailed = false;
  const isDue = (saved: SavedRun, occasion: Occasion) =>
    (occasion === 'resting' || now() >= nextAt) && saved.step > 0 && saved.step !== written && isSound(saved);
  return async (saved, occasion) => {
    if (!isDue(saved, occasion)) return;
    const began = now();
    try {
      await keeper.write(stateOf(network, saved));
      written = saved.step;
      hasFailed = false;
      report({ type: 'kept', step: saved.step });
    } catch (error) {
      if (!hasFailed) report({ type: 'not-kept', reason: reasonOf(error), detail: messageOf(error) });
      hasFailed = true; // tried again at the next rest: there may be room by then
    }
    nextAt = hasFailed ? Infinity : now() + restAfterWrite * (now() - began);
  };
}

/** Runs `work` with what keeps the states of its network; if it cannot be kept, that is reported, and it runs all the same. */
export async function keepWhile<Value>(
  network: Network,
  tools: KeepingTools,
  work: (onSaved: OnSaved) => Promise<Value>,
): Promise<Value> {
  const { openStates, report } = tools;
  const remember = (saved: SavedRun) => {
    network.last = saved;
  };
  const unkept = (reason: UnkeptReason, detail = '') => {
    report({ type: 'not-kept', reason, detail });
    return work((saved) => {
      remember(saved);
      return Promise.resolve();
    });
  };
  const opened = await openStates().catch((error: unknown) => messageOf(error));
  if (typeof opened === 'string') return unkept('no-storage', opened);
  return opened.keepFor(network.dataset.fingerprint, (keeper) => {
    if (keeper === undefined) return unkept('other-tab');
    const write = createWriter(keeper, network, tools);
    return work(async (saved, occasion) => {
      remember(saved);
      await write(saved, occasion);
    });
  });
}
