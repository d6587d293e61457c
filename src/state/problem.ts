/** Whatever was thrown, as text and as data. What a stage can foresee never comes here. */
import { messageOf } from '../core/message-of.ts';
import type { RunProblem } from '../core/run/events.ts';

/** Fits runs and imports alike. */
export function asProblem(error: unknown): Extract<RunProblem, { readonly kind: 'unexpected' }> {
  return { kind: 'unexpected', detail: messageOf(error) };
}
