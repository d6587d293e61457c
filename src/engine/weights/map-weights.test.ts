import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../fixtures/weights/tensors.json' with { type: 'json' };
import { sizeOf } from '../networks/parameters.ts';
import { encoderNorms, encoderSpecs } from '../networks/resnet18.ts';
import { fromTorchLayout, toTorchLayout, toTorchShape } from './layout.ts';
import { mapWeights, normEpsilon } from './map-weights.ts';
import { readWeights } from './read-weights.ts';
import type { Tensor, Tensors } from './tensor.ts';

const fixtures = new URL('../fixtures/weights/', import.meta.url);

function fixture(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(name, fixtures)));
}

function tensor(shape: readonly number[], first = 0): Tensor {
  return { shape, values: Float32Array.from({ length: sizeOf(shape) }, (_, i) => first + i / 1024) };
}

/** All that a torchvision file of a quarter-width encoder holds, with a prefix. */
function wholeFile(prefix = ''): Map<string, Tensor> {
  const weights = encoderSpecs('quarter').map(({ name, shape }): [string, Tensor] => [
    name.replace('encoder.', prefix),
    tensor(toTorchShape(shape)),
  ]);
  const statistics = Object.entries(encoderNorms('quarter')).flatMap(
    ([name, channels]): [string, Tensor][] => [
      [`${name.replace('encoder.', prefix)}.running_mean`, tensor([channels], -1)],
      [`${name.replace('encoder.', prefix)}.running_var`, tensor([channels], 1)],
    ],
  );
  return new Map([...weights, ...statistics]);
}

const empty = { missing: [], leftOver: [], misshapen: [], broken: [] };

function tensorsOf(name: string): Tensors {
  const result = readWeights(fixture(name));
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value.tensors;
}

describe('layouts', () => {
  it('turn OIHW into [kernelH, kernelW, in, out], and [out, in] into [in, out]', () => {
    // torch's [2, 3, 1, 2]: value = 100 out + 10 in + x
    const oihw = Float32Array.from([0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121]);
    expect(Array.from(fromTorchLayout(oihw, [1, 2, 3, 2]))).toEqual([
      0, 100, 10, 110, 20, 120, 1, 101, 11, 111, 21, 121,
    ]);
    expect(Array.from(fromTorchLayout(Float32Array.from([1, 2, 3, 4, 5, 6]), [3, 2]))).toEqual([
      1, 4, 2, 5, 3, 6,
    ]);
  });

  it.each([[[3, 3, 4, 5]], [[7, 5]], [[6]]])('come back: %j', (shape) => {
    const { values } = tensor(shape);
    expect(fromTorchLayout(toTorchLayout(values, shape), shape)).toEqual(values);
  });
});

