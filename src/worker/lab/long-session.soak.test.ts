/** `npm run soak`: does anything grow, or change, in a long session? Eight minutes on two cores without a GPU. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/random.ts';
import { installNodeWebGpu } from '../../engine/testing/node-webgpu.ts';
import { createRunStates, type RunStates } from '../data/storage/run-states.ts';
import { fakeDisk, fakeLocks } from '../data/storage/testing/disk.ts';
import { lookAtMemory, tellHeld, type Held } from './testing/held-memory.ts';
import { createLabBench, manyItems, summary, tiny, whenEnded, type LabBench } from './testing/lab-bench.ts';
import { watchDevices } from './testing/watch-devices.ts';

const [steps, losses, cycles] = [2000, 20, 1000];
const looks = 20;

/** What V8's tables and compiled code may add meanwhile, and what each step adds: its event, which is kept for the run's file. */
const slackBytes = 2 ** 20;
const eventBytes = 1024;

/** Arrays outside of JavaScript's heap come and go by as much between two looks. */
const outsideSlackBytes = 4 * 2 ** 20;

const hasGpu = await installNodeWebGpu();
const devices = hasGpu ? watchDevices() : undefined;

async function newPage(states?: RunStates): Promise<LabBench> {
  const openStates = states && (() => Promise.resolve(states));
  const { createLab } = await import('./lab.ts');
  const bench = await createLabBench(createLab, openStates && { openStates });
  await bench.lab.beginDataset(summary);
  await bench.lab.addItems(manyItems);
  return bench;
}

/** The second half against the first: what comes and goes between two looks is there in both. */
function expectFlat(held: readonly Held[], kept: number): void {
  process.stdout.write(`${held.map(tellHeld).join('\n')}\n`);
  const middle = held.length / 2;
  const halves = [held.slice(0, middle), held.slice(middle)];
  const most = (name: keyof Held) => halves.map((half) => Math.max(...half.map((one) => one[name])));
  const mean = (name: keyof Held) =>
    halves.map((half) => half.reduce((sum, one) => sum + one[name] / half.length, 0));
  for (const name of ['buffers', 'bufferBytes'] as const) {
    const [before, after] = most(name);
    expect(after).toBe(before);
  }
  for (const [name, bytes] of [
    ['heapBytes', slackBytes + kept],
    ['outsideBytes', outsideSlackBytes],
  ] as const) {
    const [before = 0, after = 0] = mean(name);
    expect(after - before).toBeLessThan(bytes);
  }
}

/** Losses by step of a run whose device is lost again and again, at steps drawn from a seed; each step's first loss stands. */
async function trainInterrupted(total: number): Promise<{ found: Map<number, number>; lost: number }> {
  const random = createRandom('device losses');
  const tools = { files: fakeDisk().files, locks: fakeLocks(), now: () => performance.now() };
  const page = await newPage(createRunStates(tools));
  const found = new Map<number, number>();
  let [lost, calls] = [0, 0];
  let next = 1 + random.integer(Math.floor(total / losses));
  page.onEvent = (event) => {
    if (event.type !== 'step') return;
    const { step, loss } = event;
    if (found.has(step))
      expect([step, loss]).toEqual([step, found.get(step)]); // it went back to what was kept
    else found.set(step, loss);
    if (step !== next || lost === losses) return;
    lost++;
    next = step + 1 + random.integer(Math.floor(total / losses));
    devices?.lose();
  };
  let isDone = false;
  while (!isDone && calls <= 2 * losses) {
    const outcome = await (calls === 0 ? page.lab.train({ ...tiny, steps: total }) : page.lab.trainOn(total));
    await whenEnded(page, ++calls);
    isDone = outcome.ok;
    if (!outcome.ok) expect(outcome.problem.kind).toBe('device-lost');
  }
  page.close();
  return { found, lost };
}

describe.skipIf(!hasGpu)('a long session (skipped where there is no Vulkan driver)', () => {
  it(`of ${steps} steps holds no more at its end than in the middle`, async () => {
    const page = await newPage();
    const held: Held[] = [];
    page.onEvent = (event) => {
      page.events.length = 0; // what was reported is the page's to keep
      if (event.type === 'step' && event.step % (steps / looks) === 0)
        held.push(lookAtMemory(event.step, devices!));
    };
    expect(await page.lab.train({ ...tiny, steps })).toMatchObject({ ok: true, value: { steps } });
    await whenEnded(page, 1);
    expectFlat(held, (steps / 2) * eventBytes);
    page.close();
  });

  it(`with ${losses} device losses has the losses of one without`, async () => {
    const total = 6 * losses;
    const whole = await newPage();
    expect((await whole.lab.train({ ...tiny, steps: total })).ok).toBe(true);
    await whenEnded(whole, 1);
    const wanted = whole.losses();
    whole.close();
    const { found, lost } = await trainInterrupted(total);
    expect(lost).toBe(losses);
    expect(Array.from({ length: total }, (_, i) => found.get(i + 1))).toEqual(wanted);
  });

  it(`of ${cycles} evaluations that are stopped holds no more at its end than in the middle`, async () => {
    const page = await newPage();
    await page.lab.train(tiny);
    await whenEnded(page, 1);
    const held: Held[] = [];
    let stopped = 0;
    page.onEvent = ({ type }) => {
      if (type === 'bank') void page.lab.stop();
    };
    for (let cycle = 1; cycle <= cycles; cycle++) {
      const outcome = await page.lab.evaluate(tiny);
      if (outcome.ok && outcome.value.reason === 'stopped') stopped++;
      await whenEnded(page, cycle + 1);
      page.events.length = 0;
      if (cycle % (cycles / looks) === 0) held.push(lookAtMemory(cycle, devices!));
    }
    expect(stopped).toBeGreaterThan(cycles / 2);
    expectFlat(held, 0);
    page.close();
  });
});
