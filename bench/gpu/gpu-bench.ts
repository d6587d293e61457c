/**
 * The engine's training step on a machine with a GPU, in Node and without a browser: `node gpu-bench.mjs --json ours.json`.
 * `torch_step.py --ours ours.json` then times the same step in PyTorch and prints the ratio.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { create, globals } from 'webgpu';
import type { Device } from '../../src/engine/device.ts';
import { createDetectorTrainer } from '../../src/detectors/run-detector.ts';
import { styleFor } from '../../src/engine/training/create-trainer.ts';
import { countDevice } from '../support/count-device.ts';
import { batchOf, experimentOf, type StepShape } from '../support/step-bench.ts';

const { values } = parseArgs({
  options: { json: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
Object.assign(globalThis, globals);
Object.defineProperty(globalThis, 'navigator', {
  value: { gpu: create([]), userAgent: 'node' },
  configurable: true,
  writable: true,
});
const { openDevice } = await import('../../src/engine/device.ts');

const all: readonly StepShape[] = [
  { width: 'quarter', side: 64, images: 16 },
  { width: 'half', side: 64, images: 16 },
  { width: 'full', side: 64, images: 16 },
  { width: 'full', side: 128, images: 16 },
  { width: 'full', side: 224, images: 8 },
];
const shapes = values.quick ? all.slice(0, 1) : all;

interface Row extends StepShape {
  readonly ms: number;
  readonly dispatches: number;
  readonly megabytes: number;
}

/** Milliseconds of a step when the next is asked for before the last has ended, as in training. */
async function measure(device: Device, shape: StepShape): Promise<Row> {
  if (device.gpu === undefined) throw new Error('no WebGPU');
  const counts = countDevice(device.gpu);
  const trainer = await createDetectorTrainer(experimentOf(shape), device);
  const batch = batchOf(shape);
  for (let i = 0; i < 3; i++) await trainer.step(batch, 0.01);
  const sent = counts.dispatches();
  await trainer.step(batch, 0.01);
  const dispatches = counts.dispatches() - sent;
  const steps = values.quick ? 3 : 30;
  const started = performance.now();
  let last = trainer.step(batch, 0.01);
  for (let i = 1; i < steps; i++) {
    const next = trainer.step(batch, 0.01);
    await last;
    last = next;
  }
  await last;
  const ms = (performance.now() - started) / steps;
  const row = { ...shape, ms, dispatches, megabytes: counts.bytes() / 1e6 };
  trainer.dispose();
  await new Promise((resolve) => setTimeout(resolve, 50));
  return row;
}

const device = await openDevice();
if (device.gpu === undefined) {
  console.error(`No WebGPU here: ${device.report.fallbackReason}.`);
  process.exit(1);
}
console.log(`${device.report.adapter}, kernels: ${styleFor(device).kind}`);
const rows: Row[] = [];
for (const shape of shapes) {
  const row = await measure(device, shape);
  rows.push(row);
  const { width, side, images, ms, dispatches, megabytes } = row;
  console.log(
    `${width} ${images}x4 views of ${side} px: ${ms.toFixed(2)} ms a step, ${dispatches} dispatches, ${megabytes.toFixed(0)} MB`,
  );
}
if (values.json !== undefined) {
  writeFileSync(values.json, JSON.stringify({ adapter: device.report.adapter, rows }, null, 1));
}
process.exit(0);
