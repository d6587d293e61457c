/** Sums over rows as kernel calls. */
import { columnSumsKernel, sharesOfColumns } from '../../kernels/columns.ts';
import { sumSharesKernel } from '../../kernels/weight-gradient.ts';
import { sizeOf } from '../../networks/parameters.ts';
import type { Recorder } from '../recorder.ts';
import type { Value } from '../value.ts';

/** Writes the sum of the rows of x [..., C] to `sum` [C]. */
export function emitColumnSums(recorder: Recorder, x: Value, sum: Value): void {
  const channels = x.shape[x.shape.length - 1];
  const rows = sizeOf(x.shape) / channels;
  const shares = sharesOfColumns(rows, channels);
  if (shares === 1) {
    recorder.emit(columnSumsKernel(rows, channels), sum.name, { x }, { partial: sum });
    return;
  }
  const partial = { name: `${sum.name}, shares`, shape: [shares, channels] };
  recorder.emit(columnSumsKernel(rows, channels), sum.name, { x }, { partial });
  recorder.emit(sumSharesKernel(channels, shares), sum.name, { partial }, { sum });
}
