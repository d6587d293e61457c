/** What a classifier is asked to tell apart: normal from pseudo, or from each kind of them [CutPaste section 2.1]. */
import type { GeneratorName } from '../experiment/knob.ts';
import type { Candidate } from './candidate.ts';

export function classCount(generator: GeneratorName): number {
  return generator === '3-way' ? 3 : 2;
}

/** Class of a pseudo-anomaly; 0 is normal. */
export function classOf({ trail }: Pick<Candidate, 'trail'>, generator: GeneratorName): number {
  return generator === '3-way' && trail.kind === 'scar' ? 2 : 1;
}
