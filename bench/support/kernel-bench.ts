/** Single operations, ours and tfjs's own, on the same numbers; each is repeated inside of one measurement. */
import * as tf from '@tensorflow/tfjs';
import type { ConvolutionStyle } from '../../src/engine/kernels/convolution.ts';
import { sizeOf } from '../../src/engine/networks/parameters.ts';
import { compileProgram } from '../../src/engine/program/compile.ts';
import type { Call } from '../../src/engine/program/plan.ts';
import { createRecorder, type Recorder } from '../../src/engine/program/recorder.ts';
import type { Value } from '../../src/engine/program/value.ts';
import { quantile } from './timing.ts';

const repeats = 5;
const rounds = 3;

/** Node hears of finished work every few milliseconds, so that one measurement covers several runs. */
async function medianMs(run: () => void, wait: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const start = performance.now();
    for (let i = 0; i < repeats; i++) run();
    await wait();
    if (round >= 0) times.push((performance.now() - start) / repeats);
  }
  return quantile(times, 0.5);
}

export interface Recording {
  /** Weights and gradients live in memory of their own. */
  readonly recorder: Recorder;
  readonly calls: readonly Call[];
}

/** Records one operation; `shapes` are of its weights by name. */
export function recordOne(
  shapes: Readonly<Record<string, readonly number[]>>,
  style: ConvolutionStyle,
  record: (recorder: Recorder) => void,
): Recording {
  const values = new Map<string, Value>();
  const find = (kind: string, name: string) => {
    const value = values.get(`${kind} ${name}`) ?? { name: `${kind} ${name}`, shape: shapes[name] ?? [1] };
    values.set(value.name, value);
    return value;
  };
  const weights = {
    weight: (name: string) => find('weight', name),
    gradient: (name: string) => find('gradient', name),
    running: (layer: string) => find('running', layer),
  };
  const recorder = createRecorder(weights, { style, storage: 'f32' });
  record(recorder);
  return { recorder, calls: recorder.cut() };
}

export async function timeCalls(gpu: GPUDevice, calls: readonly Call[]): Promise<number> {
  const values = calls.flatMap(({ reads, writes }) => [...Object.values(reads), ...Object.values(writes)]);
  const program = await compileProgram(gpu, { sections: [calls], kept: [...new Set(values)] }, {});
  const ms = await medianMs(
    () => {
      program.run(0);
    },
    () => gpu.queue.onSubmittedWorkDone(),
  );
  program.dispose();
  return ms;
}

/** `compute` gets random tensors of the shapes. */
export async function timeStock(
  gpu: GPUDevice,
  shapes: readonly (readonly number[])[],
  compute: (...tensors: tf.Tensor[]) => tf.Tensor,
): Promise<number> {
  const values = (size: number) => Float32Array.from({ length: size }, (_, i) => Math.sin(i));
  const tensors = shapes.map((shape) => tf.tensor(values(sizeOf(shape)), [...shape]));
  let last: tf.Tensor | undefined;
  const ms = await medianMs(
    () => {
      last?.dispose();
      last = tf.tidy(() => compute(...tensors));
    },
    async () => {
      const [first] = await (last ?? tf.scalar(0)).slice(0, 1).data(); // submits what tfjs holds back
      await gpu.queue.onSubmittedWorkDone();
      return first;
    },
  );
  tf.dispose([...tensors, ...(last === undefined ? [] : [last])]);
  return ms;
}
