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

/** [..., C0], [..., C1], ... -> [..., C0 + C1 + ...]. */
export function recordConcat(recorder: Recorder, xs: readonly Value[]): Value {
  const rowShape = rowsOf(xs);
  const rows = sizeOf(rowShape);
  const channels = xs.map(({ shape }) => shape[shape.length - 1]);
  const of = channels.reduce((sum, count) => sum + count, 0);
  const y = { name: 'concat', shape: [...rowShape, of] };
  const reads = Object.fromEntries(xs.map((x, i) => [`x${i}`, x]));
  recorder.emit(concatKernel(rows, channels), 'concat', reads, { y });
  recorder.onBackward(y, (dy) => {
    xs.forEach((one, i) => {
      const first = channels.slice(0, i).reduce((sum, count) => sum + count, 0);
      recordGradient(recorder, one, () => {
        const y = { name: `concat gradient ${i}`, shape: one.shape };
        recorder.emit(sliceKernel(rows, channels[i], { first, of }), 'concat', { x: dy }, { y });
        return y;
      });
    });
  });
  return y;
}

/** x [..., C] -> [..., count], its channels from `first`. @throws if x has fewer. */
export function recordSlice(recorder: Recorder, x: Value, first: number, count: number): Value {
  const rowShape = x.shape.slice(0, -1);
  const rows = sizeOf(rowShape);
  const of = x.shape[x.shape.length - 1];
  if (first < 0 || count < 1 || first + count > of) {
    throw new Error(`expected channels within 0 to ${of}, got ${count} from ${first}`);
  }
  const y = { name: 'slice', shape: [...rowShape, count] };
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
