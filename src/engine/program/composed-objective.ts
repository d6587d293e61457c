/** An objective written once, over operations: recorded on the device, or composed of tfjs's if there is no WebGPU. */
import { fillKernel } from '../kernels/gaussian.ts';
import { joinNumbers, type Compose } from './compose.ts';
import type { Objective } from './objective.ts';
import { weightless } from './weightless.ts';

/** Gradients flow from the loss alone; the series are only reported. */
export function composedObjective(series: readonly string[], compose: Compose): Objective {
  return {
    series,
    record(recorder, { outputs, targets, settings }) {
      for (const target of Object.values(targets)) recorder.stopGradient(target);
      const operations = weightless(recorder, settings);
      const composed = compose(operations, { outputs, targets });
      const numbers = joinNumbers(operations, [composed.loss, ...composed.series]);
      const one = { name: 'one', shape: [1] };
      recorder.emit(fillKernel(1, 1), 'loss gradient', {}, { y: one });
      return { numbers, gradients: [[composed.loss, one]] };
    },
    async loadReference() {
      const { referenceOf } = await import('../reference/composed-objective.ts');
      return referenceOf(compose);
    },
  };
}