describe('mapped weights', () => {
  it.each(['', 'module.', 'module.backbone.', 'encoder.', 'model.'])(
    'take all of a whole file named %s*',
    (prefix) => {
      const mapped = mapWeights(wholeFile(prefix), 'quarter');
      expect(mapped).toMatchObject(empty);
      for (const { name, shape } of encoderSpecs('quarter')) {
        const wanted = fromTorchLayout(tensor(toTorchShape(shape)).values, shape);
        expect(mapped.parameters[name].every((value, i) => value === wanted[i])).toBe(true);
      }
      expect(Object.keys(mapped.statistics)).toHaveLength(40);
      expect(mapped.statistics['encoder.layer4.1.bn2.running_mean'][1]).toBeCloseTo(-1 + 1 / 1024, 6);
    },
  );

  it('list what is missing, left over, misshapen and broken', () => {
    const file = wholeFile('m.');
    for (const name of file.keys()) if (name.startsWith('m.layer4')) file.delete(name);
    file.set('m.fc.weight', tensor([10, 128]));
    file.set('m.layer1.0.conv1.weight', tensor([16, 16, 3, 1]));
    file.set('m.bn1.bias', { shape: [16], values: new Float32Array(16).fill(Number.NaN) });
    const mapped = mapWeights(file, 'quarter');
    expect(mapped.missing).toHaveLength(25);
    expect(mapped.missing.every((name) => name.startsWith('layer4.'))).toBe(true);
    expect(mapped.leftOver).toEqual(['m.fc.weight']);
    expect(mapped.misshapen).toEqual([
      { name: 'm.layer1.0.conv1.weight', came: [16, 16, 3, 1], wanted: [16, 16, 3, 3] },
    ]);
    expect(mapped.broken).toEqual(['m.bn1.bias']);
    expect(mapped.parameters).not.toHaveProperty('encoder.layer1.0.conv1.weight');
  });

  it('of another width are all misshapen, of another network all left over', () => {
    expect(mapWeights(wholeFile(), 'half').matched).toEqual([]);
    expect(mapWeights(new Map([['a.weight', tensor([2])]]), 'full')).toMatchObject({
      leftOver: ['a.weight'],
    });
  });

  it('of folded layers make a BatchNorm that adds the bias and does no more', () => {
    const file = new Map([
      ['conv1.weight', tensor([16, 3, 7, 7])],
      ['conv1.bias', tensor([16], 3)],
    ]);
    const { parameters, statistics, matched } = mapWeights(file, 'quarter');
    expect(matched).toEqual(['conv1.weight', 'conv1.bias']);
    expect(parameters['encoder.bn1.bias']).toEqual(tensor([16], 3).values);
    const variance = Math.fround(statistics['encoder.bn1.running_var'][0] + Math.fround(normEpsilon));
    expect([
      variance,
      parameters['encoder.bn1.weight'][0],
      statistics['encoder.bn1.running_mean'][0],
    ]).toEqual([1, 1, 0]);
  });

  it('of a convolution with a bias and a BatchNorm move the bias into the mean', () => {
    const file = wholeFile();
    file.set('conv1.bias', tensor([16], 5));
    const { statistics, leftOver } = mapWeights(file, 'quarter');
    expect(leftOver).toEqual([]);
    expect(Array.from(statistics['encoder.bn1.running_mean'])).toEqual(new Array<number>(16).fill(-6));
  });
});

describe('ONNX files that PyTorch wrote', () => {
  it('give the initialisers of a network with its BatchNorm', () => {
    const tensors = tensorsOf('plain.onnx');
    for (const name of ['conv1.weight', 'bn1.weight', 'bn1.running_mean', 'bn1.running_var'] as const) {
      expect(Array.from(tensors.get(name)!.values)).toEqual(golden[name].values);
    }
  });

  it('give folded weights the names of their layers', () => {
    const tensors = tensorsOf('folded.onnx');
    expect([...tensors.keys()]).toEqual(['conv1.weight', 'conv1.bias']);
    const [gamma, variance] = [golden['bn1.weight'].values, golden['bn1.running_var'].values];
    tensors.get('conv1.weight')!.values.forEach((value, i) => {
      const scale = gamma[Math.floor(i / 27)] / Math.sqrt(variance[Math.floor(i / 27)] + normEpsilon);
      expect(value).toBeCloseTo(golden['conv1.weight'].values[i] * scale, 6);
    });
  });

  it('are refused when cut, and never make the reader throw', () => {
    const original = fixture('plain.onnx');
    expect(readWeights(original.slice(0, 700))).toMatchObject({ ok: false, problem: { kind: 'truncated' } });
    const change = fc.tuple(fc.nat(original.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const bytes = original.slice();
        for (const [at, byte] of changes) bytes[at] = byte;
        const result = readWeights(bytes);
        if (result.ok) mapWeights(result.value.tensors, 'quarter');
      }),
      { seed: 22, numRuns: 400 },
    );
  });
});

it('a file is known by how it begins', () => {
  expect(readWeights(new TextEncoder().encode('GIF89a'))).toMatchObject({
    ok: false,
    problem: { kind: 'unsupported', came: 'a file that begins 47 49 46 38' },
  });
  expect(readWeights(new Uint8Array())).toMatchObject({ ok: false, problem: { kind: 'unsupported' } });
  for (const name of ['zip.pth', 'legacy.pth', 'tensors.safetensors']) expect(tensorsOf(name).size).toBe(11);
});
