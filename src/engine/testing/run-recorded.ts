/** Runs recorded kernel calls on given numbers, for tests of single operations. */
import type { ConvolutionStyle } from '../kernels/convolution.ts';
import { compileProgram } from '../program/compile.ts';
import { readNumbers } from '../program/storage.ts';
import { createRecorder, type Recorder } from '../program/recorder.ts';
import { bytesOf, type Value } from '../program/value.ts';

export interface TestRecorder extends Recorder {
  /** Weights and gradients by name, each in memory of its own. */
  readonly values: ReadonlyMap<string, Value>;
}

/** `shapes` of weights; gradients are of the same shapes, running statistics [2, C] of their own. */
export function createTestRecorder(
  shapes: Readonly<Record<string, readonly number[]>>,
  style: ConvolutionStyle = { kind: 'direct' },
): TestRecorder {
  const values = new Map<string, Value>();
  const find = (kind: string, name: string) => {
    const key = `${kind} ${name}`;
    const value = values.get(key) ?? { name: key, shape: shapes[name] };
    values.set(key, value);
    return value;
  };
  const recorder = createRecorder(
    {
      weight: (name) => find('weight', name),
      gradient: (name) => find('gradient', name),
      running: (layer) => find('running', layer),
    },
    style,
  );
  return { ...recorder, values };
}

/** Submits all calls once; gives the contents of `wanted`. */
export async function runRecorded(
  device: GPUDevice,
  recorder: Recorder,
  contents: readonly (readonly [Value, Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>])[],
  wanted: readonly Value[],
): Promise<Float32Array[]> {
  const kept = [...new Set([...contents.map(([value]) => value), ...wanted])];
  const program = await compileProgram(device, { sections: [recorder.cut()], kept }, {});
  for (const [value, data] of contents) device.queue.writeBuffer(program.bufferOf(value), 0, data);
  program.run(0);
  const read = await Promise.all(
    wanted.map((value) => readNumbers(device, program.bufferOf(value), bytesOf(value) / 4)),
  );
  program.dispose();
  return read;
}
