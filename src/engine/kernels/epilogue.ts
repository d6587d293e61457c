/** What may follow a convolution in its own kernel: what evaluation adds, and what training measures for BatchNorm. */

export interface Epilogue {
  readonly hasBias?: boolean;
  readonly hasResidual?: boolean;
  readonly hasRelu?: boolean;
  /** Moments of each tile of the result are written beside it; only tiled kernels can. */
  readonly hasMoments?: boolean;
}

export function epilogueName({ hasBias, hasResidual, hasRelu, hasMoments }: Epilogue): string {
  const added = `${hasBias ? '_bias' : ''}${hasResidual ? '_residual' : ''}${hasRelu ? '_relu' : ''}`;
  return `${added}${hasMoments ? '_moments' : ''}`;
}
