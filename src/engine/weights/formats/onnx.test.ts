import { describe, expect, it } from 'vitest';
import { encoderConvolutions } from '../../networks/resnet18.ts';
import { dataTypes, graphFields, modelFields, nodeFields, tensorFields } from './onnx-fields.ts';
import { readOnnx } from './onnx.ts';
import { bytesField, integerField, joinBytes, messageField, textField } from './protobuf.ts';
import { encodeFloats } from './elements.ts';

function modelOf(fields: readonly Uint8Array[]): Uint8Array {
  return joinBytes([integerField(modelFields.irVersion, 7), messageField(modelFields.graph, fields)]);
}

function initialiser(name: string, type: number, length: number, numbers: Uint8Array): Uint8Array {
  return messageField(graphFields.initializer, [
    integerField(tensorFields.dims, length),
    integerField(tensorFields.type, type),
    textField(tensorFields.name, name),
    numbers,
  ]);
}

function node(operator: string, inputs: readonly string[], output: string): Uint8Array {
  return messageField(graphFields.node, [
    ...inputs.map((input) => textField(nodeFields.input, input)),
    textField(nodeFields.output, output),
    textField(nodeFields.operator, operator),
  ]);
}

const one = bytesField(tensorFields.raw, encodeFloats(Float32Array.of(1)));

describe('ONNX initialisers', () => {
  it('are read from lists of floats, of halves as integers, and from raw halves', () => {
    const result = readOnnx(
      modelOf([
        initialiser(
          'floats',
          dataTypes.float,
          2,
          bytesField(tensorFields.floats, encodeFloats(Float32Array.of(1.5, -2))),
        ),
        initialiser(
          'integers',
          dataTypes.half,
          2,
          bytesField(tensorFields.integers, Uint8Array.of(0x80, 0x78, 0x80, 0x80, 1)),
        ),
        initialiser('raw', dataTypes.half, 1, bytesField(tensorFields.raw, Uint8Array.of(0, 0x3c))),
        initialiser('counter', 7, 1, bytesField(tensorFields.raw, new Uint8Array(8))),
      ]),
    );
    const values = result.ok
      ? [...result.value.tensors].map(([name, tensor]) => [name, ...tensor.values])
      : [];
    expect(values).toEqual([
      ['floats', 1.5, -2],
      ['integers', 1, 2],
      ['raw', 1],
    ]);
    expect(result).toMatchObject({ value: { ignored: ['counter'] } });
  });

  it('of another length than their shape are refused', () => {
    expect(readOnnx(modelOf([initialiser('a', dataTypes.float, 3, one)]))).toMatchObject({
      ok: false,
      problem: { kind: 'malformed', where: 'a', came: '1 numbers', wanted: '3 numbers' },
    });
  });

  it('in another file are refused', () => {
    const outside = joinBytes([integerField(tensorFields.location, 1), one]);
    expect(readOnnx(modelOf([initialiser('a', dataTypes.float, 1, outside)]))).toMatchObject({
      problem: { kind: 'unsupported', came: 'numbers in another file' },
    });
  });

  it('without names of their own take those of a ResNet18, by the order of its convolutions', () => {
    const fields = encoderConvolutions('full').flatMap((_, i) => [
      initialiser(`w${i}`, dataTypes.float, 1, one),
      initialiser(`b${i}`, dataTypes.float, 1, one),
      node('Conv', [`x${i}`, `w${i}`, `b${i}`], `x${i + 1}`),
    ]);
    const result = readOnnx(modelOf(fields));
    const names = result.ok ? [...result.value.tensors.keys()] : [];
    const wanted = encoderConvolutions('full').map(({ name }) => name.replace('encoder.', ''));
    expect(names).toEqual(wanted.flatMap((name) => [`${name}.weight`, `${name}.bias`]));
  });

  it('a file without a graph is no model', () => {
    expect(readOnnx(integerField(1, 7))).toMatchObject({ ok: false, problem: { came: 'no graph' } });
  });
});
