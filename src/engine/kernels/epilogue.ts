/** What may follow a convolution in its own kernel: what evaluation adds, and what training measures for BatchNorm. */
import type { Activation } from '../networks/operations.ts';
import { vectorOf, widthOf, type Bindings, type Kernel } from './kernel.ts';
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

/** An epilogue alone: reads sum [M, C] and what the epilogue needs; writes y. */
export function finishKernel(rows: number, channels: number, epilogue: Epilogue): Kernel {
  const width = widthOf(channels);
  const V = vectorOf(width);
  return {
    name: `finish_${width}${epilogueName(epilogue)}`,
    reads: [['sum', V], ...epilogueReads(epilogue, V)],
    writes: [['y', V]],
    grid: { kind: 'flat', threads: (rows * channels) / width },
    integers: { CV: channels / width },
    declarations: `alias V = ${V};`,
    body: `  yStore(index, ${finishSum('sum[index]', { channel: 'index % CV', at: 'index' }, epilogue)});`,
  };
}
