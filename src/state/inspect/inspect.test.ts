import { describe, expect, it, vi } from 'vitest';
import { factsOf, type ImageFacts } from '../../core/dataset/facts.ts';
import { defaultExperiment } from '../../core/experiment/experiment.ts';
import { createRgbImage } from '../../core/image/image.ts';
import type { Calibration } from '../../core/inspect/calibration.ts';
import type { DetectorPassport } from '../../core/inspect/passport.ts';
import { failure, success } from '../../core/result.ts';
import type { SourceFile, UnlabelledImage, UnlabelledPart } from '../../worker/bridge/contract-data.ts';
import { createTrainingStage } from '../training/training.ts';
import { fakeData } from '../testing/fake-data.ts';
import { fakeLab } from '../testing/fake-lab.ts';
import { anExperiment, datasetOf, openDataset, settled } from '../testing/fakes.ts';
import { createInspectStage } from './inspect.ts';
import { limitsIn, reviewCounts, verdictItems } from './judged-list.ts';

const image = createRgbImage(8, 8);
const facts: ImageFacts = factsOf(image);

const unlabelled = (path: string): UnlabelledImage => ({ path, image, facts, thumbnail: image });
const part = (paths: readonly string[], isLast = true): UnlabelledPart => ({
  images: paths.map(unlabelled),
  problems: [],
  isLast,
});
const files = (...paths: string[]): SourceFile[] => paths.map((path) => ({ path, blob: new Blob([path]) }));

/** Held-out normals with scores 0 to 1. */
const calibration: Calibration = {
  basis: 'share',
  fitted: 98,
  normals: Array.from({ length: 49 }, (_, i) => ({ path: `${i}.png`, score: i / 48 })),
};

function create() {
  const data = fakeData();
  const lab = fakeLab();
  const dataset = openDataset(datasetOf());
  const experiment = anExperiment();
  experiment.set('detector', 'patchcore');
  const shared = { lab: lab.client, dataset: dataset.stage, experiment };
  const training = createTrainingStage(shared);
  const stage = createInspectStage({ ...shared, data: data.client, training });
  return { data, lab, dataset, experiment, stage, state: () => stage.store.getState() };
}

type Bench = ReturnType<typeof create>;

/** The call of that number, as soon as it was made. */
const called = <Call>({ calls }: { readonly calls: readonly Call[] }, number: number): Promise<Call> =>
  vi.waitFor(
    () => {
      const call = calls[number];
      if (call === undefined) throw new Error(`expected call ${number}, got ${calls.length}`);
      return call;
    },
    { interval: 1 },
  );

/** The detector is fitted, and the stream opened. */
async function begin({ lab, data, stage }: Bench, ...paths: string[]): Promise<void> {
  void stage.judge(files(...paths));
  (await called(lab.loads, 0)).resolve();
  (await called(lab.inspections, 0)).resolve(success(calibration));
  (await called(data.streams, 0)).resolve();
}

const judgedAs = (...scores: number[]) =>
  success({ kind: 'judged' as const, images: scores.map((score) => ({ score })) });

