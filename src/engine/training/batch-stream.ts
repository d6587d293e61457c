/** The batches of a run, step after step: drawn by this thread when they are wanted, or beside it and ahead of their steps. */
import { messageOf } from '../../core/message-of.ts';
import type { Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import type { BatchSource, StepBatch } from './step-batch.ts';

type Drawn = Promise<Result<StepBatch, RunProblem>>;

/** Draws the batches of one run in a thread of its own. */
export interface Drawer {
  /** Resolves once it can draw; rejects if it never will. */
  readonly ready: Promise<void>;
  /** What the run's `BatchSource` draws. Rejects once the drawer is gone. */
  draw(step: number): Drawn;
  end(): void;
}

export interface Drawers {
  /** How many draw side by side, from 1. */
  readonly count: number;
  readonly open: () => Drawer;
  /** A thread has died: how many are left, counting those that replaced dead ones. With none, this thread draws. */
  readonly onLost: (left: number, detail: string) => void;
}

export interface BatchStream {
  /** The batch of a step, whoever draws it. Steps are taken in rising order. */
  take(step: number): Drawn;
  end(): void;
}

/** Drawers that take the place of lost ones, in one run: one that dies of each batch helps nobody. */
const mostReplaced = 3;

/** Batches that are drawn or held beyond the step at hand: each drawer has one to draw, and one more is there; four at most. */
function batchesAhead(drawers: number): number {
  return Math.min(4, drawers + 1);
}

export function drawHere(source: BatchSource): BatchStream {
  return { take: (step) => Promise.resolve(source.draw(step)), end: () => undefined };
}

interface Seat {
  readonly drawer: Drawer;
  isReady: boolean;
  /** Batches that it has been asked for and not given. */
  asked: number;
}

function createSeats({ count, open, onLost }: Drawers, onEmptied: (seat: Seat) => void) {
  const seats = new Set<Seat>();
  let replaced = 0;

  function lose(seat: Seat, error: unknown): void {
    if (!seats.delete(seat)) return;
    seat.drawer.end();
    onEmptied(seat);
    if (replaced++ < mostReplaced) fill();
    onLost(seats.size, messageOf(error));
  }

  function fill(): void {
    const seat: Seat = { drawer: open(), isReady: false, asked: 0 };
    seats.add(seat);
    seat.drawer.ready.then(
      () => {
        seat.isReady = true;
      },
      (error: unknown) => {
        lose(seat, error);
      },
    );
  }

  for (let i = 0; i < count; i++) fill();
  return {
    lose,
    /** The one with the least to do, of those that can draw. */
    freest(): Seat | undefined {
      const ready = [...seats].filter(({ isReady }) => isReady);
      return ready.sort((a, b) => a.asked - b.asked).at(0);
    },
    end() {
      for (const { drawer } of seats) drawer.end();
      seats.clear();
    },
  };
}

/**
 * As `drawHere(source)`, from drawers: whatever they do, the batches are the same. A batch is drawn here while no drawer is ready, and
 * where the one that was asked for it is lost. `steps` is where the run ends.
 */
export function drawAhead(source: BatchSource, drawers: Drawers, steps: number): BatchStream {
  const asked = new Map<number, { readonly seat: Seat; readonly batch: Drawn }>();
  const seats = createSeats(drawers, (seat) => {
    for (const [step, one] of asked) if (one.seat === seat) asked.delete(step);
  });
  const ahead = batchesAhead(drawers.count);

  function ask(step: number): void {
    const seat = seats.freest();
    if (seat === undefined) return;
    const batch = seat.drawer.draw(step);
    asked.set(step, { seat, batch });
    seat.asked++;
    batch.then(
      () => seat.asked--,
      (error: unknown) => {
        seats.lose(seat, error);
      },
    );
  }

  return {
    take(step) {
      const end = Math.min(steps, step + 1 + ahead);
      for (let one = step; one < end; one++) if (!asked.has(one)) ask(one);
      const mine = asked.get(step);
      asked.delete(step);
      return mine === undefined
        ? Promise.resolve(source.draw(step))
        : mine.batch.catch(() => source.draw(step));
    },
    end() {
      seats.end();
      asked.clear();
    },
  };
}
