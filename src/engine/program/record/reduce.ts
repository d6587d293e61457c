/** Sums, means and the softmax, with their derivatives. */
import {
  sharesOfAll,
  softmaxGradientKernel,
  softmaxKernel,
  spreadKernel,
  sumAllKernel,
  sumChannelsKernel,
} from '../../kernels/reduce.ts';
import { unaryKernel } from '../../kernels/unary.ts';
import { sumSharesKernel } from '../../kernels/weight-gradient.ts';
import type { ReduceOver } from '../../networks/operations.ts';
import { sizeOf } from '../../networks/parameters.ts';
import { recordGradient } from './addend.ts';
import { emitColumnSums } from './columns.ts';
import type { Recorder } from '../recorder.ts';
import type { Value } from '../value.ts';

interface Rows {
  readonly rows: number;
  readonly channels: number;
}

function rowsOf({ shape }: Value): Rows {
  const channels = shape[shape.length - 1];
  return { rows: sizeOf(shape) / channels, channels };
}

function emitSumOfAll(recorder: Recorder, x: Value, scale: number): Value {
  const size = sizeOf(x.shape);
  const shares = sharesOfAll(size);
  const sum = { name: 'sum of all', shape: [1] };
  const partial = shares === 1 ? sum : { name: 'shares of the sum', shape: [shares] };
  recorder.emit(sumAllKernel(size, shares, scale), 'sum of all', { x }, { partial });
  if (shares > 1) recorder.emit(sumSharesKernel(1, shares), 'sum of all', { partial }, { sum });
  return sum;
}

function emitSumOfRows(recorder: Recorder, x: Value, scale: number): Value {
  const { channels } = rowsOf(x);
  const sum = { name: 'sum of rows', shape: [channels] };
  emitColumnSums(recorder, x, sum);
  if (scale === 1) return sum;
  const y = { name: 'mean of rows', shape: [channels] };
  recorder.emit(unaryKernel('scale', channels, scale), 'mean of rows', { x: sum }, { y });
  return y;
}

function emitSumOfChannels(recorder: Recorder, x: Value, scale: number): Value {
  const { rows, channels } = rowsOf(x);
  const y = { name: 'sum of channels', shape: x.shape.slice(0, -1) };
  recorder.emit(sumChannelsKernel(rows, channels, scale), 'sum of channels', { x }, { y });
  return y;
}

/** x [..., C] -> [1], [C] or [...]. */
export function recordReduce(recorder: Recorder, x: Value, how: 'sum' | 'mean', over: ReduceOver): Value {
  const shape = rowsOf(x);
  const counts = { all: shape.rows * shape.channels, rows: shape.rows, channels: shape.channels };
  const scale = how === 'sum' ? 1 : 1 / counts[over];
  const emit = { all: emitSumOfAll, rows: emitSumOfRows, channels: emitSumOfChannels }[over];
  const y = emit(recorder, x, scale);
  recorder.onBackward(y, (dy) => {
    recordGradient(recorder, x, () => {
      const dx = { name: `${y.name} gradient`, shape: x.shape };
      recorder.emit(spreadKernel(over, shape, scale), y.name, { dy }, { dx });
      return dx;
    });
  });
  return y;
}

/** x [..., C] -> the same shape; every row sums to 1. */
export function recordSoftmax(recorder: Recorder, x: Value): Value {
  const { rows, channels } = rowsOf(x);
  const y = { name: 'softmax', shape: x.shape };
  recorder.emit(softmaxKernel(rows, channels), 'softmax', { x }, { y });
  recorder.onBackward(y, (dy) => {
    recordGradient(recorder, x, () => {
      const dx = { name: 'softmax gradient', shape: x.shape };
      recorder.emit(softmaxGradientKernel(rows, channels), 'softmax', { dy, y }, { dx });
      return dx;
    });
  });
  return y;
}
