import { describe, expect, it } from 'vitest';
import { failure, success } from '../../core/result.ts';
import { drawAhead, drawHere, type Drawer, type Drawers } from './batch-stream.ts';
import type { BatchSource, StepBatch } from './step-batch.ts';

const steps = 40;

/** A batch that says of which step it is. */
function batchOf(step: number): StepBatch {
  return { inputs: {}, targets: { step: { shape: [1], data: Float32Array.of(step) } } };
}

const stepOf = ({ targets }: StepBatch) => targets['step'].data[0];

interface Bench {
  readonly drawers: Drawers;
  readonly source: BatchSource;
  /** Steps that each drawer was asked for, by the order in which they were opened. */
  readonly asked: number[][];
  /** Steps drawn by this thread. */
  readonly here: number[];
  readonly lost: { readonly left: number; readonly detail: string }[];
  ended: number;
}

interface BenchOptions {
  readonly count?: number;
  /** Whether the drawer that was opened as the given one dies of this step. */
  readonly dies?: (drawer: number, step: number) => boolean;
  readonly ready?: (drawer: number) => Promise<void>;
}

const turns = async (count: number) => {
  for (let i = 0; i < count; i++) await Promise.resolve();
};

function createBench({ count = 2, dies = () => false, ready = () => turns(1) }: BenchOptions = {}): Bench {
  const asked: number[][] = [];
  function open(): Drawer {
    const mine: number[] = [];
    const index = asked.push(mine) - 1;
    let isDead = false;
    return {
      ready: ready(index),
      async draw(step) {
        mine.push(step);
        await turns((step * 7) % 5); // batches come out of order
        isDead ||= dies(index, step);
        if (isDead) throw new Error(`died of ${step}`);
        return step === 13 ? failure({ kind: 'no-valid-patch', tried: 1 }) : success(batchOf(step));
      },
      end() {
        bench.ended++;
      },
    };
  }
  const bench: Bench = {
    drawers: { count, open, onLost: (left, detail) => bench.lost.push({ left, detail }) },
    source: {
      draw(step) {
        bench.here.push(step);
        return success(batchOf(step));
      },
    },
    asked,
    here: [],
    lost: [],
    ended: 0,
  };
  return bench;
}

/** What each step from `first` was given. */
async function takeAll({ source, drawers }: Bench, first = 0): Promise<(number | string)[]> {
  const stream = drawAhead(source, drawers, steps);
  await turns(5);
  const taken: (number | string)[] = [];
  for (let step = first; step < steps; step++) {
    const drawn = await stream.take(step);
    taken.push(drawn.ok ? stepOf(drawn.value) : drawn.problem.kind);
  }
  stream.end();
  return taken;
}

const everyStep = (first = 0) => Array.from({ length: steps - first }, (_, i) => first + i);
const withFailure = (first = 0) => everyStep(first).map((step) => (step === 13 ? 'no-valid-patch' : step));

describe('batches drawn ahead', () => {
  it.each([
    [1, 0],
    [2, 0],
    [4, 21],
  ])('come in the order of their steps, each drawn once (%i drawers, from step %i)', async (count, first) => {
    const bench = createBench({ count });
    expect(await takeAll(bench, first)).toEqual(withFailure(first));
    expect(bench.asked.flat().sort((a, b) => a - b)).toEqual(everyStep(first)); // and none beyond the end
    expect(bench.asked).toHaveLength(count);
    for (const mine of bench.asked) expect(mine.length).toBeGreaterThan(0);
    expect([bench.here, bench.lost, bench.ended]).toEqual([[], [], count]);
  });

  it('are two to four ahead of their step', async () => {
    for (const [count, ahead] of [
      [1, 2],
      [2, 3],
      [3, 4],
      [8, 4],
    ] as const) {
      const bench = createBench({ count });
      const stream = drawAhead(bench.source, bench.drawers, steps);
      await turns(5);
      await stream.take(7);
      expect(bench.asked.flat().sort((a, b) => a - b)).toEqual(everyStep(7).slice(0, 1 + ahead));
      stream.end();
    }
  });

  it('are drawn by this thread until a drawer is there', async () => {
    const bench = createBench({ ready: () => new Promise(() => undefined) });
    expect(await takeAll(bench)).toEqual(everyStep());
    expect([bench.here, bench.asked]).toEqual([everyStep(), [[], []]]);
  });

  it('go on where a drawer dies: another takes its place, and it is told', async () => {
    const bench = createBench({ dies: (drawer, step) => drawer === 0 && step > 9 });
    expect(await takeAll(bench)).toEqual(withFailure());
    expect(bench.asked).toHaveLength(3);
    expect(bench.asked[2].length).toBeGreaterThan(5);
    expect(bench.lost).toEqual([{ left: 2, detail: expect.stringMatching('died of') as string }]);
    expect(bench.here.length).toBeLessThan(5); // what was asked of it
  });

  it('go on where every drawer dies, or none can be opened', async () => {
    const mortal = createBench({ dies: () => true });
    expect(await takeAll(mortal)).toEqual(everyStep());
    expect(mortal.lost.map(({ left }) => left)).toEqual([2, 2, 2, 1, 0]);
    const unopened = createBench({ ready: () => Promise.reject(new Error('no such file')) });
    expect(await takeAll(unopened)).toEqual(everyStep());
    expect(unopened.lost.at(-1)).toEqual({ left: 0, detail: 'no such file' });
    expect(unopened.here).toEqual(everyStep());
  });

  it('are drawn when they are wanted where there are no drawers', async () => {
    const bench = createBench();
    const stream = drawHere(bench.source);
    expect(await stream.take(3)).toEqual(success(batchOf(3)));
    expect(bench.here).toEqual([3]);
  });
});
