/** Cross-entropy of rows of logits, with its gradient. */
import { bindingsOf, type Kernel } from './kernel.ts';

/**
 * Reads logits [rows, kinds] and the class of each row, 0 to kinds - 1; writes each row's part of the mean of
 * -log softmax(logits)[class], and the gradient (softmax - one-hot) / rows.
 */
export function crossEntropyKernel(rows: number, kinds: number): Kernel {
  return {
    name: 'cross_entropy',
    reads: [
      ['logits', 'f32'],
      ['classes', 'u32'],
    ],
    writes: bindingsOf(['losses', 'dlogits'], 1),
    grid: { kind: 'flat', threads: rows },
    integers: { KINDS: kinds },
    body: `
  let start = index * KINDS;
  var most = logits[start];
  for (var k = 1; k < KINDS; k++) { most = max(most, logits[start + k]); }
  var sum = 0.0;
  for (var k = 0; k < KINDS; k++) { sum += exp(logits[start + k] - most); }
  let kind = i32(classes[index]);
  let share = 1.0 / f32(sizes.THREADS);
  losses[index] = (log(sum) + most - logits[start + kind]) * share;
  for (var k = 0; k < KINDS; k++) {
    let chance = exp(logits[start + k] - most) / sum;
    dlogits[start + k] = (chance - select(0.0, 1.0, k == kind)) * share;
  }`,
  };
}
