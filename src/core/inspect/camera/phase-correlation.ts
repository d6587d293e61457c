/**
 * How far a part has shifted from where it lay: the phases of two spectra differ by the shift alone, so that their product,
 * brought to length 1, turns back into one peak [KH]. A Gaussian over the frequencies keeps noise out of it and makes the peak
 * a Gaussian, whose top between pixels follows from three logarithms.
 */
import { toGray } from '../../image/gray.ts';
import type { RgbImage } from '../../image/image.ts';
import { resample } from '../../image/resize.ts';

/** Side of the copies that are compared; a power of two. */
export const registrationSide = 128;

/** Luma of an image, squeezed to `registrationSide`: [registrationSide, registrationSide]. */
export type RegistrationLuma = Float32Array<ArrayBuffer>;

export function registrationLuma(image: RgbImage): RegistrationLuma {
  const gray = toGray(image);
  return Float32Array.from(resample({ ...gray, channels: 1 }, registrationSide, registrationSide));
}

/** What brings an image over the reference. */
export interface Shift {
  /** To the right and downwards, as shares of the image's sides. */
  readonly x: number;
  readonly y: number;
  /** Height of the peak: 1 for the same picture moved round, some hundredths for pictures that have nothing in common. */
  readonly response: number;
}

interface Spectrum {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Cosine and sine of the angles of a whole turn in `registrationSide` steps. */
const turn = (of: (angle: number) => number) =>
  Float64Array.from({ length: registrationSide }, (_, i) => of((2 * Math.PI * i) / registrationSide));
const [cosines, sines] = [turn(Math.cos), turn(Math.sin)];

/** In place, from `start`, `stride` apart; `sign` -1 forwards, 1 back (not divided). Cooley and Tukey, radix 2. */
function transformLine({ re, im }: Spectrum, start: number, stride: number, sign: 1 | -1): void {
  const n = registrationSide;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    const [a, b] = [start + i * stride, start + j * stride];
    [re[a], re[b]] = [re[b], re[a]];
    [im[a], im[b]] = [im[b], im[a]];
  }
  for (let length = 2; length <= n; length <<= 1) {
    const half = length >> 1;
    for (let k = 0; k < half; k++) {
      const c = cosines[(k * n) / length];
      const s = sign * sines[(k * n) / length];
      for (let first = k; first < n; first += length) {
        const a = start + first * stride;
        const b = a + half * stride;
        const x = re[b] * c - im[b] * s;
        const y = re[b] * s + im[b] * c;
        re[b] = re[a] - x;
        im[b] = im[a] - y;
        re[a] += x;
        im[a] += y;
      }
    }
  }
}

function transform(spectrum: Spectrum, sign: 1 | -1): void {
  for (let i = 0; i < registrationSide; i++) transformLine(spectrum, i * registrationSide, 1, sign);
  for (let i = 0; i < registrationSide; i++) transformLine(spectrum, i, registrationSide, sign);
}

/** Fades to nothing at the border, which would be seen as a cross of edges that do not move (Hann). */
function windowed(luma: ArrayLike<number>): Spectrum {
  const n = registrationSide;
  const fade = Float64Array.from(
    { length: n },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / n),
  );
  let mean = 0;
  for (let i = 0; i < n * n; i++) mean += luma[i] / (n * n);
  const re = Float64Array.from(
    { length: n * n },
    (_, i) => (luma[i] - mean) * fade[Math.floor(i / n)] * fade[i % n],
  );
  return { re, im: new Float64Array(n * n) };
}

/** Standard deviation of the Gaussian over frequencies, in cycles an image. */
const band = registrationSide / 8;

const weights = Float64Array.from({ length: registrationSide }, (_, i) =>
  Math.exp(-((Math.min(i, registrationSide - i) / band) ** 2) / 2),
);
const totalWeight = weights.reduce((sum, weight) => sum + weight, 0) ** 2;

/** The product of one spectrum and the other's conjugate, each frequency of length 1 times its weight. */
function crossPower(a: Spectrum, b: Spectrum): Spectrum {
  const n = registrationSide;
  const re = new Float64Array(n * n);
  const im = new Float64Array(n * n);
  for (let i = 0; i < n * n; i++) {
    const x = a.re[i] * b.re[i] + a.im[i] * b.im[i];
    const y = a.im[i] * b.re[i] - a.re[i] * b.im[i];
    const length = Math.hypot(x, y);
    if (length < 1e-9) continue;
    const weight = (weights[Math.floor(i / n)] * weights[i % n]) / (totalWeight * length);
    re[i] = x * weight;
    im[i] = y * weight;
  }
  return { re, im };
}

/** Where a Gaussian through three neighbouring values has its top, from the middle one. */
function topBetween(before: number, middle: number, after: number): number {
  const [a, b, c] = [before, middle, after].map((value) => Math.log(Math.max(value, 1e-12)));
  const bend = a - 2 * b + c;
  return bend >= 0 ? 0 : Math.min(0.5, Math.max(-0.5, (0.5 * (a - c)) / bend));
}

/** The shift that brings `now` over `reference`, to about a tenth of a pixel of `registrationSide`. */
export function findShift(reference: RegistrationLuma, now: RegistrationLuma): Shift {
  const n = registrationSide;
  const [a, b] = [windowed(reference), windowed(now)];
  transform(a, -1);
  transform(b, -1);
  const peaks = crossPower(a, b);
  transform(peaks, 1);
  let best = 0;
  for (let i = 1; i < n * n; i++) if (peaks.re[i] > peaks.re[best]) best = i;
  const [row, column] = [Math.floor(best / n), best % n];
  const at = (y: number, x: number) => peaks.re[((y + n) % n) * n + ((x + n) % n)];
  const response = at(row, column);
  const x = column + topBetween(at(row, column - 1), response, at(row, column + 1));
  const y = row + topBetween(at(row - 1, column), response, at(row + 1, column));
  const signed = (value: number) => (value >= n / 2 ? value - n : value) / n;
  return { x: signed(x), y: signed(y), response };
}

/** Below, the peak may be chance. */
const leastResponse = 0.12;
/** Of a side; further away the part is mostly out of sight, and the border that is filled up is large. */
const furthest = 0.25;

/** Whether an image may be moved by it. */
export function isTrusted({ x, y, response }: Shift): boolean {
  return response >= leastResponse && Math.abs(x) <= furthest && Math.abs(y) <= furthest;
}
