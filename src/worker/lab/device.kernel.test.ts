/** A device that is lost under a trained network: the current work fails and says so, the network lives on. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installNodeWebGpu } from '../../engine/testing/node-webgpu.ts';
import type { LabEvent } from '../bridge/contract-lab.ts';
import { createLabBench, items, summary, tiny, whenEnded, type LabBench } from './testing/lab-bench.ts';
import { watchDevices } from './testing/watch-devices.ts';

const hasGpu = await installNodeWebGpu();

const watched = hasGpu ? watchDevices() : undefined;

/** Loses the device that the lab works on. */
const lose = () => watched?.lose();

const scoresIn = (events: readonly LabEvent[]) =>
  events.flatMap((event) => (event.type === 'scored' ? event.items.map(({ score }) => score) : []));

describe.skipIf(!hasGpu)('a lost device (skipped where there is no Vulkan driver)', () => {
  let bench: LabBench;
  beforeEach(async () => {
    const { createLab } = await import('./lab.ts');
    bench = await createLabBench(createLab);
    await bench.lab.beginDataset(summary);
    await bench.lab.addItems(items);
    expect((await bench.lab.train(tiny)).ok).toBe(true);
    await whenEnded(bench, 1);
    bench.events.length = 0;
  });
  afterEach(() => {
    bench.close();
  });

  it('ends an evaluation, which gives the same scores when asked for again', async () => {
    expect((await bench.lab.evaluate(tiny)).ok).toBe(true);
    await whenEnded(bench, 2);
    const whole = scoresIn(bench.events);
    expect(whole).toHaveLength(2);

    bench.onEvent = ({ type }) => {
      if (type === 'bank') lose();
    };
    const broken = await bench.lab.evaluate(tiny);
    expect(broken).toMatchObject({ ok: false, problem: { kind: 'device-lost' } });
    await whenEnded(bench, 3);
    bench.onEvent = () => undefined;
    bench.events.length = 0;

    expect((await bench.lab.evaluate(tiny)).ok).toBe(true);
    await whenEnded(bench, 4);
    expect(scoresIn(bench.events)).toEqual(whole);
  });

  it('leaves a network that can be saved and trained on', async () => {
    const model = await bench.lab.exportModel('safetensors');
    lose();
    expect(await bench.lab.exportModel('safetensors')).toEqual(model);
    lose();
    expect(await bench.lab.trainOn(3)).toMatchObject({ ok: true, value: { steps: 3 } });
  });

  it('is replaced once, though two calls find it lost', async () => {
    lose();
    await new Promise((resolve) => setTimeout(resolve, 100)); // a loss is reported late
    const reports = await Promise.all([bench.lab.describeDevice(), bench.lab.describeDevice()]);
    expect(reports[0]).toBe(reports[1]);
    expect(await bench.lab.evaluate(tiny)).toMatchObject({ ok: true });
  });
});
