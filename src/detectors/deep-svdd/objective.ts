/** Deep SVDD's objectives, one-class and soft-boundary, recorded on the device. Weight decay is the optimiser's. */
import type { Objective, ObjectiveInputs, RecordedObjective } from '../../engine/program/objective.ts';
import type { Recorder } from '../../engine/program/recorder.ts';
import {
  coordinateMomentsKernel,
  distancesKernel,
  radiusKernel,
  sphereGradientKernel,
  sphereNumbersKernel,
} from './kernels.ts';
import { centreName, radiusName, type SphereChoice } from './sphere.ts';

function record(
  recorder: Recorder,
  { outputs: { pooled: z }, settings }: ObjectiveInputs,
  { svddObjective, svddNu: nu, svddWarmUp: warmUp }: SphereChoice,
): RecordedObjective {
  const [rows, length] = z.shape;
  const shape = { rows, length, isSoft: svddObjective === 'soft-boundary', nu };
  const [centre, radius] = [recorder.weight(centreName), recorder.weight(radiusName)];
  const distances = { name: 'distances', shape: [rows] };
  const moments = { name: 'coordinate moments', shape: [2, length] };
  const numbers = { name: 'step numbers', shape: [4] };
  const dz = { name: 'loss gradient', shape: z.shape };
  recorder.emit(distancesKernel(shape), 'loss', { z, centre }, { distances });
  recorder.emit(sphereGradientKernel(shape), 'loss', { z, centre, distances, radius }, { dz });
  recorder.emit(coordinateMomentsKernel(shape), 'numbers', { z }, { moments });
  recorder.emit(sphereNumbersKernel(shape), 'numbers', { distances, moments, radius }, { numbers });
  if (shape.isSoft) {
    recorder.emit(radiusKernel(rows, { nu, warmUp }), 'radius', { distances, settings }, { radius });
  }
  return { numbers, gradients: [[z, dz]] };
}

/**
 * One-class: L = 1/n sum_i |z_i - c|^2 [DeepSVDD Eq. 4]. Soft-boundary: L = R^2 + 1/(nu n) sum_i max(0, |z_i - c|^2 - R^2)
 * [DeepSVDD Eq. 3], with R the quantile 1 - nu of the distances of the step before. z is the output `pooled` [n, d]; centre and
 * radius are frozen weights.
 */
export function sphereObjective(choice: SphereChoice): Objective {
  return {
    series: ['meanDistance', 'radius', 'spread'],
    record: (recorder, inputs) => record(recorder, inputs, choice),
    async loadReference() {
      const { referenceOf } = await import('./reference.ts');
      return referenceOf(choice);
    },
  };
}
