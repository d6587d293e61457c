/** Maps side by side and maps of twice the side, with their derivatives. */
import {
  concatKernel,
  mostJoined,
  sliceGradientKernel,
  sliceKernel,
  upsampleGradientKernel,
  upsampleKernel,
} from '../../kernels/join.ts';
import { sizeOf } from '../../networks/parameters.ts';
import { partOf } from '../../networks/part.ts';
import { recordGradient } from './addend.ts';
import type { Recorder } from '../recorder.ts';
import type { Value } from '../value.ts';

/** @throws if the values are not of the same rows, or too many. */
function rowsOf(xs: readonly Value[]): number[] {
  const [first = []] = xs.map(({ shape }) => shape.slice(0, -1));
  const isSame = xs.every(({ shape }) => String(shape.slice(0, -1)) === String(first));
  if (xs.length < 2 || xs.length > mostJoined || !isSame) {
    const got = xs.map(({ shape }) => `[${shape.join(', ')}]`).join(', ');
    throw new Error(`expected 2 to ${mostJoined} values that differ in their channels only, got ${got}`);
  }
  return first;
}

/** Values as parts of one: each row of y is made of `lengths` numbers of each of them. */
function recordJoined(
  recorder: Recorder,
  xs: readonly Value[],
  y: Value,
  { rows, lengths }: { readonly rows: number; readonly lengths: readonly number[] },
): Value {
  const of = lengths.reduce((sum, count) => sum + count, 0);
  const reads = Object.fromEntries(xs.map((x, i) => [`x${i}`, x]));
  recorder.emit(concatKernel(rows, lengths), 'concat', reads, { y });
  recorder.onBackward(y, (dy) => {
    xs.forEach((one, i) => {
      const first = lengths.slice(0, i).reduce((sum, count) => sum + count, 0);
      recordGradient(recorder, one, () => {
        const dx = { name: `${y.name} gradient ${i}`, shape: one.shape };
        recorder.emit(sliceKernel(rows, lengths[i], { first, of }), 'concat', { x: dy }, { y: dx });
        return dx;
      });
    });
  });
  return y;
}

/** [..., C0], [..., C1], ... -> [..., C0 + C1 + ...]. */
export function recordConcat(recorder: Recorder, xs: readonly Value[]): Value {
  const rowShape = rowsOf(xs);
  const lengths = xs.map(({ shape }) => shape[shape.length - 1]);
  const y = { name: 'concat', shape: [...rowShape, lengths.reduce((sum, count) => sum + count, 0)] };
  return recordJoined(recorder, xs, y, { rows: sizeOf(rowShape), lengths });
}

/** [N0, ...], [N1, ...], ... -> [N0 + N1 + ..., ...]: all numbers of one value behind those of another, as one long row. */
export function recordStack(recorder: Recorder, xs: readonly Value[]): Value {
  const [first = []] = xs.map(({ shape }) => shape.slice(1));
  const isSame = xs.every(({ shape }) => String(shape.slice(1)) === String(first));
  if (xs.length < 2 || xs.length > mostJoined || !isSame) {
    const got = xs.map(({ shape }) => `[${shape.join(', ')}]`).join(', ');
    throw new Error(`expected 2 to ${mostJoined} values that differ in their rows only, got ${got}`);
  }
  const count = xs.reduce((sum, { shape }) => sum + shape[0], 0);
  const lengths = xs.map(({ shape }) => sizeOf(shape));
  return recordJoined(recorder, xs, { name: 'stack', shape: [count, ...first] }, { rows: 1, lengths });
}

/** Of each of `rows` rows of `of` numbers those from `first`, as many as y has. */
function recordCut(
  recorder: Recorder,
  x: Value,
  y: Value,
  { rows, first, of }: { readonly rows: number; readonly first: number; readonly of: number },
): Value {
  const count = sizeOf(y.shape) / rows;
  recorder.emit(sliceKernel(rows, count, { first, of }), 'slice', { x }, { y });
  recorder.onBackward(y, (dy) => {
    recordGradient(recorder, x, () => {
      const dx = { name: 'slice gradient', shape: x.shape };
      recorder.emit(sliceGradientKernel(rows, count, { first, of }), 'slice', { dy }, { dx });
      return dx;
    });
  });
  return y;
}

/** x [..., C] -> [..., count], its channels from `first`. @throws if x has fewer. */
export function recordSlice(recorder: Recorder, x: Value, first: number, count: number): Value {
  const rowShape = x.shape.slice(0, -1);
  const of = x.shape[x.shape.length - 1];
  if (first < 0 || count < 1 || first + count > of) {
    throw new Error(`expected channels within 0 to ${of}, got ${count} from ${first}`);
  }
  const y = { name: 'slice', shape: [...rowShape, count] };
  return recordCut(recorder, x, y, { rows: sizeOf(rowShape), first, of });
}

/** x [N, ...] -> [N / of, ...]. @throws if there is no such part. */
export function recordPart(recorder: Recorder, x: Value, index: number, of: number): Value {
  const [rows, ...rest] = x.shape;
  const { first, count } = partOf(rows, index, of);
  const size = sizeOf(rest);
  const y = { name: 'part', shape: [count, ...rest] };
  return recordCut(recorder, x, y, { rows: 1, first: first * size, of: rows * size });
}

/** x [N, H, W, C] -> [N, 2H, 2W, C]. */
export function recordUpsample(recorder: Recorder, x: Value): Value {
  const [batch, height, width, channels] = x.shape;
  const y = { name: 'upsample', shape: [batch, 2 * height, 2 * width, channels] };
  recorder.emit(upsampleKernel(x.shape), 'upsample', { x }, { y });
  recorder.onBackward(y, (dy) => {
    recordGradient(recorder, x, () => {
      const dx = { name: 'upsample gradient', shape: x.shape };
      recorder.emit(upsampleGradientKernel(x.shape), 'upsample', { dy }, { dx });
      return dx;
    });
  });
  return y;
}
