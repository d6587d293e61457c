/** What may follow a convolution before its result is written: what evaluation needs. */

export interface Epilogue {
  readonly hasBias?: boolean;
  readonly hasResidual?: boolean;
  readonly isRectified?: boolean;
}

export function epilogueName({ hasBias, hasResidual, isRectified }: Epilogue): string {
  return `${hasBias ? '_bias' : ''}${hasResidual ? '_residual' : ''}${isRectified ? '_relu' : ''}`;
}
