/** Cross-entropy of rows of logits, with its gradient. */
import { bindingsOf, type Kernel } from './kernel.ts';

/**
 * Reads logits [rows, kinds] and the class of each row, 0 to kinds - 1; writes each row's part of the loss and its gradient. The
 * loss is the mean over the classes that are there of the mean over their rows of -log softmax(logits)[class], so that each class
 * counts the same however many rows show it [CutPaste section 2.1].
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
    integers: { ROWS: rows, KINDS: kinds },
    body: `
  let start = index * KINDS;
  var most = logits[start];
  for (var k = 1; k < KINDS; k++) { most = max(most, logits[start + k]); }
  var sum = 0.0;
  for (var k = 0; k < KINDS; k++) { sum += exp(logits[start + k] - most); }
  let kind = i32(classes[index]);
  var alike = 0;
  var present = 0;
  for (var k = 0; k < KINDS; k++) {
    var count = 0;
    for (var row = 0; row < ROWS; row++) { count += select(0, 1, i32(classes[row]) == k); }
    present += select(0, 1, count > 0);
    alike += select(0, count, k == kind);
  }
  let share = 1.0 / f32(alike * present);
  losses[index] = (log(sum) + most - logits[start + kind]) * share;
  for (var k = 0; k < KINDS; k++) {
    let chance = exp(logits[start + k] - most) / sum;
    dlogits[start + k] = (chance - select(0.0, 1.0, k == kind)) * share;
  }`,
  };
}
