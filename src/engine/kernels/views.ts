/** Turns packed 8-bit pictures into the normalised, weakly augmented views of a batch, as `core/views/render` does. */
import type { Normalisation } from '../../core/views/normalisation.ts';
import type { View } from '../../core/views/render.ts';
import type { Kernel } from './kernel.ts';

/** Numbers that tell a view: source, cos, sin, shifts in pixels, brightness, contrast. */
export const viewLength = 8;

export function viewTable(views: readonly View[], side: number): Float32Array<ArrayBuffer> {
  const table = new Float32Array(views.length * viewLength);
  views.forEach(({ source, parameters }, i) => {
    const { rotation, shiftX, shiftY, brightness, contrast } = parameters;
    const row = [source, Math.cos(rotation), Math.sin(rotation), shiftX * side, shiftY * side];
    table.set([...row, brightness, contrast], i * viewLength);
  });
  return table;
}

/** Reads pictures [count, side, side] of packed bytes and the table [views, 8]; writes images [views, side, side, 4]: three channels
 * and a zero, so that a pixel is read at once. */
export function viewsKernel(views: number, side: number, { mean, deviation }: Normalisation): Kernel {
  return {
    name: 'views',
    reads: [
      ['pictures', 'u32'],
      ['table', 'f32'],
    ],
    writes: [['images', 'vec4<f32>']],
    grid: { kind: 'flat', threads: views * side * side },
    integers: { SIDE: side },
    floats: {
      MEAN_R: mean[0],
      MEAN_G: mean[1],
      MEAN_B: mean[2],
      DEVIATION_R: deviation[0],
      DEVIATION_G: deviation[1],
      DEVIATION_B: deviation[2],
    },
    declarations: `
fn rgb(packed : u32) -> vec3<f32> { return unpack4x8unorm(packed).xyz; }`,
    body: `
  let pixel = index % (SIDE * SIDE);
  let row = index / (SIDE * SIDE) * ${viewLength};
  let first = i32(table[row]) * SIDE * SIDE;
  let middle = f32(SIDE - 1) / 2.0;
  let dx = f32(pixel % SIDE) - middle - table[row + 3];
  let dy = f32(pixel / SIDE) - middle - table[row + 4];
  let most = f32(SIDE - 1);
  let x = clamp(middle + dx * table[row + 1] + dy * table[row + 2], 0.0, most);
  let y = clamp(middle + dy * table[row + 1] - dx * table[row + 2], 0.0, most);
  let x0 = i32(floor(x));
  let y0 = i32(floor(y));
  let x1 = min(x0 + 1, SIDE - 1);
  let y1 = min(y0 + 1, SIDE - 1);
  let upper = mix(rgb(pictures[first + y0 * SIDE + x0]), rgb(pictures[first + y0 * SIDE + x1]), x - f32(x0));
  let lower = mix(rgb(pictures[first + y1 * SIDE + x0]), rgb(pictures[first + y1 * SIDE + x1]), x - f32(x0));
  let value = mix(upper, lower, y - f32(y0));
  let toned = (value * table[row + 5] - 0.5) * table[row + 6] + 0.5;
  let centred = clamp(toned, vec3<f32>(0.0), vec3<f32>(1.0)) - vec3<f32>(MEAN_R, MEAN_G, MEAN_B);
  let normal = centred / vec3<f32>(DEVIATION_R, DEVIATION_G, DEVIATION_B);
  imagesStore(index, vec4<f32>(normal, 0.0));`,
  };
}
