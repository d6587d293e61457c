/** The network's operations as kernel calls in training mode. */
import type { Operations } from '../network/operations.ts';
import { recordConvolution, recordLinear } from './record-convolution.ts';
import { recordNorm } from './record-norm.ts';
import { recordAveragePool, recordMaxPool, recordRectifier } from './record-pool.ts';
import type { Recorder } from './recorder.ts';
import type { Value } from './value.ts';

export function trainingOperations(recorder: Recorder): Operations<Value> {
  return {
    convolveAndNormalise(x, unit, extras) {
      const { y, tileMoments } = recordConvolution(recorder, x, unit.convolution, unit);
      return recordNorm(recorder, y, unit.norm, { ...extras, tileMoments });
    },
    normalise: (x, layer, extras) => recordNorm(recorder, x, layer, extras),
    maxPool: (x) => recordMaxPool(recorder, x),
    averagePool: (x) => recordAveragePool(recorder, x),
    linear: (x, layer) => recordLinear(recorder, x, layer),
    rectify: (x) => recordRectifier(recorder, x),
  };
}
