/** Batch normalisation with rectifier and residual in few passes over the data, where the backend has passes. */
import * as tf from '@tensorflow/tfjs';
import {
  gradientPass,
  gradientSumsPass,
  momentsPass,
  momentSumsPass,
  normalisePass,
  residualGradientPass,
  sumSharesOfRowsPass,
  type NormForm,
  type NormGeometry,
} from '../kernels/norm-passes.ts';
import { runPass } from '../kernels/run-pass.ts';

export interface NormOperands {
  readonly x: tf.Tensor2D; // [M, C]
  readonly gamma: tf.Tensor1D;
  readonly beta: tf.Tensor1D;
  /** Added before the rectifier. */
  readonly residual: tf.Tensor2D | undefined;
  readonly isRectified: boolean;
}

function geometryOf({ x }: NormOperands): NormGeometry {
  return { rows: x.shape[0], channels: x.shape[1] };
}

function formOf({ isRectified, residual }: NormOperands): NormForm {
  return { isRectified, hasResidual: residual !== undefined };
}

/** Mean and biased variance of each column: [2, C]. */
export function fusedMoments(operands: NormOperands): tf.Tensor2D {
  const geometry = geometryOf(operands);
  const { x } = operands;
  return tf.tidy(() => {
    const partial = runPass(momentSumsPass(geometry), { x });
    return runPass(momentsPass(geometry), { partial, x }) as tf.Tensor2D;
  });
}

/** y with given moments [2, C], without a derivative: for evaluation, and inside `fusedNorm`. */
export function fusedApply(operands: NormOperands, moments: tf.Tensor2D): tf.Tensor2D {
  const { x, gamma, beta, residual } = operands;
  const inputs = { x, moments, gamma, beta, ...(residual && { residual }) };
  return runPass(normalisePass(geometryOf(operands), formOf(operands)), inputs) as tf.Tensor2D;
}

/** Gradients to x, gamma, beta and, where there is one, the residual. */
function gradientsOf(
  operands: NormOperands,
  { dy, moments, y }: { readonly dy: tf.Tensor; readonly moments: tf.Tensor; readonly y: tf.Tensor },
): tf.Tensor[] {
  const { x, gamma, residual, isRectified } = operands;
  const geometry = geometryOf(operands);
  const form = formOf(operands);
  const shared = { dy, x, moments, ...(isRectified && { y }) };
  const partial = runPass(gradientSumsPass(geometry, form), shared);
  const sums = runPass(sumSharesOfRowsPass(geometry), { partial }) as tf.Tensor2D;
  const dx = runPass(gradientPass(geometry, form), { ...shared, gamma, sums });
  const [dBeta, dGamma] = tf.unstack(sums);
  if (residual === undefined) return [dx, dGamma, dBeta];
  return [dx, dGamma, dBeta, isRectified ? runPass(residualGradientPass(geometry), { dy, y }) : dy];
}

/** y with the batch's own moments, and its derivative. `moments` came from `fusedMoments` on the same operands. */
export function fusedNorm(operands: NormOperands, moments: tf.Tensor2D): tf.Tensor2D {
  const { x, gamma, beta, residual } = operands;
  const apply = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as tf.GradSaveFunc;
    const y = fusedApply(operands, moments);
    save([x, gamma, moments, y]);
    return {
      value: y,
      gradFunc: (dy: tf.Tensor, [keptX, keptGamma, keptMoments, keptY]: tf.Tensor[]) => {
        const kept = { ...operands, x: keptX as tf.Tensor2D, gamma: keptGamma as tf.Tensor1D };
        return gradientsOf(kept, { dy, moments: keptMoments, y: keptY });
      },
    };
  });
  return apply(x, gamma, beta, ...(residual ? [residual] : []));
}
