/** Lets a run that is told again go on by itself. */
import type { StoreApi } from 'zustand/vanilla';
import type { ReplayStage, ReplayState } from './replay-stage.ts';
import type { Later } from '../studio/studio.ts';

/** A run plays in half a minute, at four pictures a second: charts take no more. */
const [playMs, tickMs] = [30_000, 250];

export interface PlayerOptions {
  readonly store: StoreApi<ReplayState>;
  readonly moveTo: (at: number) => void;
  readonly later: Later;
  /** Told when a run that plays has come to its evaluation. */
  readonly onEvaluation: () => void;
}

export function createPlayer({
  store,
  moveTo,
  later,
  onEvaluation,
}: PlayerOptions): Pick<ReplayStage, 'play' | 'pause'> {
  let callOff: () => void = () => undefined;

  function pause(): void {
    callOff();
    if (store.getState().isPlaying) store.setState({ isPlaying: false });
  }

  function tick(): void {
    const { events, at } = store.getState();
    const next = Math.min(events.length, at + Math.max(1, Math.ceil((events.length * tickMs) / playMs)));
    const isScoring = events.slice(at, next).some(({ type }) => type === 'evaluation-started');
    moveTo(next);
    if (isScoring) onEvaluation();
    if (next < events.length) callOff = later(tick, tickMs);
    else pause();
  }

  return {
    pause,
    play() {
      const { run, events, at } = store.getState();
      if (run === undefined || events.length === 0) return;
      pause();
      if (at >= events.length) moveTo(0);
      store.setState({ isPlaying: true });
      callOff = later(tick, tickMs);
    },
  };
}
