import { describe, expect, it } from 'vitest';
import { failure, success } from '../../core/result.ts';
import { fakeLab } from '../testing/fake-lab.ts';
import { anExperiment } from '../testing/fakes.ts';
import { createWeightsStage } from './weights.ts';

const report = {
  file: 'r18.pth',
  matched: 102,
  missing: [],
  leftOver: ['fc.weight'],
  misshapen: [],
  broken: [],
  folded: 0,
  normalisation: 'file' as const,
};
const nothingFits = {
  kind: 'nothing-fits',
  where: 'conv1.weight',
  came: '64 x 3 x 7 x 7',
  wanted: '16 x 3 x 7 x 7',
} as const;

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('weights', () => {
  it('of full width make the encoder full, and training start from them', async () => {
    const [lab, experiment] = [fakeLab(), anExperiment('width=quarter')];
    const stage = createWeightsStage({ lab: lab.client, experiment });
    const opened = stage.open(new Blob(['w']), 'r18.pth');
    expect(stage.store.getState().status).toBe('reading');
    lab.readings.calls[0]?.resolve(failure(nothingFits));
    await settle();
    lab.readings.calls[1]?.resolve(success(report));
    await opened;
    expect(lab.readings.calls.map(({ args }) => args[2])).toEqual(['quarter', 'full']);
    expect(experiment.store.getState().experiment).toMatchObject({ width: 'full', start: 'file' });
    expect(stage.store.getState()).toMatchObject({ status: 'ready', report });
  });

  it('that are refused leave everything as it was, with the reason', async () => {
    const [lab, experiment] = [fakeLab(), anExperiment('width=full')];
    const stage = createWeightsStage({ lab: lab.client, experiment });
    const opened = stage.open(new Blob(['w']), 'x.onnx');
    lab.readings.calls[0]?.resolve(failure(nothingFits));
    await opened;
    expect(stage.store.getState()).toMatchObject({
      status: 'failed',
      report: undefined,
      refusal: nothingFits,
    });
    expect(experiment.store.getState().experiment.start).toBe('kizu');
  });

  it('that the thread dies of are told as unreadable', async () => {
    const [lab, experiment] = [fakeLab(), anExperiment()];
    const stage = createWeightsStage({ lab: lab.client, experiment });
    const opened = stage.open(new Blob(['w']), 'x.onnx');
    lab.readings.calls[0]?.reject(new Error('gone'));
    await opened;
    expect(stage.store.getState().refusal).toMatchObject({ kind: 'malformed', came: 'gone' });
  });
});

describe('a trained model as a file', () => {
  it('that cannot be written as ONNX is told, until one is asked for that can', async () => {
    const lab = fakeLab();
    const stage = createWeightsStage({ lab: lab.client, experiment: anExperiment() });
    const isRefused = () => stage.store.getState().isOnnxRefused;
    const asked = stage.exportModel('onnx');
    const refusal = new Error('ONNX export expected only convolutions');
    lab.exports.calls[0]?.reject(Object.assign(refusal, { name: 'OperationRefusedError' }));
    expect(await asked).toBeUndefined();
    expect(isRefused()).toBe(true);
    const other = stage.exportModel('safetensors');
    expect(isRefused()).toBe(false);
    lab.exports.calls[1]?.resolve(Uint8Array.of(1));
    expect(await other).toEqual(Uint8Array.of(1));
  });

  it('that fails for another reason is not called refused', async () => {
    const lab = fakeLab();
    const stage = createWeightsStage({ lab: lab.client, experiment: anExperiment() });
    const asked = stage.exportModel('onnx');
    lab.exports.calls[0]?.reject(new Error('gone'));
    await expect(asked).rejects.toThrow('gone');
    expect(stage.store.getState().isOnnxRefused).toBe(false);
  });
});
