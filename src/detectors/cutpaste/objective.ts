/** Tells normal from CutPaste from CutPaste-Scar: cross-entropy of three classes [CutPaste section 2.1], recorded on the device. */
import { crossEntropyKernel } from '../../engine/kernels/cross-entropy.ts';
import { bindingsOf, type Kernel } from '../../engine/kernels/kernel.ts';
import type { Objective } from '../../engine/program/objective.ts';

/** Writes numbers [2]: the loss, and the share of rows whose largest logit is that of their class; of equal ones the first. */
function numbersKernel(rows: number, kinds: number): Kernel {
  return {
    name: 'classification_numbers',
    reads: [
      ['losses', 'f32'],
      ['logits', 'f32'],
      ['classes', 'u32'],
    ],
    writes: bindingsOf(['numbers'], 1),
    grid: { kind: 'flat', threads: 1 },
    integers: { ROWS: rows, KINDS: kinds },
    body: `
  var loss = 0.0;
  var right = 0;
  for (var row = 0; row < ROWS; row++) {
    loss += losses[row];
    var best = 0;
    for (var k = 1; k < KINDS; k++) {
      if (logits[row * KINDS + k] > logits[row * KINDS + best]) { best = k; }
    }
    right += select(0, 1, best == i32(classes[row]));
  }
  numbers[0] = loss;
  numbers[1] = f32(right) / f32(ROWS);`,
  };
}

/** The output `projected` [n, K] holds logits; the target `classes` [n] is what each row shows, 0 for normal. */
export const classificationObjective: Objective = {
  series: ['accuracy'],
  record(recorder, { outputs: { projected: logits }, targets: { classes } }) {
    const [rows, kinds] = logits.shape;
    const losses = { name: 'loss losses', shape: [rows] };
    const numbers = { name: 'step numbers', shape: [2] };
    const dlogits = { name: 'loss gradient', shape: logits.shape };
    recorder.emit(crossEntropyKernel(rows, kinds), 'loss', { logits, classes }, { losses, dlogits });
    recorder.emit(numbersKernel(rows, kinds), 'numbers', { losses, logits, classes }, { numbers });
    return { numbers, gradients: [[logits, dlogits]] };
  },
  async loadReference() {
    const { classificationReference } = await import('./reference.ts');
    return classificationReference;
  },
};
