/** What may follow a convolution in its own kernel: what evaluation adds, and what training measures for BatchNorm. */
import type { Activation } from '../networks/operations.ts';
import type { Bindings } from './kernel.ts';
import { unaryOf } from './unary.ts';

export interface Epilogue {
  readonly hasBias?: boolean;
  readonly hasResidual?: boolean;
  readonly activation?: Activation | undefined;
  /** Moments of each tile of the result are written beside it; only tiled kernels can. */
  readonly hasMoments?: boolean;
}

export function epilogueName({ hasBias, hasResidual, activation, hasMoments }: Epilogue): string {
  const added = `${hasBias ? '_bias' : ''}${hasResidual ? '_residual' : ''}`;
  return `${added}${activation === undefined ? '' : `_${activation}`}${hasMoments ? '_moments' : ''}`;
}

/** What an epilogue reads besides the convolution's operands: bias [K], residual as y. */
export function epilogueReads({ hasBias, hasResidual }: Epilogue, V: 'f32' | 'vec4<f32>'): Bindings {
  return [...(hasBias ? [['bias', V] as const] : []), ...(hasResidual ? [['residual', V] as const] : [])];
}

/** WGSL of the result from the expression `sum`; `channel` is the position in bias, `at` that in residual. */
export function finishSum(
  sum: string,
  { channel, at }: { readonly channel: string; readonly at: string },
  { hasBias, hasResidual, activation }: Epilogue,
): string {
  const terms = [sum, ...(hasBias ? [`bias[${channel}]`] : []), ...(hasResidual ? [`residual[${at}]`] : [])];
  const total = terms.join(' + ');
  return activation === undefined ? total : unaryOf(activation).value(total);
}
