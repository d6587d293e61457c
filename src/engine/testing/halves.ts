/** Numbers of 16 bits (IEEE 754 binary16) as bits, for what tests write to the device and read from it. */

/** The bits of the nearest half; of two that are equally near, the even one. */
function halfBits(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size >= 65_520) return sign | 0x7c00;
  const exponent = Math.max(-14, Math.floor(Math.log2(size)));
  const steps = size / 2 ** (exponent - 10); // below 2048; one more overflows into the exponent, as it should
  const below = Math.floor(steps);
  const rest = steps - below;
  const rounded = rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
  return sign | (((exponent + 14) << 10) + rounded);
}

function halfOf(bits: number): number {
  const sign = (bits & 0x8000) === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** Padded to whole words of four bytes. */
export function packHalves(values: Float32Array): Uint16Array<ArrayBuffer> {
  const packed = new Uint16Array(2 * Math.ceil(values.length / 2));
  values.forEach((value, i) => (packed[i] = halfBits(value)));
  return packed;
}

export function unpackHalves(words: Float32Array<ArrayBuffer>, size: number): Float32Array<ArrayBuffer> {
  return Float32Array.from(new Uint16Array(words.buffer, words.byteOffset, size), halfOf);
}

/** What is left of numbers once they are kept in 16 bits. */
export function roundToHalves(values: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(values, (value) => halfOf(halfBits(value)));
}
