/** The network of a run that came as a zip, used on the images that are open. */
import { describe, expect, it } from 'vitest';
import { failure, success } from '../../core/result.ts';
import { createEvaluationStage } from '../evaluation/evaluation.ts';
import { packRuns } from './run-zip/write-run-zip.ts';
import { createRunsStage } from './runs.ts';
import { fakeLab } from '../testing/fake-lab.ts';
import { anExperiment, datasetOf, device, fakeArchive, openDataset, settled } from '../testing/fakes.ts';
import { carriedRun } from '../testing/runs.ts';
import { createTrainingStage } from '../training/training.ts';
import { createTransferStage } from './transfer.ts';

const weights = Uint8Array.of(1, 2, 3);
const bolts = datasetOf({ name: 'bolt' });

async function zipOf(held: Uint8Array<ArrayBuffer> | undefined) {
  const packed = { ...carriedRun({ id: 'a' }), weights: held, folder: '' };
  const options = { script: '', report: () => undefined, signal: new AbortController().signal };
  return { path: 'a.zip', blob: await packRuns([packed], options) };
}

/** A browser with bolts open, into which a run of nuts was dropped. */
async function createBench({ hasWeights = true } = {}) {
  const archive = fakeArchive();
  const lab = fakeLab();
  const { stage: dataset } = openDataset(bolts);
  const shared = { lab: lab.client, dataset, experiment: anExperiment('') };
  const training = createTrainingStage(shared);
  const runs = createRunsStage({ archive, later: () => () => undefined, today: () => 1 });
  const evaluation = createEvaluationStage({
    ...shared,
    training,
    app: 'kizu',
    keep: (results) => {
      runs.add(results, []);
      return Promise.resolve();
    },
  });
  const taken: string[] = [];
  const transfer = createTransferStage({
    runs,
    archive,
    weights: { exportModel: () => Promise.resolve(undefined) },
    isAtHand: () => false,
    today: () => 1,
    network: {
      ...shared,
      training,
      archive,
      leaveReplay: () => undefined,
      made: (id) => taken.push(id),
    },
  });
  await transfer.importFiles([await zipOf(hasWeights ? weights : undefined)]);
  await settled();
  return { lab, training, evaluation, transfer, runs, taken };
}

type Bench = Awaited<ReturnType<typeof createBench>>;

/** Presses the button, up to what the lab says of the file. */
async function use(
  { lab, transfer }: Bench,
  answer: Parameters<(typeof lab.models.calls)[number]['resolve']>[0],
) {
  const using = transfer.useNetwork('a');
  await expect.poll(() => lab.loads.calls.length).toBe(1);
  lab.loads.calls[0]?.resolve(undefined);
  await expect.poll(() => lab.models.calls.length).toBe(1);
  lab.models.calls[0]?.resolve(answer);
  return using;
}

describe('the network of a run from a file', () => {
  it('is offered only where its weights came', async () => {
    expect([...(await createBench()).transfer.store.getState().networks.keys()]).toEqual(['a']);
    const bare = await createBench({ hasWeights: false });
    expect(bare.transfer.store.getState().networks).toEqual(new Map());
    expect(await bare.transfer.useNetwork('a')).toBe(false);
    expect(bare.lab.loads.calls).toHaveLength(0);
  });

  it('becomes the one at hand with its weights, settings and curves, on the images that are open', async () => {
    const bench = await createBench();
    const { lab, training, taken } = bench;
    const { run, events } = carriedRun({ id: 'a' });
    expect(await use(bench, success(success(device)))).toBe(true);
    const [file, experiment] = lab.models.calls[0]!.args;
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(weights);
    expect(experiment).toEqual(run.results.config);
    const steps = events.filter(({ type }) => type === 'step');
    expect(training.store.getState()).toMatchObject({
      status: 'done',
      steps,
      dataset: { name: 'bolt' },
      origin: run.results.dataset,
      keptStep: undefined,
    });
    expect(taken).toHaveLength(1);
  });

  it('is not trained on, and the results of its evaluation say what it learnt from', async () => {
    const bench = await createBench();
    const { lab, training, evaluation } = bench;
    await use(bench, success(success(device)));
    await training.trainOn(1000);
    expect(lab.continuations.calls).toHaveLength(0);
    const evaluating = evaluation.start();
    await settled();
    lab.evaluations.calls[0]?.resolve(success({ scored: 0, reason: 'completed' }));
    await evaluating;
    const { results } = evaluation.store.getState();
    expect(results).toMatchObject({
      dataset: { name: 'bolt' },
      training: { learntFrom: carriedRun().run.results.dataset },
    });
  });

  it('that does not fit is refused, and what is at hand stays', async () => {
    const bench = await createBench();
    const problem = { kind: 'malformed', where: 'conv1.weight', came: 'nothing', wanted: '16 x 3' } as const;
    expect(await use(bench, success(failure(problem)))).toBe(false);
    expect(bench.transfer.store.getState().refusal).toEqual({ of: 'weights', problem });
    expect(bench.training.store.getState().status).toBe('idle');
    expect(bench.taken).toEqual([]);
  });
});
