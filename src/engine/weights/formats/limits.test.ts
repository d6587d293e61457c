/** Small files that ask for much memory: each is refused while it is read, with the limit that it passes. */
import { describe, expect, it } from 'vitest';
import { modelFields } from './onnx-fields.ts';
import { readOnnx } from './onnx.ts';
import { readPth } from './pth.ts';
import { messageField } from './protobuf.ts';
import { readSafetensors } from './safetensors.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');

interface Part {
  readonly name: string;
  readonly bytes: Buffer;
  /** Where its bytes lie; missing: behind those of the part before. */
  readonly at?: number;
}

function localHeader(name: string, size: number): Buffer {
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 'latin1');
  header.writeUInt32LE(size, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, latin(name)]);
}

/** A zip as torch.save writes it, in which entries may share bytes. */
function storedZip(parts: readonly Part[]): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let end = 0;
  for (const { name, bytes, at = end } of parts) {
    if (at === end) {
      files.push(localHeader(name, bytes.length), bytes);
      end += 30 + name.length + bytes.length;
    }
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt32LE(bytes.length, 20);
    entry.writeUInt32LE(bytes.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, latin(name));
  }
  const listed = Buffer.concat(directory);
  const tail = Buffer.alloc(22);
  tail.write('PK\x05\x06', 'latin1');
  tail.writeUInt16LE(parts.length, 10);
  tail.writeUInt32LE(end, 16);
  return new Uint8Array(Buffer.concat([...files, listed, tail]));
}

const text = (value: string) => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(value.length);
  return Buffer.concat([latin('X'), length, latin(value)]);
};
const integer = (value: number) => {
  const bytes = Buffer.alloc(5);
  bytes.write('J', 'latin1');
  bytes.writeInt32LE(value, 1);
  return bytes;
};

/** `_rebuild_tensor_v2(storage, 0, (count,), (1,))` of a storage of floats. */
function pickledTensor(key: string, count: number): Buffer {
  return Buffer.concat([
    latin('ctorch._utils\n_rebuild_tensor_v2\n('),
    latin('('),
    text('storage'),
    latin('ctorch\nFloatStorage\n'),
    text(key),
    text('cpu'),
    integer(count),
    latin('tQ'),
    integer(0),
    integer(count),
    latin('\x85'),
    integer(1),
    latin('\x85tR'),
  ]);
}

function pickledState(tensors: readonly Buffer[]): Buffer {
  const items = tensors.flatMap((tensor, i) => [text(`layer${i}.weight`), tensor]);
  return Buffer.concat([latin('\x80\x02}('), ...items, latin('u.')]);
}

describe('a .pth', () => {
  const floats = 2 ** 18;
  const bytes = Buffer.alloc(4 * floats);

  it('whose tensors take a storage each is read', () => {
    const tensors = ['0', '1'].map((key) => pickledTensor(key, floats));
    const parts = ['0', '1'].map((key) => ({ name: `a/data/${key}`, bytes }));
    const result = readPth(storedZip([{ name: 'a/data.pkl', bytes: pickledState(tensors) }, ...parts]));
    expect(result.ok && [...result.value.tensors.keys()]).toEqual(['layer0.weight', 'layer1.weight']);
  });

  it('whose 4,000 entries share one storage is refused', () => {
    const keys = Array.from({ length: 4000 }, (_, i) => String(i));
    const pickle = pickledState(keys.map((key) => pickledTensor(key, floats)));
    const at = 30 + 'a/data.pkl'.length + pickle.length;
    const parts = keys.map((key) => ({ name: `a/data/${key}`, bytes, at }));
    const result = readPth(storedZip([{ name: 'a/data.pkl', bytes: pickle }, ...parts]));
    expect(result).toMatchObject({ ok: false, problem: { kind: 'malformed', where: 'a/data/1' } });
  });

  it('whose 4,000 tensors name one storage is refused once they are more than a GiB', () => {
    const tensors = Array.from({ length: 4000 }, () => pickledTensor('0', floats));
    const parts = [
      { name: 'a/data.pkl', bytes: pickledState(tensors) },
      { name: 'a/data/0', bytes },
    ];
    const result = readPth(storedZip(parts));
    expect(result).toMatchObject({ ok: false, problem: { kind: 'too-large', wanted: 2 ** 28 } });
  });

  it('whose pickle makes millions of lists is refused', () => {
    const pickle = Buffer.concat([latin('\x80\x02'), Buffer.alloc(2_000_000, ']')]);
    const result = readPth(storedZip([{ name: 'a/data.pkl', bytes: pickle }]));
    expect(result).toMatchObject({ ok: false, problem: { kind: 'too-large', where: 'pickle' } });
  });
});

describe('an ONNX', () => {
  /** Empty fields of two bytes. */
  const empty = (count: number, tag: number) =>
    Uint8Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? tag : 0));

  it.each([
    ['the model', (fields: Uint8Array) => fields],
    ['its graph', (fields: Uint8Array) => messageField(modelFields.graph, [fields])],
  ])('of millions of empty fields in %s is refused', (_, wrap) => {
    const result = readOnnx(wrap(empty(3_000_000, 0x0a)));
    expect(result).toMatchObject({ ok: false, problem: { kind: 'too-large', wanted: 500_000 } });
  });

  it('whose messages have millions of fields together is refused', () => {
    const nodes = Array.from({ length: 10 }, () => messageField(1, [empty(100_000, 0x0a)]));
    const result = readOnnx(messageField(modelFields.graph, nodes));
    expect(result).toMatchObject({ ok: false, problem: { kind: 'too-large' } });
  });

  it('whose tensor has a million axes is refused', () => {
    const dims = Uint8Array.from({ length: 1_000_000 }, () => 1);
    const tensor = messageField(5, [Uint8Array.of(0x10, 1), messageField(1, [dims])]);
    const result = readOnnx(messageField(modelFields.graph, [tensor]));
    expect(result).toMatchObject({ ok: false, problem: { kind: 'too-large', wanted: 16 } });
  });
});

describe('a safetensors', () => {
  it('with a header over 16 MiB is refused before it is parsed', () => {
    const bytes = new Uint8Array(2 ** 24 + 100).fill(32);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(2 ** 24 + 1), true);
    expect(readSafetensors(bytes)).toMatchObject({
      ok: false,
      problem: { kind: 'too-large', where: 'header' },
    });
  });
});
