import * as ort from 'onnxruntime-web';
import { expect, it } from 'vitest';
import golden from '../fixtures/weights/embedding.json' with { type: 'json' };
import { sizeOf } from '../networks/parameters.ts';
import { encoderNorms, encoderSpecs } from '../networks/resnet18.ts';
import { smallNetwork as shape } from '../testing/small-network.ts';
import type { Operations } from '../networks/operations.ts';
import { resNet18Network } from '../networks/resnet18-network.ts';
import { exportOnnx } from './export-onnx.ts';
import { exportSafetensors, toTorchTensors } from './export-weights.ts';
import { toTorchShape } from './layout.ts';
import { mapWeights, type MappedWeights } from './map-weights.ts';
import { readWeights } from './read-weights.ts';
import type { Tensor } from './tensor.ts';

const network = resNet18Network(shape);
const normalisation = { mean: [0.5, 0.5, 0.5], deviation: [0.25, 0.25, 0.25] } as const;

/** The formula of scripts/make-encoder-fixture.py. */
function wave(count: number, phase: number): number[] {
  return Array.from(
    { length: count },
    (_, i) => Math.sin(0.7 * i + phase) + 0.5 * Math.sin(0.0137 * i * i + phase),
  );
}

function goldenTensor(name: string, sizes: readonly number[]): Tensor {
  const values = wave(sizeOf(sizes), golden.names.indexOf(name));
  const fanIn = sizeOf(sizes.slice(1));
  const scaled = values.map((value) => {
    if (name.endsWith('running_mean') || name.endsWith('bias')) return 0.1 * value;
    return sizes.length === 1 ? 1 + 0.1 * value : (1.3 * value) / Math.sqrt(fanIn);
  });
  return { shape: sizes, values: Float32Array.from(scaled) };
}

function goldenModel(): MappedWeights {
  const sizes = new Map<string, readonly number[]>([
    ...encoderSpecs('quarter').map((spec) => [spec.name, toTorchShape(spec.shape)] as const),
    ...Object.entries(encoderNorms('quarter')).flatMap(([name, channels]) => [
      [`${name}.running_mean`, [channels]] as const,
      [`${name}.running_var`, [channels]] as const,
    ]),
  ]);
  const named = [...sizes].map(([name, size]) => [name.replace('encoder.', ''), size] as const);
  return mapWeights(new Map(named.map(([name, size]) => [name, goldenTensor(name, size)])), 'quarter');
}

const model = goldenModel();

function imported(bytes: Uint8Array): MappedWeights {
  const result = readWeights(bytes);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return mapWeights(result.value.tensors, 'quarter');
}

function expectSame(got: Readonly<Record<string, Float32Array>>, wanted: typeof got): void {
  expect(Object.keys(got).sort()).toEqual(Object.keys(wanted).sort());
  for (const [name, values] of Object.entries(wanted)) {
    expect(got[name].every((value, i) => value === values[i])).toBe(true);
  }
}

it('a model that left as safetensors or ONNX comes back, bit for bit', () => {
  for (const bytes of [
    exportSafetensors(model, network, normalisation),
    exportOnnx(model, network, { side: 64, normalisation }),
  ]) {
    const back = imported(bytes);
    expect(back).toMatchObject({ missing: [], leftOver: [], misshapen: [] });
    expectSame(back.parameters, model.parameters);
    expectSame(back.statistics, model.statistics);
  }
});

it('a head leaves with the encoder, [out, in] as PyTorch has it', () => {
  const parameters = { ...model.parameters, 'head.2.weight': new Float32Array(128 * 128) };
  parameters['head.2.weight'][1] = 7; // from input 0 to output 1
  const { values } = toTorchTensors({ ...model, parameters }, network).get('head.2.weight')!;
  expect(values[128]).toBe(7);
});

async function runOnnx(bytes: Uint8Array): Promise<ArrayLike<number>> {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(bytes);
  const { side } = golden;
  const images = Float32Array.from(wave(2 * 3 * side * side, 9));
  const { embedding } = await session.run({ images: new ort.Tensor('float32', images, [2, 3, side, side]) });
  expect(embedding.dims).toEqual([2, 128]);
  return (await embedding.getData()) as Float32Array;
}

