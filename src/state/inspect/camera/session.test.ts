import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { factsOf } from '../../../core/dataset/facts.ts';
import { drawSampleItems } from '../../../core/dataset/samples/samples.ts';
import { frameStatistics } from '../../../core/inspect/camera/frame-quality.ts';
import { registrationLuma } from '../../../core/inspect/camera/phase-correlation.ts';
import { failure, success } from '../../../core/result.ts';
import type { FrameUse, SeenFrame } from '../../../worker/bridge/contract-data.ts';
import { fakeLab } from '../../testing/fake-lab.ts';
import { datasetOf, openDataset } from '../../testing/fakes.ts';
import type { InspectState } from '../inspect-stage.ts';
import type { FrameSource } from './camera-stage.ts';
import { createCameraSession } from './session.ts';

const image = [...drawSampleItems('hex-nut', 64)].at(0)!.image;
const dark = { ...image, data: image.data.map((value) => value / 6) };

/** What a worker would say of a picture; looked at once. */
const seenOf = (shown: typeof image) => ({
  facts: factsOf(shown),
  statistics: frameStatistics(shown),
  luma: registrationLuma(shown),
});
const looked = new Map([image, dark].map((shown) => [shown, seenOf(shown)]));

function create(pictures: (n: number) => typeof image = () => image) {
  const uses: FrameUse[] = [];
  let count = 0;
  const readFrame = (_: ImageBitmap, use: FrameUse): Promise<SeenFrame> => {
    uses.push(use);
    const shown = pictures(++count);
    const { facts, statistics, luma } = looked.get(shown)!;
    return Promise.resolve({
      id: count,
      image: { path: use.path, image: shown, facts, thumbnail: shown },
      statistics,
      luma,
      shift: undefined,
    });
  };
  const keepFrame = vi.fn((id: number): Promise<Blob | undefined> => Promise.resolve(new Blob([`${id}`])));
  const lab = fakeLab();
  const dataset = openDataset(datasetOf());
  const inspect = createStore(
    () =>
      ({ items: [], reviews: new Map(), chosen: 0, nextId: 0, basis: undefined }) as unknown as InspectState,
  );
  const ready = vi.fn((): Promise<'ready' | 'busy' | 'failed'> => Promise.resolve('ready'));
  const fail = vi.fn();
  const session = createCameraSession({
    inspect,
    data: { readFrame, keepFrame },
    lab: lab.client,
    dataset: dataset.stage,
    ready,
    fail,
    currentUse: () => ({ preparation: { side: 64, aspect: 'stretch', isEqualised: false } }),
  });
  let clock = 0;
  let isOver = false;
  const source: FrameSource = {
    rest: async (ms) => {
      clock += ms;
      await new Promise((resolve) => setTimeout(resolve, 1));
    },
    now: () => clock,
    next: async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      clock += 40;
      return isOver ? undefined : ({} as ImageBitmap);
    },
  };
  const end = () => {
    isOver = true;
  };
  const state = () => session.store.getState();
  return { session, source, end, state, lab, dataset, inspect, ready, fail, keepFrame, uses };
}

describe('a camera session', () => {
  it('takes thirty frames that are fit, some time apart, and leaves out those that are not', async () => {
    const { session, source, state, keepFrame, end } = create((n) => (n % 3 === 0 ? dark : image));
    const running = session.run(source);
    session.capture();
    await vi.waitFor(
      () => {
        expect(state().kept).toHaveLength(30);
      },
      { timeout: 20_000 },
    );
    expect(state()).toMatchObject({ mode: 'looking', hasNewFrames: true });
    expect(state().kept.at(-1)).toMatchObject({ name: '029.png', review: 'normal' });
    // Dark frames, and those that moved in the eyes of the one before, were not taken.
    expect(keepFrame.mock.calls.every(([id]) => id % 3 === 2 || id === 1)).toBe(true);
    end();
    await running;
  });

  it('judges frame after frame, keeps one among the verdicts, and holds the picture while it is frozen', async () => {
    const { session, source, state, lab, inspect, end } = create();
    const running = session.run(source);
    session.judge(true);
    const answer = async (number: number, score: number) => {
      await vi.waitFor(() => {
        expect(lab.judgements.calls.length).toBeGreaterThan(number);
      });
      lab.judgements.calls[number]!.resolve(success({ kind: 'judged', images: [{ score }] }));
      await vi.waitFor(() => {
        expect(state().frame?.judged?.score).toBe(score);
      });
    };
    await answer(0, 0.5);
    await answer(1, 7);
    expect(state().framesPerSecond).toBeGreaterThan(0);
    session.freeze(true);
    await session.keep('defect');
    expect(inspect.getState()).toMatchObject({
      items: [{ id: 0, path: 'camera/000.png', score: 7 }],
      chosen: 1,
    });
    expect(inspect.getState().reviews.get(0)).toBe('defect');
    lab.judgements.calls[2]?.resolve(success({ kind: 'judged', images: [{ score: 9 }] }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(state().frame?.judged?.score).toBe(7);
    end();
    session.freeze(false);
    lab.judgements.calls.at(-1)?.resolve(success({ kind: 'stopped' }));
    session.stop();
    await running;
  });

  it('makes way for files that are judged, and stops where the detector cannot be fitted or has changed', async () => {
    const { session, source, state, lab, ready, fail, end } = create();
    ready.mockResolvedValue('busy');
    const running = session.run(source);
    session.judge(true);
    await vi.waitFor(() => {
      expect(state().frame).toBeDefined();
    });
    expect(lab.judgements.calls).toHaveLength(0);
    ready.mockResolvedValue('ready');
    await vi.waitFor(() => {
      expect(lab.judgements.calls).toHaveLength(1);
    });
    lab.judgements.calls[0]!.resolve(failure({ kind: 'unexpected', detail: 'broken' }));
    await vi.waitFor(() => {
      expect(state().mode).toBe('looking');
    });
    expect(fail).toHaveBeenCalledWith({ kind: 'unexpected', detail: 'broken' });
    ready.mockResolvedValue('failed');
    session.judge(true);
    await vi.waitFor(() => {
      expect(state().mode).toBe('looking');
    });
    end();
    await running;
  });

  it('brings frames over the first one that was taken', async () => {
    const { session, source, state, uses, end } = create();
    session.register(true);
    const running = session.run(source);
    session.capture();
    await vi.waitFor(() => {
      expect(state().kept.length).toBeGreaterThan(2);
    });
    expect(uses[0]!.reference).toBeUndefined();
    expect(uses.at(-1)!.reference).toEqual(registrationLuma(image));
    end();
    await running;
  });

  it('says so where a frame is held no more, or where the thread ends; what was kept stays', async () => {
    const { session, source, state, keepFrame, end } = create();
    const running = session.run(source);
    await vi.waitFor(() => {
      expect(state().frame).toBeDefined();
    });
    await session.keep('normal');
    keepFrame.mockResolvedValue(undefined);
    await session.keep('normal');
    expect(state()).toMatchObject({ problem: { kind: 'too-old' }, kept: [{ name: '000.png' }] });
    end();
    await running;
    await session.run({ ...source, next: () => Promise.reject(new Error('gone')) });
    expect(state()).toMatchObject({
      problem: { kind: 'unexpected', detail: 'gone' },
      kept: [{ name: '000.png' }],
    });
  });

  it('says so where frames do not become a dataset', async () => {
    const { session, state } = create();
    await session.build('nothing');
    expect(state()).toMatchObject({ mode: 'looking', problem: { kind: 'not-opened' } });
  });
});
