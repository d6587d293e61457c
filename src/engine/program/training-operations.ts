/** The network's operations as kernel calls in training mode; frozen layers as in evaluation, and no gradient goes into them. */
import type { Operations } from '../networks/operations.ts';
import { evaluationOperations } from './evaluation-operations.ts';
import { recordConvolution, recordLinear } from './record/convolution.ts';
import { recordNorm } from './record/norm.ts';
import { recordLayer, recordTransposedLayer } from './record/layer.ts';
import type { Recorder } from './recorder.ts';
import type { Value } from './value.ts';
import { weightless } from './weightless.ts';

/** Normal numbers are drawn by a step's `settings`; without them they are zeros. */
export function trainingOperations(
  recorder: Recorder,
  frozen: ReadonlySet<string> = new Set(),
  settings?: Value,
): Operations<Value> {
  const evaluation = evaluationOperations(recorder);
  return {
    convBatchNorm(x, unit, extras) {
      if (frozen.has(unit.convolution)) {
        const y = evaluation.convBatchNorm(x, unit, extras);
        recorder.stopGradient(y);
        return y;
      }
      const { y, tileMoments } = recordConvolution(recorder, x, unit.convolution, unit);
      return recordNorm(recorder, y, unit.norm, { ...extras, tileMoments });
    },
    convolve(x, layer, extras) {
      const y = recordLayer(recorder, x, layer, extras);
      if (frozen.has(layer.name)) recorder.stopGradient(y);
      return y;
    },
    convolveTransposed(x, layer, extras) {
      const y = recordTransposedLayer(recorder, x, layer, extras);
      if (frozen.has(layer.name)) recorder.stopGradient(y);
      return y;
    },
    normalise: (x, layer, extras) => recordNorm(recorder, x, layer, extras),
    linear: (x, layer) => recordLinear(recorder, x, layer),
    ...weightless(recorder, settings),
  };
}
