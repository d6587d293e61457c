/** Files of weights, spoilt; and whole ones whose tensors have odd names, shapes, numbers and kinds. */
import { readFileSync } from 'node:fs';
import type { Random } from '../../src/core/random.ts';
import { encoderNorms, encoderSpecs } from '../../src/engine/networks/resnet18.ts';
import { sizeOf } from '../../src/engine/networks/parameters.ts';
import { writeSafetensors } from '../../src/engine/weights/formats/safetensors.ts';
import { toTorchShape } from '../../src/engine/weights/layout.ts';
import { mapWeights } from '../../src/engine/weights/map-weights.ts';
import type { Tensor } from '../../src/engine/weights/tensor.ts';
import { takeWeights } from '../../src/worker/lab/weights.ts';
import { spoilt, type Bytes, type Kind } from './campaign.ts';

const width = 'quarter';

const weights = (name: string): Bytes =>
  Uint8Array.from(readFileSync(new URL(`../../src/engine/fixtures/weights/${name}`, import.meta.url)));

/** What the encoder is fed has the lengths that it wants; a refusal names a place and what was there. */
async function readWeights(bytes: Bytes): Promise<string | undefined> {
  const taken = await takeWeights(new Blob([bytes]), 'a.pth', width);
  if (!taken.ok) {
    const { where, came, wanted } = taken.problem;
    const isSaid = [where, came, wanted].every((part) => part !== '' && !/undefined|NaN/.test(String(part)));
    return isSaid ? undefined : `refused with ${JSON.stringify(taken.problem)}`;
  }
  const { parameters, statistics } = mapWeights(taken.value.tensors, width);
  const lengths = new Map(encoderSpecs(width).map(({ name, shape }) => [name, sizeOf(shape)]));
  for (const [norm, channels] of Object.entries(encoderNorms(width)))
    for (const part of ['running_mean', 'running_var']) lengths.set(`${norm}.${part}`, channels);
  for (const [name, values] of Object.entries({ ...parameters, ...statistics })) {
    if (values.length !== lengths.get(name)) return `${name}: ${values.length} numbers`;
    if (!values.every(Number.isFinite)) return `${name} is not finite`;
  }
  return undefined;
}

function tensorsOfEncoder(): [string, Tensor][] {
  const tensor = (shape: readonly number[]): Tensor => ({
    shape,
    values: new Float32Array(sizeOf(shape)).fill(0.5),
  });
  return [
    ...encoderSpecs(width).map(({ name, shape }): [string, Tensor] => [
      name.slice('encoder.'.length),
      tensor(toTorchShape(shape)),
    ]),
    ...Object.entries(encoderNorms(width)).flatMap(([name, channels]) =>
      ['running_mean', 'running_var'].map((part): [string, Tensor] => [
        `${name.slice('encoder.'.length)}.${part}`,
        tensor([channels]),
      ]),
    ),
  ];
}

const oddNames = [
  '',
  '__proto__',
  'constructor',
  'conv1.weight.',
  '..',
  'layer9.9.conv1.weight',
  'layer1',
  '0',
];
const oddNumbers = [Number.NaN, Number.POSITIVE_INFINITY, -Number.MAX_VALUE, 1e-45];
const oddKinds = ['F64', 'F16', 'BF16', 'I64', 'BOOL', 'F8_E4M3', 'C64', '', 'toString'];

/** One tensor left out, renamed, reshaped, emptied, or with odd numbers. */
function change([name, { shape, values }]: [string, Tensor], random: Random): [string, Tensor][] {
  const anyOf = <Value>(list: readonly Value[]): Value => list[random.integer(list.length)] as Value;
  switch (random.integer(7)) {
    case 0:
      return [];
    case 1:
      return [[anyOf(oddNames), { shape, values }]];
    case 2:
      return [[name, { shape: [...shape].reverse(), values }]];
    case 3:
      return [[name, { shape: [0, ...shape], values: new Float32Array(0) }]];
    case 4:
      return [[name, { shape: [], values: values.slice(0, 1) }]];
    case 5:
      return [[name, { shape: [...shape, 1, 1], values }]];
    default:
      return [[name, { shape, values: values.map((value, i) => (i === 0 ? anyOf(oddNumbers) : value)) }]];
  }
}

/** The header names another kind of number for one tensor: its bytes no longer fit, or are of no use. */
function withOddKind(file: Bytes, random: Random): Bytes {
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  const parts = new TextDecoder().decode(file.subarray(8, 8 + length)).split('"F32"');
  const at = random.integer(parts.length);
  const kind = JSON.stringify(oddKinds[random.integer(oddKinds.length)]);
  const text = parts.map((part, i) => (i === 0 ? part : (i === at ? kind : '"F32"') + part)).join('');
  const header = new TextEncoder().encode(text);
  const bytes = new Uint8Array(8 + header.length + file.length - 8 - length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  bytes.set(file.subarray(8 + length), 8 + header.length);
  return bytes;
}

function oddCheckpoint(tensors: readonly [string, Tensor][], random: Random): Bytes {
  const share = random.uniform(0, 0.2);
  const prefix = ['', 'module.', '__proto__.', 'a.layer1.0.'][random.integer(4)] ?? '';
  const changed = tensors
    .flatMap((one) => (random.uniform(0, 1) < share ? change(one, random) : [one]))
    .map(([name, tensor]): [string, Tensor] => [prefix + name, tensor]);
  const file = writeSafetensors(new Map(changed));
  return random.integer(3) === 0 ? withOddKind(file, random) : file;
}

export function weightKinds(): Kind[] {
  const tensors = tensorsOfEncoder();
  const odd = (random: Random) => oddCheckpoint(tensors, random);
  const head = 400;
  return [
    spoilt('pth', ['zip.pth', 'compressed.pth', 'checkpoint.pth', 'nested.pth'].map(weights), readWeights),
    spoilt('old pth', ['legacy.pth', 'legacy-nested.pth'].map(weights), readWeights, head),
    spoilt('safetensors', [weights('tensors.safetensors')], readWeights, head),
    spoilt('onnx', ['folded.onnx', 'plain.onnx'].map(weights), readWeights, head),
    { name: 'odd checkpoint', make: odd, read: readWeights },
  ];
}
