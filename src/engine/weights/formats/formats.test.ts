import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import wanted from '../../fixtures/weights/tensors.json' with { type: 'json' };
import type { WeightsFile } from '../tensor.ts';
import { readPth } from './pth.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';

const fixtures = new URL('../../fixtures/weights/', import.meta.url);

function fixture(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(name, fixtures)));
}

const readers = { safetensors: readSafetensors, pth: readPth };

function read(name: string): ReturnType<typeof readPth> {
  return name.endsWith('.pth') ? readPth(fixture(name)) : readSafetensors(fixture(name));
}

function tensorsOf(name: string): WeightsFile {
  const result = read(name);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

function asJson({ tensors }: WeightsFile, prefix = ''): unknown {
  return Object.fromEntries(
    [...tensors].map(([name, { shape, values }]) => [
      name.replace(prefix, ''),
      { shape, values: Array.from(values) },
    ]),
  );
}

const golden = Object.fromEntries(
  Object.entries(wanted).map(([name, { shape, values }]) => [
    name,
    { shape, values: Array.from(Float32Array.from(values)) },
  ]),
);

function header(entries: unknown, data = 0): Uint8Array {
  const text = new TextEncoder().encode(typeof entries === 'string' ? entries : JSON.stringify(entries));
  const bytes = new Uint8Array(8 + text.length + data);
  bytes[0] = text.length & 255;
  bytes[1] = text.length >> 8;
  bytes.set(text, 8);
  return bytes;
}

function problemOf(bytes: Uint8Array, format: keyof typeof readers): unknown {
  const result = readers[format](bytes);
  return result.ok ? 'no problem' : result.problem;
}

describe('files that PyTorch wrote', () => {
  it.each(['tensors.safetensors', 'zip.pth', 'legacy.pth', 'legacy-nested.pth'])(
    '%s gives the numbers of torch, strided and shared ones too',
    (name) => {
      const file = tensorsOf(name);
      expect(asJson(file)).toEqual(golden);
      expect(file.ignored).toContain('bn1.num_batches_tracked');
    },
  );

  it('finds a state dict nested beside other settings', () => {
    expect(asJson(tensorsOf('nested.pth'), 'module.')).toEqual(golden);
  });
});

describe('safetensors', () => {
  it('reads what it wrote, bit for bit', () => {
    const { tensors } = tensorsOf('zip.pth');
    const result = readSafetensors(writeSafetensors(tensors, { made: 'here' }));
    expect(result).toMatchObject({ ok: true, value: { tensors, ignored: [] } });
  });

  it('says where a header breaks its rules', () => {
    const entry = (begin: number, end: number, shape: unknown = [1], dtype = 'F32') => ({
      dtype,
      shape,
      data_offsets: [begin, end],
    });
    const cases: [Uint8Array, object][] = [
      [new Uint8Array(4), { kind: 'truncated', where: 'header', came: 4, wanted: 8 }],
      [header('{', 0).fill(255, 0, 4), { kind: 'too-large', where: 'header', wanted: 2 ** 24 }],
      [header('{}').subarray(0, 9), { kind: 'truncated', came: 9, wanted: 10 }],
      [header('{nope}'), { kind: 'malformed', came: '{nope}', wanted: 'JSON' }],
      [header('[1]'), { kind: 'malformed', came: 'a list of 1', wanted: 'a JSON object' }],
      [header({ a: 1 }), { kind: 'malformed', where: 'a', wanted: 'an object' }],
      [header({ a: entry(0, 4) }), { kind: 'truncated', where: 'a', came: 0, wanted: 4 }],
      [header({ a: entry(0, 8) }, 8), { kind: 'malformed', where: 'a', came: '8 bytes', wanted: '4 bytes' }],
      [header({ a: entry(4, 0) }, 4), { kind: 'malformed', where: 'a', wanted: 'data_offsets [begin, end]' }],
      [header({ a: entry(0, 4, [-1]) }, 4), { kind: 'malformed', where: 'a', came: '-1' }],
      [header({ a: entry(0, 4, [2 ** 40, 2 ** 40]) }, 4), { kind: 'too-large', where: 'a' }],
      [header({ a: entry(0, 4, [1], 'F9') }, 4), { kind: 'unsupported', where: 'a', came: 'F9' }],
      [
        header({ a: entry(0, 4), b: entry(0, 4) }, 4),
        { kind: 'malformed', where: 'b', came: 'data from byte 0' },
      ],
      [
        header({ a: entry(0, 4), b: entry(8, 12) }, 12),
        { kind: 'malformed', where: 'b', wanted: 'data from byte 4' },
      ],
      [
        header({ a: entry(0, 4) }, 5),
        { kind: 'malformed', where: 'data', came: '5 bytes', wanted: '4 bytes' },
      ],
    ];
    for (const [bytes, problem] of cases) expect(problemOf(bytes, 'safetensors')).toMatchObject(problem);
  });
});

describe('pth', () => {
  it.each(['evil.pth', 'evil-legacy.pth'])('%s asks to run a command, and is refused by its name', (name) => {
    const result = read(name);
    expect(result).toMatchObject({ ok: false, problem: { kind: 'refused', came: 'posix.system' } });
  });

  it('refuses compressed archives', () => {
    expect(problemOf(fixture('compressed.pth'), 'pth')).toMatchObject({
      kind: 'unsupported',
      came: 'a compressed file',
    });
  });

  it('refuses a call of anything but its own names', () => {
    const pickled = new TextEncoder().encode('\x80\x02ctorch\nFloatStorage\n)R.'.slice(1));
    const bytes = new Uint8Array([0x80, ...pickled]);
    expect(problemOf(bytes, 'pth')).toMatchObject({ kind: 'refused', came: 'a call of torch FloatStorage' });
  });

  it('takes lists of any length', () => {
    const legacy = fixture('legacy.pth');
    const settings = Buffer.from(legacy).indexOf(Buffer.from('}q', 'latin1')) - 2; // the third pickle
    const list = new Uint8Array(400_000).fill(0x4e); // NONE
    const bytes = Uint8Array.from([
      ...legacy.subarray(0, settings),
      0x80,
      2,
      0x5d,
      0x28,
      ...list,
      0x65,
      0x2e,
    ]);
    expect(problemOf(bytes, 'pth')).toMatchObject({ where: 'system', came: 'a list of 400000' });
  });

  it.each(['zip.pth', 'legacy.pth', 'tensors.safetensors'])('%s cut short anywhere is a problem', (name) => {
    const bytes = fixture(name);
    const format = name.endsWith('pth') ? 'pth' : 'safetensors';
    for (let length = 0; length < bytes.length; length += 7) {
      expect(problemOf(bytes.slice(0, length), format)).not.toBe('no problem');
    }
  });
});

describe('any bytes', () => {
  it.each(['zip.pth', 'legacy.pth', 'nested.pth', 'tensors.safetensors'])(
    '%s with bytes changed never throws',
    (name) => {
      const original = fixture(name);
      const change = fc.tuple(fc.nat(original.length - 1), fc.nat(255));
      fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
          const bytes = original.slice();
          for (const [at, byte] of changes) bytes[at] = byte;
          for (const reader of Object.values(readers)) expect(typeof reader(bytes).ok).toBe('boolean');
        }),
        { seed: 20, numRuns: 400 },
      );
    },
  );

  it('is read or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        for (const reader of Object.values(readers)) expect(typeof reader(bytes).ok).toBe('boolean');
      }),
      { seed: 21, numRuns: 500 },
    );
  });
});
