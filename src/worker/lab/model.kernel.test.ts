/** A network that left one page as a file, used in another: it scores and is saved as it was, and is not trained on. */
import { afterEach, describe, expect, it } from 'vitest';
import { installNodeWebGpu } from '../../engine/testing/node-webgpu.ts';
import { createLabBench, items, summary, tiny, whenEnded, type LabBench } from './testing/lab-bench.ts';

const hasGpu = await installNodeWebGpu();
const open: LabBench[] = [];

async function newPage(fingerprint: string): Promise<LabBench> {
  const { createLab } = await import('./lab.ts');
  const bench = await createLabBench(createLab);
  open.push(bench);
  await bench.lab.beginDataset({ ...summary, fingerprint });
  await bench.lab.addItems(items);
  return bench;
}

/** The scores of an evaluation, the second call of its page. */
async function scoresOf(bench: LabBench): Promise<number[]> {
  expect((await bench.lab.evaluate(tiny)).ok).toBe(true);
  await whenEnded(bench, 2);
  return bench.events.flatMap((event) =>
    event.type === 'scored' ? event.items.map(({ score }) => score) : [],
  );
}

afterEach(() => {
  for (const bench of open.splice(0)) bench.close();
});

describe.skipIf(!hasGpu)('the network of a file (skipped where there is no Vulkan driver)', () => {
  it('scores as it did where it was trained, under images of any fingerprint, and leaves as it came', async () => {
    const first = await newPage('00');
    expect((await first.lab.train(tiny)).ok).toBe(true);
    const wanted = await scoresOf(first);
    const file = await first.lab.exportModel('safetensors');

    const second = await newPage('01');
    const opened = await second.lab.openModel(new Blob([file!]), tiny, []);
    expect(opened).toMatchObject({ ok: true, value: { ok: true, value: { backend: 'webgpu' } } });
    expect(await scoresOf(second)).toEqual(wanted);
    expect(Buffer.compare((await second.lab.exportModel('safetensors'))!, file!)).toBe(0);
    expect(await second.lab.trainOn(3)).toMatchObject({ ok: false, problem: { kind: 'unexpected' } });

    const refused = await second.lab.openModel(new Blob([file!]), { ...tiny, width: 'half' }, []);
    const problem = {
      kind: 'malformed',
      where: 'conv1.weight',
      came: '16 x 3 x 7 x 7',
      wanted: '32 x 3 x 7 x 7',
    };
    expect(refused).toEqual({ ok: true, value: { ok: false, problem } });
    expect(Buffer.compare((await second.lab.exportModel('safetensors'))!, file!)).toBe(0); // it stays
  });
});
