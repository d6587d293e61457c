/** NT-Xent over all rows of a step, recorded on the device [SimCLR Eq. 1]. */
import type { Pairing } from '../../core/contrast/pairing.ts';
import {
  anchorsKernel,
  contrastGradientKernel,
  cosinesKernel,
  slopesKernel,
  unitRowsKernel,
} from '../../engine/kernels/contrast.ts';
import type { Objective, RecordedObjective } from '../../engine/program/objective.ts';
import type { Recorder } from '../../engine/program/recorder.ts';
import type { Value } from '../../engine/program/value.ts';
import { pairCosinesKernel, pairNumbersKernel } from './kernels.ts';

/** Each row attracts its other view, and all rows but itself compete for it. */
const pairing: Pairing = { anchors: 'all', attracts: 'other-view', denominator: 'others' };

function record(recorder: Pick<Recorder, 'emit'>, z: Value, temperature: number): RecordedObjective {
  const [rows, length] = z.shape;
  const shape = { rows, length };
  const options = { temperature, spdWeight: 0, isWeighted: false };
  const value = (name: string, of: readonly number[]): Value => ({ name, shape: of });
  const [unit, transposed] = [value('unit rows', z.shape), value('unit rows, transposed', [length, rows])];
  const [inverse, cosines] = [value('inverse lengths', [rows]), value('cosines', [rows, rows])];
  recorder.emit(unitRowsKernel(shape), 'loss', { z }, { unit, transposed, inverse });
  recorder.emit(cosinesKernel(shape), 'loss', { transposed }, { cosines });
  const [totals, pressures, losses] = ['totals', 'pressures', 'losses'].map((name) =>
    value(`loss ${name}`, [rows]),
  );
  recorder.emit(anchorsKernel(rows, pairing, options), 'loss', { cosines }, { totals, pressures, losses });
  const [parts, numbers] = [value('pair cosines', [rows, 2]), value('step numbers', [3])];
  recorder.emit(pairCosinesKernel(rows), 'numbers', { cosines }, { parts });
  recorder.emit(pairNumbersKernel(rows), 'numbers', { losses, parts }, { numbers });
  const [slopes, dz] = [value('loss slopes', [rows, rows]), value('loss gradient', z.shape)];
  const reads = { cosines, totals, pressures };
  recorder.emit(slopesKernel(rows, pairing, options), 'loss', reads, { slopes });
  recorder.emit(contrastGradientKernel(shape), 'loss', { slopes, cosines, inverse, unit }, { dz });
  return { numbers, gradients: [[z, dz]] };
}

/**
 * L = mean over rows i of -log( exp s_ip / sum_{j != i} exp s_ij ), p its other view, s = cosine / temperature. The output
 * `projected` is [4N, d], N first views, N second ones, and so again. SimCLR's code gives twice this value.
 */
export function ntXentObjective(temperature: number): Objective {
  return {
    series: ['sameSimilarity', 'otherSimilarity'],
    record: (recorder, { outputs: { projected } }) => record(recorder, projected, temperature),
    async loadReference() {
      const { referenceOf } = await import('./reference.ts');
      return referenceOf(temperature);
    },
  };
}
