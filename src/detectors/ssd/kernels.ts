/** Kernels of what SSD reports of a step. */
import { bindingsOf, type Kernel } from '../../engine/kernels/kernel.ts';

/**
 * Reads cosines [rows, rows]; of each row writes parts [rows, 2]: the cosine to its other view, and the mean of those to rows of
 * other crops.
 */
export function pairCosinesKernel(rows: number): Kernel {
  return {
    name: 'pair_cosines',
    reads: bindingsOf(['cosines'], 1),
    writes: bindingsOf(['parts'], 1),
    grid: { kind: 'flat', threads: rows },
    integers: { ROWS: rows, IMAGES: rows / 4 },
    body: `
  let other = select(index - IMAGES, index + IMAGES, index / IMAGES % 2 == 0);
  var sum = 0.0;
  for (var j = 0; j < ROWS; j++) {
    if (j != index && j != other) { sum += cosines[j * ROWS + index]; }
  }
  parts[2 * index] = cosines[other * ROWS + index];
  parts[2 * index + 1] = sum / f32(ROWS - 2);`,
  };
}

/** Reads `losses` [rows] and `parts`; writes numbers [3]: their sum, and the means of both parts. Sums run in a fixed order. */
export function pairNumbersKernel(rows: number): Kernel {
  return {
    name: 'pair_numbers',
    reads: bindingsOf(['losses', 'parts'], 1),
    writes: bindingsOf(['numbers'], 1),
    grid: { kind: 'flat', threads: 1 },
    integers: { ROWS: rows },
    body: `
  var loss = 0.0;
  var same = 0.0;
  var others = 0.0;
  for (var i = 0; i < ROWS; i++) {
    loss += losses[i];
    same += parts[2 * i];
    others += parts[2 * i + 1];
  }
  numbers[0] = loss;
  numbers[1] = same / f32(ROWS);
  numbers[2] = others / f32(ROWS);`,
  };
}
