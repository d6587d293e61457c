import { describe, expect, it } from 'vitest';
import { defaultPreparation } from '../../core/dataset/preparation.ts';
import { createRgbImage } from '../../core/image/image.ts';
import { rectangleAlone } from '../../core/image/region-drawing.ts';
import { regionOf } from '../../core/image/region-of-interest.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { failure, success } from '../../core/result.ts';
import type { Memory } from '../frame/preferences.ts';
import { fakeData } from '../testing/fake-data.ts';
import { fakeLab } from '../testing/fake-lab.ts';
import { datasetOf, settled } from '../testing/fakes.ts';
import { createDatasetStage } from './dataset.ts';

const region = regionOf(rectangleAlone({ left: 0.25, top: 0.25, right: 0.75, bottom: 0.75 }))!;
const speck = regionOf(rectangleAlone({ left: 0.5, top: 0.5, right: 0.52, bottom: 0.52 }))!;

function memoryOf(values: Record<string, string> = {}): Memory {
  const held = new Map(Object.entries(values));
  return { read: (key) => held.get(key), write: (key, value) => void held.set(key, value) };
}

async function withSample(memory: Memory) {
  const data = fakeData();
  const stage = createDatasetStage(data.client, memory);
  const opening = stage.openSample('hex-nut');
  data.draws.calls[0]!.resolve(datasetOf({ name: 'hex-nut', origin: 'sample' }));
  await opening;
  return { data, stage };
}

describe('the part of the images that counts', () => {
  it('of stored images is kept with them, and taken away again', async () => {
    const data = fakeData();
    const stage = createDatasetStage(data.client, memoryOf({ dataset: 'a' }));
    const answer = (call: number) => {
      const opened = { dataset: datasetOf(), leftOut: [], preparation: defaultPreparation };
      data.opens.calls[call]!.resolve(success(opened));
      return settled();
    };
    const opening = stage.openFirst(undefined);
    await answer(0);
    await opening;
    void stage.setRegion(region);
    expect(data.opens.calls[1]!.args.slice(0, 2)).toEqual(['a', { isEqualised: false, region }]);
    await answer(1);
    void stage.setRegion(undefined);
    expect(data.opens.calls[2]!.args.slice(0, 2)).toEqual(['a', { isEqualised: false, region: null }]);
  });

  it('of built-in images is remembered by the browser', async () => {
    const memory = memoryOf();
    const { data, stage } = await withSample(memory);
    expect(data.draws.calls[0]!.args[2]).toBeUndefined();
    void stage.setRegion(region);
    expect(data.draws.calls[1]!.args[2]).toEqual(region);
    const later = await withSample(memory);
    expect(later.data.draws.calls[0]!.args[2]).toEqual(region);
  });

  it('is all of them where what is remembered is no region', async () => {
    const { data } = await withSample(memoryOf({ 'region hex-nut': '[3, 4, 5]' }));
    expect(data.draws.calls[0]!.args[2]).toBeUndefined();
  });

  it('is not one in which nothing can be judged', async () => {
    const { data, stage } = await withSample(memoryOf());
    await stage.setRegion(speck);
    expect(data.draws.calls).toHaveLength(1);
  });

  it('is drawn on the mean of whole normal images', async () => {
    const { stage } = await withSample(memoryOf());
    expect((await stage.backdrop())?.data).toEqual(Uint8Array.of(1, 1, 1)); // of 0 and 1, rounded
    const whole = createRgbImage(2, 2);
    stage.store.setState({ dataset: { ...datasetOf(), whole, region } });
    expect(await stage.backdrop()).toBe(whole);
  });

  it('is proposed by what the lab finds in eight whole normal images, or none, or why not', async () => {
    const lab = fakeLab();
    const stage = createDatasetStage(fakeData().client, memoryOf(), lab.client);
    stage.store.setState({ dataset: datasetOf({ train: 20 }) });
    const cells = new Uint8Array(4);
    for (const [answer, found] of [
      [success(cells), { kind: 'found', cells }],
      [success(undefined), { kind: 'none' }],
      [
        failure<RunProblem>({ kind: 'no-backbone', detail: '404' }),
        { kind: 'failed', problem: { kind: 'no-backbone', detail: '404' } },
      ],
    ] as const) {
      const looking = stage.findObject();
      await settled();
      const call = lab.objects.calls.at(-1)!;
      expect(call.args[0]).toHaveLength(8);
      call.resolve(answer);
      expect(await looking).toEqual(found);
    }
  });
});
