/** The loss of a step, its gradient and the step's numbers as kernel calls. */
import { pairings, type ContrastiveLoss } from '../../core/contrast/pairing.ts';
import {
  anchorsKernel,
  contrastGradientKernel,
  cosinesKernel,
  normalSumsKernel,
  normalWeightsKernel,
  slopesKernel,
  unitRowsKernel,
} from '../../engine/kernels/contrast.ts';
import { crossEntropyKernel } from '../../engine/kernels/cross-entropy.ts';
import { rowNumbersKernel, stepNumbersKernel } from '../../engine/kernels/step-numbers.ts';
import type { Recorder } from '../../engine/program/recorder.ts';
import type { Value } from '../../engine/program/value.ts';
import type { Objective } from './loss-of.ts';

type Emitter = Pick<Recorder, 'emit'>;

export interface ObjectiveInputs {
  readonly features: Value; // [4N, length]
  /** Projected embeddings, or logits. */
  readonly output: Value; // [4N, d]
  /** What each row shows, whole numbers from 0; needed for cross-entropy only. */
  readonly classes?: Value; // [4N]
}

export interface RecordedObjective {
  /** In the order of `stepNumbers`. */
  readonly numbers: Value; // [5]
  /** dL / doutput. */
  readonly gradient: Value; // [4N, d]
}

/** Unit rows and their cosines, with what made them. */
interface Cosines {
  readonly shape: { readonly rows: number; readonly length: number };
  readonly unit: Value;
  readonly transposed: Value;
  readonly inverse: Value;
  readonly cosines: Value;
}

function recordCosines(recorder: Emitter, z: Value): Cosines {
  const [rows, length] = z.shape;
  if (rows % 4 !== 0) throw new Error(`expected 4N rows, got ${rows}: ${z.name}`);
  const shape = { rows, length };
  const unit = { name: 'unit rows', shape: z.shape };
  const transposed = { name: 'unit rows, transposed', shape: [length, rows] };
  const inverse = { name: 'inverse lengths', shape: [rows] };
  const cosines = { name: 'cosines', shape: [rows, rows] };
  recorder.emit(unitRowsKernel(shape), 'loss', { z }, { unit, transposed, inverse });
  recorder.emit(cosinesKernel(shape), 'loss', { transposed }, { cosines });
  return { shape, unit, transposed, inverse, cosines };
}

function recordNumbers(recorder: Emitter, { shape, transposed, cosines }: Cosines, losses: Value): Value {
  const { rows } = shape;
  const parts = { name: 'row numbers', shape: [rows / 2, 4] };
  const numbers = { name: 'step numbers', shape: [5] };
  recorder.emit(rowNumbersKernel(shape), 'numbers', { cosines, transposed }, { parts });
  recorder.emit(stepNumbersKernel(rows), 'numbers', { losses, parts }, { numbers });
  return numbers;
}

/** Weights of the rows; none if all count the same. */
function recordWeights(
  recorder: Emitter,
  { shape: { rows }, cosines }: Cosines,
  softness: number,
): Record<string, Value> {
  if (softness === 0) return {};
  const sums = { name: 'sums of normal rows', shape: [rows / 2] };
  const weights = { name: 'weights of rows', shape: [rows] };
  recorder.emit(normalSumsKernel(rows), 'loss', { cosines }, { sums });
  recorder.emit(normalWeightsKernel(rows, softness), 'loss', { sums }, { weights });
  return { weights };
}

function recordContrast(
  recorder: Emitter,
  output: Value,
  objective: Objective & { readonly objective: ContrastiveLoss },
): RecordedObjective {
  const made = recordCosines(recorder, output);
  const { shape, unit, inverse, cosines } = made;
  const { rows } = shape;
  const pairing = pairings[objective.objective];
  const [totals, pressures, losses] = ['totals', 'pressures', 'losses'].map((name) => ({
    name: `loss ${name}`,
    shape: [rows],
  }));
  const slopes = { name: 'loss slopes', shape: [rows, rows] };
  const dz = { name: 'loss gradient', shape: output.shape };
  const { softNormals = 0 } = objective;
  const weights = recordWeights(recorder, made, softNormals);
  const options = { ...objective, isWeighted: softNormals !== 0 };
  const anchors = anchorsKernel(rows, pairing, options);
  recorder.emit(anchors, 'loss', { cosines, ...weights }, { totals, pressures, losses });
  const numbers = recordNumbers(recorder, made, losses);
  const reads = { cosines, totals, pressures, ...weights };
  recorder.emit(slopesKernel(rows, pairing, options), 'loss', reads, { slopes });
  recorder.emit(contrastGradientKernel(shape), 'loss', { slopes, cosines, inverse, unit }, { dz });
  return { numbers, gradient: dz };
}

function recordCrossEntropy(
  recorder: Emitter,
  { features, output, classes }: ObjectiveInputs,
): RecordedObjective {
  if (classes === undefined) throw new Error('cross-entropy needs the class of each row');
  const [rows, kinds] = output.shape;
  const losses = { name: 'loss losses', shape: [rows] };
  const dlogits = { name: 'loss gradient', shape: output.shape };
  const kernel = crossEntropyKernel(rows, kinds);
  recorder.emit(kernel, 'loss', { logits: output, classes }, { losses, dlogits });
  const numbers = recordNumbers(recorder, recordCosines(recorder, features), losses);
  return { numbers, gradient: dlogits };
}

/** What `lossOf` and `stepNumbers` compute, and the gradient of the loss, on the device. */
export function recordObjective(
  recorder: Emitter,
  inputs: ObjectiveInputs,
  { objective, ...options }: Objective,
): RecordedObjective {
  if (objective === 'cross-entropy') return recordCrossEntropy(recorder, inputs);
  return recordContrast(recorder, inputs.output, { objective, ...options });
}
