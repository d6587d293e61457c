/**
 * Values of a run as JSON that any program reads: numbers that JSON lacks as text ("NaN", "Infinity", "-0"), arrays of
 * float32 as {"float32": [...]} in the fewest digits that give the same bits, bytes as {"bytes": hex}.
 */

/** The shortest decimal that is this float32. */
function shortest(value: number): number {
  if (value === 0) return value; // -0 has no digits of its own
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

function toHex(bytes: Uint8ClampedArray): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

function plain(_name: string, value: unknown): unknown {
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
    return Object.is(value, -0) ? '-0' : String(value);
  if (value instanceof Float32Array) return { float32: Array.from(value, shortest) };
  return value instanceof Uint8ClampedArray ? { bytes: toHex(value) } : value;
}

/** On one line, unless a space is given. */
export function toPlainJson(value: unknown, space?: number): string {
  return JSON.stringify(value, plain, space);
}
