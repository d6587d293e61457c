/** Runs recorded kernel calls on given numbers, for tests of single operations; tests see 32 bits whatever the storage. */
import type { ConvolutionStyle } from '../kernels/convolution.ts';
import { sizeOf } from '../networks/parameters.ts';
import { compileProgram } from '../program/compile.ts';
import { readNumbers } from '../program/storage.ts';
import { createRecorder, type Recorder } from '../program/recorder.ts';
import { bytesOf, type StorageFormat, type Value } from '../program/value.ts';
import { packHalves, unpackHalves } from './halves.ts';

export interface TestRecorder extends Recorder {
  /** Weights and gradients by name, each in memory of its own. */
  readonly values: ReadonlyMap<string, Value>;
}

/** `shapes` of weights; gradients are of the same shapes, running statistics [2, C] of their own. */
export function createTestRecorder(
  shapes: Readonly<Record<string, readonly number[]>>,
  style: ConvolutionStyle = { kind: 'direct' },
  storage: StorageFormat = 'f32',
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
    { style, storage },
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
  for (const [value, data] of contents) {
    const isHalf = value.storage === 'f16' && data instanceof Float32Array;
    device.queue.writeBuffer(program.bufferOf(value), 0, isHalf ? packHalves(data) : data);
  }
  program.run(0);
  const read = await Promise.all(
    wanted.map(async (value) => {
      const words = await readNumbers(device, program.bufferOf(value), bytesOf(value) / 4);
      return value.storage === 'f16' ? unpackHalves(words, sizeOf(value.shape)) : words;
    }),
  );
  program.dispose();
  return read;
}