describe('inspecting', () => {
  it('fits the detector once, opens the next images while some are judged, and judges by the promise', async () => {
    const bench = create();
    const { data, lab, stage, state } = bench;
    await begin(bench, 'a.png', 'b.png', 'c.png');
    (await called(data.parts, 0)).resolve(part(['a.png', 'b.png'], false));
    const first = await called(lab.judgements, 0);
    const next = await called(data.parts, 1);
    expect(state()).toMatchObject({ status: 'judging', chosen: 3 });
    first.resolve(judgedAs(0.5, 99));
    next.resolve(part(['c.png']));
    (await called(lab.judgements, 1)).resolve(judgedAs(1.001));
    await vi.waitFor(() => {
      expect(state().status).toBe('done');
    });
    const limits = limitsIn(state())!;
    expect(limits).toMatchObject({ isMet: true, images: 49, promised: expect.closeTo(0.02, 12) as number });
    expect(verdictItems(state(), limits).map(({ path, verdict }) => [path, verdict])).toEqual([
      ['b.png', 'bad'],
      ['c.png', 'look'],
      ['a.png', 'good'],
    ]);

    void stage.judge(files('a.png'));
    expect((await called(data.streams, 1)).args[0].map(({ path }) => path)).toEqual(['a (2).png']);
    expect(lab.inspections.calls).toHaveLength(1); // the same detector
  });

  it('fits another detector where the knobs say so, and what was judged by the old one goes', async () => {
    const bench = create();
    const { data, lab, stage, state, experiment } = bench;
    await begin(bench, 'a.png');
    (await called(data.parts, 0)).resolve(part(['a.png']));
    (await called(lab.judgements, 0)).resolve(judgedAs(0.5));
    await vi.waitFor(() => {
      expect(state().items).toHaveLength(1);
    });
    experiment.set('seed', 7);
    void stage.judge(files('b.png'));
    expect(state()).toMatchObject({ status: 'fitting', items: [], basis: undefined });
    (await called(lab.loads, 1)).resolve();
    expect((await called(lab.inspections, 1)).args[0].seed).toBe(7);
  });

  it('waits for the first normal images, where they are on their way', async () => {
    const { lab, dataset, stage, state } = create();
    const open = datasetOf();
    dataset.stage.store.setState({ dataset: undefined, status: 'loading' });
    void stage.judge(files('a.png'));
    expect(state().status).toBe('fitting');
    dataset.open(open);
    expect((await called(lab.loads, 0)).args).toEqual([open]);
  });

  it('lists files that cannot be read, and goes on', async () => {
    const bench = create();
    const { data, lab, state } = bench;
    await begin(bench, 'a.png', 'b.png');
    const problem = { path: 'a.png', kind: 'damaged-image', came: 'PNG, cut off' } as const;
    (await called(data.parts, 0)).resolve({ ...part(['b.png']), problems: [problem] });
    (await called(lab.judgements, 0)).resolve(judgedAs(0.5));
    await vi.waitFor(() => {
      expect(state().status).toBe('done');
    });
    expect(state()).toMatchObject({ fileProblems: [problem], items: [{ path: 'b.png' }] });
  });

  it('keeps scores and thumbnails of thousands, no pixels, and names the files that cannot be read', async () => {
    const bench = create();
    const { data, lab, state } = bench;
    const paths = Array.from({ length: 5000 }, (_, i) => `${i}.png`);
    await begin(bench, ...paths);
    const isBroken = (i: number) => i % 500 === 7;
    for (let first = 0; first < paths.length; first += 8) {
      const some = paths.slice(first, first + 8);
      const whole = some.filter((_, i) => !isBroken(first + i));
      const problems = some
        .filter((_, i) => isBroken(first + i))
        .map((path) => ({ path, kind: 'not-an-image', came: 'text' }) as const);
      const isLast = first + 8 >= paths.length;
      (await called(data.parts, first / 8)).resolve({ ...part(whole, isLast), problems });
      (await called(lab.judgements, first / 8)).resolve(judgedAs(...whole.map((_, i) => i)));
    }
    await vi.waitFor(() => {
      expect(state().status).toBe('done');
    });
    expect(state().items).toHaveLength(4990);
    expect(state().fileProblems.map(({ path }) => path)).toEqual(paths.filter((_, i) => isBroken(i)));
    expect(state().items.some((item) => 'image' in item)).toBe(false);
  }, 60_000);

  it('asks again for what other work cut off, and once where the GPU was lost', async () => {
    const bench = create();
    const { data, lab, state } = bench;
    await begin(bench, 'a.png');
    (await called(data.parts, 0)).resolve(part(['a.png']));
    (await called(lab.judgements, 0)).resolve(success({ kind: 'stopped' }));
    (await called(lab.judgements, 1)).resolve(failure({ kind: 'device-lost', reason: 'reset' }));
    (await called(lab.judgements, 2)).resolve(judgedAs(0.5));
    await vi.waitFor(() => {
      expect(state()).toMatchObject({ status: 'done', items: [{ score: 0.5 }] });
    });
  });

  it('says that the detector has changed, and fits the current one the next time', async () => {
    const bench = create();
    const { data, lab, stage, state } = bench;
    await begin(bench, 'a.png');
    (await called(data.parts, 0)).resolve(part(['a.png']));
    (await called(lab.judgements, 0)).resolve(success({ kind: 'ended' }));
    await vi.waitFor(() => {
      expect(state()).toMatchObject({ status: 'failed', problem: { kind: 'detector-changed' } });
    });
    void stage.judge(files('a.png'));
    expect(state().status).toBe('fitting');
  });

  it('is stopped at once, and late answers change nothing', async () => {
    const bench = create();
    const { data, lab, stage, state } = bench;
    await begin(bench, 'a.png', 'b.png');
    const late = await called(data.parts, 0);
    stage.stop();
    expect(state().status).toBe('stopped');
    expect(data.closings.calls).toHaveLength(1);
    late.resolve(part(['a.png']));
    await settled();
    expect(lab.judgements.calls).toHaveLength(0);
    expect(state().items).toEqual([]);
  });

  it('needs normal images that were held out, and a network where the detector trains one', async () => {
    const { lab, stage, state, experiment } = create();
    void stage.judge(files('a.png'));
    (await called(lab.loads, 0)).resolve();
    (await called(lab.inspections, 0)).resolve(success({ ...calibration, normals: [] }));
    await vi.waitFor(() => {
      expect(state().problem).toEqual({ kind: 'nothing-held-out' });
    });
    experiment.set('detector', 'contrastive');
    await stage.judge(files('a.png'));
    expect(state().problem).toEqual({ kind: 'not-trained' });
  });

  it('keeps the marks of a reviewer, and counts false alarms and missed defects', async () => {
    const bench = create();
    const { data, lab, stage, state } = bench;
    await begin(bench, 'a.png', 'b.png');
    (await called(data.parts, 0)).resolve(part(['a.png', 'b.png']));
    (await called(lab.judgements, 0)).resolve(judgedAs(0.5, 99));
    await vi.waitFor(() => {
      expect(state().items).toHaveLength(2);
    });
    stage.review(0, 'defect');
    stage.review(1, 'normal');
    const items = verdictItems(state(), limitsIn(state())!);
    expect(reviewCounts(items)).toEqual({ reviewed: 2, falseAlarms: 1, misses: 1 });
    stage.review(1, undefined);
    expect([...state().reviews]).toEqual([[0, 'defect']]);
    stage.setRate(0.1);
    stage.setRate(2);
    expect(state().falseAlarmRate).toBe(0.1);
    const costs = { miss: 99, falseAlarm: 5, prevalence: 0.01 };
    stage.setCosts(costs);
    expect(state()).toMatchObject({ alarmCosts: costs, falseAlarmRate: expect.closeTo(0.05, 12) as number });
    stage.setCosts(undefined);
    expect(state()).toMatchObject({
      alarmCosts: undefined,
      falseAlarmRate: expect.closeTo(0.05, 12) as number,
    });
  });
});