it.each([golden.side, 'free'] as const)('ONNX Runtime embeds as torchvision does (side %s)', async (side) => {
  const got = await runOnnx(exportOnnx(model, network, { side, normalisation }));
  const largest = Math.max(...golden.embedding);
  golden.embedding.forEach((value, i) => {
    expect(Math.abs(got[i] - value) / largest).toBeLessThan(1e-5);
  });
});

it('files say how pictures are normalised', () => {
  const files = [
    exportSafetensors(model, network, normalisation),
    exportOnnx(model, network, { side: 64, normalisation }),
  ];
  for (const bytes of files) {
    expect(new TextDecoder('latin1').decode(bytes)).toContain('0.25,0.25,0.25');
  }
});

type Apply = <T>(x: T, operations: Operations<T>) => T;

const layer = { name: 'layer', stride: 1, padding: 0 };
const unit = { convolution: 'layer', norm: 'norm', stride: 1, padding: 0 };
const pool = { side: 2, stride: 2, padding: 0 };

/** Each kind of operation and of its options: those that a graph is written with, and the name that the others are refused by. */
const cases: Readonly<Record<keyof Operations<unknown>, readonly (readonly [Apply, refused?: string])[]>> = {
  convBatchNorm: [
    [(x, { convBatchNorm }) => convBatchNorm(x, unit, { activation: 'relu', residual: x })],
    [(x, { convBatchNorm }) => convBatchNorm(x, { ...unit, isDepthwise: true }), 'a depthwise convolution'],
  ],
  convolve: [
    [(x, { convolve }) => convolve(x, layer, { activation: 'relu' })],
    [(x, { convolve }) => convolve(x, layer, { activation: 'relu6', residual: x })],
    [(x, { convolve }) => convolve(x, { ...layer, isDepthwise: true }), 'a depthwise convolution'],
  ],
  convolveTransposed: [[(x, { convolveTransposed }) => convolveTransposed(x, layer)]],
  normalise: [[(x, { normalise }) => normalise(x, 'norm'), 'norm']],
  linear: [[(x, { linear }) => linear(x, 'layer'), 'layer']],
  averagePool: [[(x) => x]], // every embedding ends in one
  pool: [
    [(x, operations) => operations.pool(x, { ...pool, kind: 'max' })],
    [(x, operations) => operations.pool(x, { ...pool, kind: 'mean' })],
  ],
  upsample: [[(x, { upsample }) => upsample(x)]],
  concat: [[(x, { concat }) => concat([x, x])]],
  slice: [[(x, { slice }) => slice(x, 0, 1)]],
  stack: [[(x, { stack }) => stack([x, x]), 'stack']],
  part: [[(x, { part }) => part(x, 0, 1), 'part']],
  ssim: [[(x, { ssim }) => ssim(x, x, 1), 'ssim']],
  unary: [
    [(x, { unary }) => unary(x, 'relu')],
    [(x, { unary }) => unary(x, 'relu6')],
    [(x, { unary }) => unary(x, 'leakyRelu', 0.2)],
    [(x, { unary }) => unary(x, 'scale', 3)],
  ],
  binary: [
    [(x, { binary }) => binary(x, x, 'add')],
    [(x, { binary }) => binary(x, x, 'squaredDifference')],
    [(x, { binary }) => binary(x, x, 'focal'), 'focal'],
  ],
  softmax: [[(x, { softmax }) => softmax(x)]],
  reduce: [
    [(x, { reduce }) => reduce(x, 'mean', 'channels')],
    [(x, { reduce }) => reduce(x, 'mean', 'all'), 'reduce'],
  ],
  scaleGradient: [[(x, { scaleGradient }) => scaleGradient(x, -1)]],
  gaussian: [[(x, { gaussian }) => gaussian(x, 1)]],
};

it.each(Object.entries(cases))('ONNX export writes %s, or refuses it by name', (_, forms) => {
  for (const [apply, refused] of forms) {
    const pooled: typeof network.apply = ({ images }, operations) => ({
      pooled: operations.averagePool(apply(images, operations)),
    });
    const write = () => exportOnnx(model, { ...network, apply: pooled }, { side: 32, normalisation });
    if (refused === undefined) expect(write().length).toBeGreaterThan(0);
    else expect(write).toThrow(new RegExp(`^ONNX export expected only .*; the network uses ${refused}$`));
  }
});
