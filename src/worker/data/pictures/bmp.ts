/** BMP: its header, and a mend for cameras that write an alpha channel of zeros into opaque pictures. */
import type { HeaderFacts } from './pixels.ts';
import { sizeOf, u16, u32 } from './view.ts';

/** A negative height only turns the order of the rows. Rows are padded to 4 bytes. */
export function readBmp(view: DataView): HeaderFacts {
  const isOld = u32(view, 14, true) === 12;
  const width = isOld ? u16(view, 18, true) : u32(view, 18, true);
  const height = isOld ? u16(view, 20, true) : Math.abs(u32(view, 22, true) | 0);
  const bits = u16(view, isOld ? 24 : 28, true);
  const isPlain = isOld || [0, 3].includes(u32(view, 30, true));
  const end = isPlain
    ? u32(view, 10, true) + Math.ceil((width * bits) / 32) * 4 * height
    : u32(view, 2, true);
  return { size: sizeOf(width, height), isWhole: end <= view.byteLength, bitDepth: Math.min(8, bits) };
}

const alphaMaskAt = 66;
/** Headers of 56 bytes and more have a mask for alpha. */
const leastHeader = 56;

/** The file itself, or, where its alpha is 0 everywhere, a copy whose header has no alpha: a picture is not nothing. */
export function withoutEmptyAlpha(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const alpha = u32(view, alphaMaskAt, true);
  const hasAlpha = u32(view, 14, true) >= leastHeader && u16(view, 28, true) === 32 && alpha !== 0;
  const isPlain = [0, 3].includes(u32(view, 30, true));
  const pixels = u32(view, 18, true) * Math.abs(u32(view, 22, true) | 0);
  const start = u32(view, 10, true);
  if (!hasAlpha || !isPlain || start + 4 * pixels > bytes.length) return bytes;
  for (let i = 0; i < pixels; i++) if ((view.getUint32(start + 4 * i, true) & alpha) !== 0) return bytes;
  const opaque = bytes.slice();
  opaque.fill(0, alphaMaskAt, alphaMaskAt + 4);
  return opaque;
}
