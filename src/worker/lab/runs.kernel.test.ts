/** A run that outlives its lab: what is kept of it, what comes back, and that it continues bit for bit. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { LabEvent } from '../bridge/contract-lab.ts';
import { installNodeWebGpu } from '../../engine/testing/node-webgpu.ts';
import { createRunStates, type RunStates } from '../data/storage/run-states.ts';
import { fakeDisk, fakeLocks } from '../data/storage/testing/disk.ts';
import { createLabBench, manyItems, summary, tiny, whenEnded, type LabBench } from './testing/lab-bench.ts';

const four: Experiment = { ...tiny, steps: 4, heldOut: 34 };

const hasGpu = await installNodeWebGpu();
const open: LabBench[] = [];

/** A lab of a new page, on the same device, with the dataset sent. */
async function newPage(states?: RunStates): Promise<LabBench> {
  const openStates = states && (() => Promise.resolve(states));
  const { createLab } = await import('./lab.ts');
  const bench = await createLabBench(createLab, openStates && { openStates });
  open.push(bench);
  await bench.lab.beginDataset(summary);
  await bench.lab.addItems(manyItems);
  return bench;
}

function createStates() {
  const disk = fakeDisk();
  let time = 0;
  const tools = { files: disk.files, locks: fakeLocks(), now: () => ++time };
  return { disk, states: createRunStates(tools) };
}

/** Asks for a stop once a step has been reported. */
function stopAt(bench: LabBench, step: number): void {
  bench.onEvent = (event) => {
    if (event.type === 'step' && event.step === step) void bench.lab.stop();
  };
}

/** Whether two files hold the same bytes. */
const isSame = (a: Uint8Array | undefined, b: Uint8Array | undefined) =>
  Buffer.compare(a ?? new Uint8Array(0), b ?? new Uint8Array(0)) === 0;

const typesOf = (events: readonly LabEvent[]) => events.map(({ type }) => type);

afterEach(() => {
  for (const bench of open.splice(0)) bench.close();
});

