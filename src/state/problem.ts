/** Whatever was thrown, as text and as data. What a stage can foresee never comes here. */
import type { RunProblem } from '../core/run/events.ts';

export function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Fits runs and imports alike. */
export function asProblem(error: unknown): Extract<RunProblem, { readonly kind: 'unexpected' }> {
  return { kind: 'unexpected', detail: detailOf(error) };
}
