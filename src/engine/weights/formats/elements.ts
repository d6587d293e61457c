/** Numbers of each kind that weights are stored in, little-endian, as 32-bit floats. */
import { fail } from '../problem.ts';

export type Element = 'F64' | 'F32' | 'F16' | 'BF16';

export const elementBytes: Readonly<Record<Element, number>> = { F64: 8, F32: 4, F16: 2, BF16: 2 };

/** IEEE 754 half precision: sign, 5 bits of exponent, 10 of fraction. */
export function halfToFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** bfloat16 is the upper half of a 32-bit float. */
function upperHalves(view: DataView, values: Float32Array): void {
  const bits = new Uint32Array(values.buffer);
  for (let i = 0; i < values.length; i++) bits[i] = view.getUint16(2 * i, true) << 16;
}

export function decodeElements(bytes: Uint8Array, element: Element, where: string): Float32Array {
  const size = elementBytes[element];
  if (bytes.length % size !== 0) {
    const wanted = `a multiple of ${size} bytes`;
    fail({ kind: 'malformed', where, came: `${bytes.length} bytes`, wanted });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(bytes.length / size);
  switch (element) {
    case 'F64':
      return values.map((_, i) => view.getFloat64(8 * i, true));
    case 'F32':
      return values.map((_, i) => view.getFloat32(4 * i, true));
    case 'F16':
      return values.map((_, i) => halfToFloat(view.getUint16(2 * i, true)));
    case 'BF16':
      upperHalves(view, values);
      return values;
  }
}

export function encodeFloats(values: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setFloat32(4 * i, value, true);
  });
  return bytes;
}
