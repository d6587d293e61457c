/** Sums over the rows of [M, C], cut into shares that are added in order: the same input always gives the same bits. */
import { bindingsOf, vectorOf, widthOf, type Kernel } from './kernel.ts';

const wantedThreads = 4096;

/** Fewest rows that are worth a share. */
const leastRows = 64;

/** Into how many shares the rows are cut. */
export function sharesOfColumns(rows: number, channels: number): number {
  const wanted = Math.ceil((wantedThreads * widthOf(channels)) / channels);
  return Math.max(1, Math.min(wanted, Math.floor(rows / leastRows)));
}

/** Reads x [M, C]; writes partial [shares, C], each the sum of one share of the rows. */
export function columnSumsKernel(rows: number, channels: number): Kernel {
  const width = widthOf(channels);
  const shares = sharesOfColumns(rows, channels);
  return {
    name: `column_sums_${width}`,
    reads: bindingsOf(['x'], width),
    writes: bindingsOf(['partial'], width),
    grid: { kind: 'flat', threads: (shares * channels) / width },
    integers: { ROWS: rows, CV: channels / width, ROWS_OF_SHARE: Math.ceil(rows / shares) },
    declarations: `alias V = ${vectorOf(width)};`,
    body: `
  let c = index % CV;
  let first = index / CV * ROWS_OF_SHARE;
  var sum = V(0.0);
  for (var row = first; row < min(ROWS, first + ROWS_OF_SHARE); row++) { sum += V(x[row * CV + c]); }
  partial[index] = sum;`,
  };
}
