/**
 * Normal numbers from a counter: every one is a function of seed, step and position alone, so a run that continues after a stop
 * draws what it would have drawn. Integers are the same bits everywhere; logarithm and angle are polynomials of our own, since WGSL
 * promises only 2^-11 for cos.
 */
import type { Kernel } from './kernel.ts';

/** Four words from four words: a hash of integer products and shifts   [PCG4D section 4.2]. */
export const pcg4d = `
fn pcg4d(counter : vec4<u32>) -> vec4<u32> {
  var v = counter * 1664525u + 1013904223u;
  v.x += v.y * v.w; v.y += v.z * v.x; v.z += v.x * v.y; v.w += v.y * v.z;
  v ^= v >> vec4<u32>(16u);
  v.x += v.y * v.w; v.y += v.z * v.x; v.z += v.x * v.y; v.w += v.y * v.z;
  return v;
}`;

/** ln u = e ln 2 + 2 artanh((m - 1) / (m + 1)), u = m 2^e with m in [0.7, 1.41]; angles by quadrants. Both to some 1e-7. */
const boxMuller = `
fn unit(word : u32) -> f32 { return (f32(word >> 9u) + 0.5) / 8388608.0; }
fn logarithm(u : f32) -> f32 {
  let bits = bitcast<i32>(u);
  let e = (bits - 0x3f3504f3) >> 23u;
  let m = bitcast<f32>(bits - (e << 23u));
  let s = (m - 1.0) / (m + 1.0);
  let q = s * s;
  let series = 1.0 + q * (1.0 / 3.0 + q * (0.2 + q * (1.0 / 7.0 + q / 9.0)));
  return f32(e) * 0.69314718056 + 2.0 * s * series;
}
fn direction(t : f32) -> vec2<f32> {
  let quadrant = floor(4.0 * t + 0.5);
  let a = 6.28318530718 * (t - 0.25 * quadrant);
  let q = a * a;
  let sine = a * (1.0 - q / 6.0 * (1.0 - q / 20.0 * (1.0 - q / 42.0 * (1.0 - q / 72.0))));
  let cosine = 1.0 - q / 2.0 * (1.0 - q / 12.0 * (1.0 - q / 30.0 * (1.0 - q / 56.0 * (1.0 - q / 90.0))));
  let turned = select(vec2<f32>(cosine, sine), vec2<f32>(-sine, cosine), (i32(quadrant) & 1) == 1);
  return select(turned, -turned, (i32(quadrant) & 2) == 2);
}
fn pair(words : vec2<u32>) -> vec2<f32> { return sqrt(-2.0 * logarithm(unit(words.x))) * direction(unit(words.y)); }`;

/** Reads settings, whose last number is the step; writes y [size], standard normal. A thread draws four. */
export function gaussianKernel(size: number, seed: number): Kernel {
  return {
    name: 'gaussian',
    reads: [['settings', 'f32']],
    writes: [['y', 'f32']],
    grid: { kind: 'flat', threads: Math.ceil(size / 4) },
    integers: { SIZE: size, SEED: seed | 0 },
    declarations: `${pcg4d}${boxMuller}`,
    body: `
  let words = pcg4d(vec4<u32>(u32(index), u32(settings[3]), bitcast<u32>(SEED), 0u));
  let normal = vec4<f32>(pair(words.xy), pair(words.zw));
  for (var i = 0; i < 4; i++) {
    if (4 * index + i < SIZE) { yStore(4 * index + i, normal[i]); }
  }`,
  };
}

/** Writes y [size], all of one value. */
export function fillKernel(size: number, value: number): Kernel {
  return {
    name: 'fill',
    reads: [],
    writes: [['y', 'f32']],
    grid: { kind: 'flat', threads: size },
    integers: {},
    floats: { VALUE: value },
    body: '  yStore(index, VALUE);',
  };
}