describe.skipIf(!hasGpu)('a run on this device (skipped where there is no Vulkan driver)', () => {
  it('that starts from a network of Kizu shows it pixels as it was shown them, after a reload too', async () => {
    const textOf = async (bench: LabBench) => {
      const file = await bench.lab.exportModel('safetensors');
      return /"mean":"[^"]*","deviation":"[^"]*"/.exec(new TextDecoder().decode(file!.slice(0, 400)))?.[0];
    };
    const made = await newPage();
    expect((await made.lab.train({ ...tiny, steps: 1 })).ok).toBe(true);
    const wanted = await textOf(made);
    expect(wanted).toContain('0.25');

    const { states } = createStates();
    const tuned = await newPage(states);
    const file = await made.lab.exportModel('safetensors');
    const taken = await tuned.lab.readWeights(new Blob([file!]), 'kizu.safetensors', tiny.width);
    expect(taken).toMatchObject({ ok: true, value: { normalisation: 'file' } });
    expect((await tuned.lab.train({ ...four, steps: 1, start: 'file' })).ok).toBe(true);
    expect(await textOf(tuned)).toBe(wanted);

    const later = await newPage(states);
    expect(await later.lab.openRun('00')).toMatchObject({ ok: true, value: { step: 1 } });
    expect(await textOf(later)).toBe(wanted);
  });

  it('is taken up in a new page, and goes on to the same losses as one that was never cut off', async () => {
    const whole = await newPage();
    expect((await whole.lab.train(four)).ok).toBe(true);
    await whenEnded(whole, 1);

    const { states } = createStates();
    const first = await newPage(states);
    stopAt(first, 1);
    const stopped = await first.lab.train(four);
    if (!stopped.ok) throw new Error(stopped.problem.kind);
    const { steps } = stopped.value;
    expect(steps).toBeLessThan(4);
    expect((await states.list()).runs).toMatchObject([
      { id: '00', dataset: 'textures', step: steps, total: 4 },
    ]);

    const second = await newPage(states);
    const opened = await second.lab.openRun('00');
    if (!opened.ok || opened.value === undefined) throw new Error('not opened');
    expect(opened.value).toMatchObject({ step: steps, total: 4 });
    expect(typesOf(opened.value.events)).toEqual(
      expect.arrayContaining(['started', 'watching', 'step', 'trained']),
    );
    const outcome = await second.lab.trainOn(4);
    expect(outcome).toMatchObject({ ok: true, value: { steps: 4, reason: 'completed' } });
    await whenEnded(second, 2);
    expect(second.events[0]).toMatchObject({ type: 'continued', step: steps, steps: 4 });
    expect(typesOf(second.events)).not.toContain('watching'); // reported once
    expect(second.losses().slice(steps)).toEqual(whole.losses().slice(steps));
    expect((await states.list()).runs).toMatchObject([{ step: 4, total: 4 }]);
  });

  it('comes back ended: it can be evaluated, saved as a file, and trained on', async () => {
    const { states } = createStates();
    const first = await newPage(states);
    expect((await first.lab.train({ ...four, steps: 2 })).ok).toBe(true);
    const model = await first.lab.exportModel('safetensors');

    const second = await newPage(states);
    expect((await second.lab.openRun('00')).ok).toBe(true);
    expect(isSame(await second.lab.exportModel('safetensors'), model)).toBe(true);
    expect(await second.lab.evaluate({ ...four, steps: 2 })).toMatchObject({
      ok: true,
      value: { scored: 2 },
    });
    expect(await second.lab.trainOn(3, 0.5)).toMatchObject({ ok: true, value: { steps: 3 } });
    await whenEnded(second, 3);
    const rates = second.events.flatMap((event) => (event.type === 'step' ? [event.learningRate] : []));
    expect(second.events).toContainEqual({ type: 'rate-changed', step: 2, factor: 0.5 });
    expect(rates[0]).toBeCloseTo(
      (0.5 * 0.5 * four.learningRate * (1 + Math.cos((2 * Math.PI) / 3)) * 3) / Math.max(3, four.warmUp),
      10,
    );
    expect((await states.read('00'))?.events).toContainEqual({ type: 'rate-changed', step: 2, factor: 0.5 });
  });

  it('keeps the network that did best beside the last, and holds the one that is chosen', async () => {
    const { states } = createStates();
    const first = await newPage(states);
    const outcome = await first.lab.train({ ...four, steps: 2 });
    if (!outcome.ok) throw new Error(outcome.problem.kind);
    expect(outcome.value.best).toMatchObject({ step: 2 });
    const last = await first.lab.exportModel('safetensors');
    await first.lab.trainOn(3, 10);
    const later = await first.lab.exportModel('safetensors');
    expect(isSame(later, last)).toBe(false);
    const best = (await states.read('00'))?.best;
    if (best?.step === 2) {
      expect(await first.lab.chooseNetwork('best')).toBe('best');
      expect(isSame(await first.lab.exportModel('safetensors'), last)).toBe(true);
    }
    expect(await first.lab.chooseNetwork('last')).toBe('last');
    expect(isSame(await first.lab.exportModel('safetensors'), later)).toBe(true);
  });

  it('is not opened over other images', async () => {
    const { states } = createStates();
    const first = await newPage(states);
    await first.lab.train({ ...four, steps: 1 });
    const second = await newPage(states);
    await second.lab.beginDataset({ ...summary, fingerprint: '01' });
    expect(await second.lab.openRun('00')).toEqual({ ok: true, value: undefined });
    expect(await second.lab.openRun('01')).toEqual({ ok: true, value: undefined });
  });

  it('trains all the same where it cannot be kept, and says why', async () => {
    const nowhere = await newPage();
    expect((await nowhere.lab.train({ ...four, steps: 1 })).ok).toBe(true);
    const { disk, states } = createStates();
    disk.failFrom(1);
    const full = await newPage(states);
    expect((await full.lab.train({ ...four, steps: 1 })).ok).toBe(true);
    disk.failFrom(Infinity);
    const beside = await newPage(states);
    await states.keepFor('00', () => beside.lab.train({ ...four, steps: 1 }));
    await Promise.all([nowhere, full, beside].map((bench) => whenEnded(bench, 1)));
    const reasons = [nowhere, full, beside].map(({ events }) =>
      events.flatMap((event) => (event.type === 'not-kept' ? [event.reason] : [])),
    );
    expect(reasons).toEqual([['no-storage'], ['full'], ['other-tab']]);
    expect((await states.list()).runs).toEqual([]);
  });

  it('takes single steps while paused, and is kept at the pause', async () => {
    const { states } = createStates();
    const bench = await newPage(states);
    const training = bench.lab.train({ ...four, steps: 40 });
    bench.onEvent = ({ type }) => {
      if (type === 'step') void bench.lab.pause();
    };
    const stepsPaused = () => bench.events.flatMap((event) => (event.type === 'paused' ? [event.step] : []));
    await expect.poll(() => stepsPaused().length, { timeout: 30_000 }).toBe(1);
    const [at = 0] = stepsPaused();
    await expect.poll(async () => (await states.list()).runs[0]?.step).toBe(at);
    await bench.lab.step();
    await expect.poll(() => stepsPaused(), { timeout: 30_000 }).toEqual([at, at + 1]);
    expect(typesOf(bench.events)).not.toContain('resumed');
    await bench.lab.stop();
    expect(await training).toMatchObject({ ok: true, value: { steps: at + 1 } });
  });
});
