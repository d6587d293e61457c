import { describe, expect, it } from 'vitest';
import type { Device } from '../device.ts';
import { createControl } from '../training/control.ts';
import type { Fitted, Method } from './method.ts';
import { Refusal } from './refusal.ts';
import { scoreFolds } from './score-folds.ts';

const device = {
  gpu: undefined,
  report: { isSoftware: true },
  takeFault: () => undefined,
} as unknown as Device;

/** Fitted on all, which no fold may ask. */
const fitted: Fitted<number> = {
  judge: () => Promise.reject(new Error('expected a fold to be judged without it')),
  dispose: () => expect.fail('expected to stay'),
};

/** How far a number lies from the nearest it was fitted on; says how often it was let go. */
function nearest(fewest = 1) {
  const state = { fits: [] as (readonly number[])[], disposed: 0 };
  const method: Method<number> = {
    see: () => Promise.resolve(0),
    fit(normals) {
      if (normals.length < fewest) {
        const problem = { kind: 'too-few-images', images: normals.length, wanted: fewest } as const;
        return Promise.reject(new Refusal(problem));
      }
      state.fits.push(normals);
      return Promise.resolve({
        judge: (seen) =>
          Promise.resolve({ scores: { near: Math.min(...normals.map((one) => Math.abs(one - seen))) } }),
        dispose: () => {
          state.disposed++;
        },
      });
    },
  };
  return { method, state };
}

describe('images in folds', () => {
  it('are scored by what was fitted without them', async () => {
    const { method, state } = nearest();
    const found: [number, number][] = [];
    const control = createControl(() => Promise.resolve());
    const take = (at: number, score: number) => found.push([at, score]);
    const folds = [[0, 2], [1]];
    const scored = await scoreFolds({ method, fitted, seen: [0, 10, 13, 20] }, folds, {
      device,
      control,
      score: 'near',
      take,
    });
    expect(scored).toEqual({ ok: true, value: 3 });
    expect(found).toEqual([
      [0, 10],
      [2, 3],
      [1, 3],
    ]);
    expect(state).toEqual({
      fits: [
        [10, 20],
        [0, 13, 20],
      ],
      disposed: 2,
    });
  });

  it('are scored by what is left of the method, where it can say that without a fit', async () => {
    const { method, state } = nearest();
    const asked: number[][] = [];
    const left: Fitted<number> = {
      judge: (seen) => Promise.resolve({ scores: { near: -seen } }),
      dispose: () => undefined,
    };
    const quick: Fitted<number> = {
      ...fitted,
      without: (images) => {
        asked.push([...images]);
        return left;
      },
    };
    const found: [number, number][] = [];
    const take = (at: number, score: number) => found.push([at, score]);
    const control = createControl(() => Promise.resolve());
    const whole = { method, fitted: quick, seen: [5, 6, 7] };
    await scoreFolds(whole, [[0, 1], [2]], { device, control, score: 'near', take });
    expect(asked).toEqual([[0, 1], [2]]);
    expect(found).toEqual([
      [0, -5],
      [1, -6],
      [2, -7],
    ]);
    expect(state.fits).toEqual([]);
  });

  it('get no score where the others are too few to be fitted on', async () => {
    const { method } = nearest(3);
    const control = createControl(() => Promise.resolve());
    const take = () => expect.fail('expected no score');
    const scored = await scoreFolds({ method, fitted, seen: [1, 2, 3] }, [[0]], {
      device,
      control,
      score: 'near',
      take,
    });
    expect(scored).toEqual({ ok: true, value: 0 });
  });

  it('are left where the work is stopped', async () => {
    const { method, state } = nearest();
    const control = createControl(() => Promise.resolve());
    const tools = {
      device,
      control,
      score: 'near',
      take: () => {
        control.stop();
      },
    };
    expect(await scoreFolds({ method, fitted, seen: [1, 2, 3] }, [[0], [1], [2]], tools)).toEqual({
      ok: true,
      value: undefined,
    });
    expect(state).toMatchObject({ disposed: state.fits.length });
  });
});
