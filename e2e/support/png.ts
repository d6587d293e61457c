/** Writes small PNG files for test folders: 8-bit RGB or gray, or 1-bit gray. */
import { crc32, deflateSync } from 'node:zlib';

function chunk(type: string, body: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, checksum]);
}

export type PngKind = 'rgb' | 'gray' | 'bit';

const kinds = {
  rgb: { depth: 8, colour: 2, rowBytes: (width: number) => width * 3 },
  gray: { depth: 8, colour: 0, rowBytes: (width: number) => width },
  bit: { depth: 1, colour: 0, rowBytes: (width: number) => Math.ceil(width / 8) },
} as const;

/** `data` is `rgb`: [H, W, 3]; `gray`: [H, W]; `bit`: [H, W] of zero or not. */
export function encodePng(kind: PngKind, width: number, height: number, data: Uint8Array): Buffer {
  const { depth, colour, rowBytes } = kinds[kind];
  const stride = rowBytes(width);
  const raw = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1) + 1;
    if (kind !== 'bit') {
      raw.set(data.subarray(y * stride, (y + 1) * stride), start);
      continue;
    }
    for (let x = 0; x < width; x++) {
      if (data[y * width + x] !== 0) raw[start + (x >> 3)] = (raw[start + (x >> 3)] ?? 0) | (128 >> (x & 7));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
