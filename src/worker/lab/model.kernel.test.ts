/** A network that left one page as a file, used in another: it scores and is saved as it was, and is not trained on. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js/lib/zip-core-native.js';
import { afterEach, describe, expect, it } from 'vitest';
import { drawSampleItems } from '../../core/dataset/samples/samples.ts';
import type { ScoredItem } from '../../core/run/events.ts';
import { readRunFile, type KeptRun } from '../../core/run/file/run-file.ts';
import type { DatasetItem, DatasetSummary } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { installNodeWebGpu } from '../../engine/testing/node-webgpu.ts';
import { createLabBench, items, summary, tiny, whenEnded, type LabBench } from './testing/lab-bench.ts';

const hasGpu = await installNodeWebGpu();
const open: LabBench[] = [];

async function newPage(dataset: DatasetSummary, images: readonly DatasetItem[] = items): Promise<LabBench> {
  const { createLab } = await import('./lab.ts');
  const bench = await createLabBench(createLab);
  open.push(bench);
  await bench.lab.beginDataset(dataset);
  await bench.lab.addItems(images);
  return bench;
}

/** What an evaluation gives, the second call of its page. */
async function evaluate(bench: LabBench, experiment: Experiment): Promise<ScoredItem[]> {
  expect((await bench.lab.evaluate(experiment)).ok).toBe(true);
  await whenEnded(bench, 2);
  return bench.events.flatMap((event) => (event.type === 'scored' ? event.items : []));
}

async function scoresOf(bench: LabBench): Promise<number[]> {
  return (await evaluate(bench, tiny)).map(({ score }) => score);
}

/**
 * A run as version 1 saved it (commit d52e7a8, lavapipe): 8 steps on hex nuts, then all weights but the largest in 25 set to 0 and rounded, so that
 * the file is small, and BatchNorm's statistics taken again. Its scores are of that network, by version 1.
 */
async function runOfVersion1(): Promise<{
  readonly run: KeptRun;
  readonly weights: Uint8Array<ArrayBuffer>;
}> {
  const packed = gunzipSync(readFileSync('src/state/runs/fixtures/run-v1-network.zip.gz'));
  const zip = new ZipReader(new Uint8ArrayReader(packed), { useWebWorkers: false });
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const entry of await zip.getEntries()) {
    if (!entry.directory) files.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
  }
  const read = readRunFile(new TextDecoder().decode(files.get('run.json')));
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return { run: read.value, weights: files.get('weights.safetensors')! };
}

/** Six normal images to compare with, and the eight that the run scored. */
function itemsOfVersion1({ results: { config, evaluation } }: KeptRun): DatasetItem[] {
  const drawn = [...drawSampleItems('hex-nut', config.imageSize)];
  const tested = new Set(evaluation.items.map(({ path }) => path));
  return [
    ...drawn.filter(({ split }) => split === 'train').slice(0, 6),
    ...drawn.filter(({ path }) => tested.has(path)),
  ];
}

afterEach(() => {
  for (const bench of open.splice(0)) bench.close();
});

describe.skipIf(!hasGpu)('the network of a file (skipped where there is no Vulkan driver)', () => {
  it('scores as it did where it was trained, under images of any fingerprint, and leaves as it came', async () => {
    const first = await newPage(summary);
    expect((await first.lab.train(tiny)).ok).toBe(true);
    const wanted = await scoresOf(first);
    const file = await first.lab.exportModel('safetensors');

    const second = await newPage({ ...summary, fingerprint: '01' });
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

  it('of version 1 gives the eight images the scores that version 1 gave them, to 1e-6 on its device', async () => {
    const { run, weights } = await runOfVersion1();
    const { config, dataset, evaluation } = run.results;
    const bench = await newPage(dataset, itemsOfVersion1(run));
    const opened = await bench.lab.openModel(new Blob([weights]), config, []);
    if (!opened.ok || !opened.value.ok) throw new Error(JSON.stringify(opened));
    const isSameDevice = opened.value.value.adapter === run.results.device.adapter;
    const tolerance = isSameDevice ? 1e-6 : 1e-5; // another device sums in another order
    const scored = await evaluate(bench, config);
    const scores = new Map(scored.map((item) => [item.path, item.scores]));
    expect(scores.size).toBe(8);
    for (const { path, scores: wanted } of evaluation.items) {
      const names = Object.keys(wanted);
      expect(names.length).toBe(6);
      for (const name of names) {
        const relative = scores.get(path)![name]! / wanted[name]! - 1;
        expect(Math.abs(relative), `${path}, ${name}`).toBeLessThan(tolerance);
      }
    }
  });
});