describe('a detector as a file', () => {
  const region = { ignored: [0, 64] };
  const passport: DetectorPassport = {
    experiment: { ...defaultExperiment, detector: 'local-contrast' },
    score: 'places',
    plan: { side: 256, rule: { kind: 'largest', places: 3 }, terms: [] },
    preparation: { side: 128, aspect: 'pad' },
    dataset: { ...datasetOf(), name: 'screws', region },
    normals: [],
    calibration,
    falseAlarmRate: 0.1,
    selfCheck: { images: [], scores: [] },
  };
  const file = new File(['onnx'], 'screws.onnx');

  it('is fitted before it is saved, with what the page knows of the images', async () => {
    const bench = create();
    const { lab, stage, state } = bench;
    const saving = stage.saveDetector();
    (await called(lab.loads, 0)).resolve();
    (await called(lab.inspections, 0)).resolve(success(calibration));
    const call = await called(lab.savings, 0);
    expect(call.args[0]).toMatchObject({
      dataset: { name: datasetOf().name },
      preparation: { side: 256, aspect: 'stretch' },
      falseAlarmRate: 0.02,
    });
    const bytes = Uint8Array.of(1, 2);
    call.resolve(success({ kind: 'saved', bytes }));
    expect(await saving).toEqual(bytes);
    expect(state()).toMatchObject({ status: 'fitting', problem: undefined });
  });

  it('that cannot be saved says why', async () => {
    const { lab, stage, state, dataset } = create();
    const saving = stage.saveDetector();
    (await called(lab.loads, 0)).resolve();
    (await called(lab.inspections, 0)).resolve(success(calibration));
    (await called(lab.savings, 0)).resolve(success({ kind: 'refused', why: 'own-network' }));
    expect(await saving).toBeUndefined();
    expect(state()).toMatchObject({ status: 'failed', problem: { kind: 'not-saved', why: 'own-network' } });
    dataset.stage.store.setState({ isEqualised: true });
    expect(await stage.saveDetector()).toBeUndefined();
    expect(state().problem).toEqual({ kind: 'not-saved', why: 'equalised' });
    expect(lab.savings.calls).toHaveLength(1);
  });

  it('judges in place of the one that is fitted here, by its own preparation, until it is left', async () => {
    const bench = create();
    const { lab, data, stage, state } = bench;
    void stage.openDetector(file);
    (await called(lab.detectorFiles, 0)).resolve(success({ kind: 'opened', passport, error: 2e-6 }));
    await vi.waitFor(() => {
      expect(state()).toMatchObject({
        status: 'idle',
        opened: { name: 'screws.onnx', error: 2e-6 },
        basis: { dataset: { name: 'screws' }, experiment: { detector: 'local-contrast' } },
        falseAlarmRate: 0.1,
      });
    });
    void stage.judge(files('a.png'));
    const stream = await called(data.streams, 0);
    expect(stream.args[1]).toMatchObject({ preparation: { side: 128, aspect: 'pad' }, region });
    stream.resolve();
    (await called(data.parts, 0)).resolve(part(['a.png']));
    (await called(lab.judgements, 0)).resolve(judgedAs(0.5));
    await vi.waitFor(() => {
      expect(state()).toMatchObject({ status: 'done', items: [{ score: 0.5 }] });
    });
    expect(lab.inspections.calls).toHaveLength(0);
    stage.closeDetector();
    expect(state()).toMatchObject({ opened: undefined, basis: undefined, items: [] });
    void stage.judge(files('a.png'));
    await called(lab.loads, 0); // the one of this page is fitted
  });

  it('that is refused leaves what was there, with its name and the reason', async () => {
    const { lab, stage, state } = create();
    void stage.openDetector(file);
    (await called(lab.detectorFiles, 0)).resolve(
      success({ kind: 'refused', problem: { kind: 'other-version', came: '7', wanted: 1 } }),
    );
    await vi.waitFor(() => {
      expect(state()).toMatchObject({
        status: 'failed',
        opened: undefined,
        problem: { kind: 'detector-file', name: 'screws.onnx', problem: { kind: 'other-version' } },
      });
    });
  });
});
