import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encoderNorms, encoderSpecs } from '../networks/resnet18.ts';
import { sizeOf } from '../networks/parameters.ts';
import { ByteReader } from './formats/byte-reader.ts';
import { readPickle } from './formats/pickle.ts';
import { writeSafetensors } from './formats/safetensors.ts';
import { toTorchShape } from './layout.ts';
import { mapWeights } from './map-weights.ts';
import { readWeights } from './read-weights.ts';
import { fitsWell, recogniseNetwork, withPlainNames } from './recognise-network.ts';
import type { Tensor, Tensors } from './tensor.ts';

function tensor(shape: readonly number[]): Tensor {
  return { shape, values: new Float32Array(sizeOf(shape)).fill(0.5) };
}

/** All that a torchvision ResNet18 of quarter width has. */
function wholeFile(): Map<string, Tensor> {
  const weights = encoderSpecs('quarter').map(({ name, shape }): [string, Tensor] => [
    name.replace('encoder.', ''),
    tensor(toTorchShape(shape)),
  ]);
  const statistics = Object.entries(encoderNorms('quarter')).flatMap(([name, channels]): [string, Tensor][] =>
    ['running_mean', 'running_var'].map((part) => [
      `${name.replace('encoder.', '')}.${part}`,
      tensor([channels]),
    ]),
  );
  return new Map([...weights, ...statistics]);
}

const places: readonly (readonly [RegExp, string])[] = [
  [/^conv1\./, '0.'],
  [/^bn1\./, '1.'],
  ...[1, 2, 3, 4].map((layer) => [new RegExp(`^layer${layer}\\.`), `${layer + 3}.`] as const),
];

function asSequential(file: Tensors, prefix = ''): Tensors {
  return new Map(
    [...file].map(([name, value]) => {
      const place = places.find(([pattern]) => pattern.test(name));
      return [prefix + (place === undefined ? name : name.replace(place[0], place[1])), value];
    }),
  );
}

function readBack(tensors: Tensors): Tensors {
  const read = readWeights(writeSafetensors(tensors));
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value.tensors;
}

describe('weights of an nn.Sequential of the parts of a ResNet18', () => {
  it.each(['', 'backbone.', 'module.0.'])('are all found under their numbers: %s', (prefix) => {
    const mapped = mapWeights(readBack(asSequential(wholeFile(), prefix)), 'quarter');
    expect(mapped).toMatchObject({ missing: [], misshapen: [], leftOver: [], broken: [] });
    expect(mapped.matched).toHaveLength(wholeFile().size);
  });

  it('are left under their names where the first or the last part is missing', () => {
    const file = new Map(asSequential(wholeFile()));
    file.delete('7.1.conv2.weight');
    expect([...withPlainNames(file).keys()]).toEqual([...file.keys()]);
  });
});

describe('another network', () => {
  const blocks = (counts: readonly number[], convolutions: readonly string[]): [string, Tensor][] =>
    counts.flatMap((count, layer) =>
      Array.from({ length: count }, (_, i) =>
        convolutions.map((name): [string, Tensor] => [
          `layer${layer + 1}.${i}.${name}.weight`,
          tensor([4, 4, 1, 1]),
        ]),
      ).flat(),
    );
  const bottleneck = ['conv1', 'conv2', 'conv3'];

  it.each<[string, readonly [string, Tensor][]]>([
    ['ResNet18', blocks([2, 2, 2, 2], ['conv1', 'conv2'])],
    ['ResNet34', blocks([3, 4, 6, 3], ['conv1', 'conv2'])],
    ['ResNet50', blocks([3, 4, 6, 3], bottleneck)],
    ['ResNet101', blocks([3, 4, 23, 3], bottleneck)],
    ['a residual network of 1,1,1,1 blocks', blocks([1, 1, 1, 1], ['conv1', 'conv2'])],
    [
      'Wide ResNet50',
      [...blocks([3, 4, 6, 3], bottleneck), ['layer1.0.conv2.weight', tensor([128, 128, 1, 1])]],
    ],
    ['ResNeXt50', [...blocks([3, 4, 6, 3], bottleneck), ['layer1.0.conv2.weight', tensor([128, 4, 1, 1])]]],
    ['a vision transformer', [['blocks.0.attn.qkv.weight', tensor([3, 1])]]],
    ['VGG or AlexNet', [['features.0.weight', tensor([3, 1])]]],
    ['DenseNet', [['features.denseblock1.denselayer1.norm1.weight', tensor([3])]]],
  ])('is named by its blocks and shapes: %s', (name, tensors) => {
    expect(recogniseNetwork(new Map(tensors))).toBe(name);
  });

  it('that holds all of a ResNet18 and more blocks does not fit', () => {
    const file = wholeFile();
    expect(fitsWell(mapWeights(file, 'quarter'))).toBe(true);
    file.set('layer1.2.conv1.weight', tensor([16, 16, 3, 3]));
    expect(fitsWell(mapWeights(file, 'quarter'))).toBe(false);
  });

  it('of which some tensors fit is not used for these; one that lacks little is', () => {
    const file = wholeFile();
    const names = [...file.keys()];
    for (const name of names.slice(0, 5)) file.delete(name);
    expect(fitsWell(mapWeights(file, 'quarter'))).toBe(true);
    for (const name of names.slice(5, 30)) file.delete(name);
    expect(fitsWell(mapWeights(file, 'quarter'))).toBe(false);
  });
});

describe('a file of weights in another wrapping', () => {
  it('is read where a tensor lies beside the dictionary of weights', () => {
    const path = new URL('../fixtures/weights/checkpoint.pth', import.meta.url);
    const read = readWeights(new Uint8Array(readFileSync(path)));
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    expect([...read.value.tensors.keys()]).toContain('module.conv1.weight');
    expect([...read.value.tensors.keys()]).not.toContain('best_acc1');
  });

  it('is named, with its cure, where it is a tar', () => {
    const tar = new Uint8Array(1024);
    tar.set(new TextEncoder().encode('sys_info'));
    expect(readWeights(tar)).toMatchObject({
      problem: { kind: 'unsupported', came: 'the tar format of PyTorch before 0.1.10' },
    });
    tar.set(new TextEncoder().encode('a.pth'.padEnd(8, '\0')));
    tar.set(new TextEncoder().encode('ustar'), 257);
    expect(readWeights(tar)).toMatchObject({ problem: { kind: 'unsupported', came: 'a tar archive' } });
  });

  it('may have short strings as Python 2 wrote them', () => {
    const bytes = Uint8Array.from([0x80, 2, 0x7d, 0x55, 2, 0x61, 0x62, 0x4b, 7, 0x73, 0x2e]);
    const root = readPickle(new ByteReader(bytes, 'pickle'), { globals: new Map(), persistent: () => null });
    expect(root).toEqual(new Map([['ab', 7]]));
  });
});
