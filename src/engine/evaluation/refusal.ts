/** Why a method cannot be fitted on the normal images that it was given. */
import type { RunProblem } from '../../core/run/events.ts';

/** Thrown by `Method.fit`; whoever runs it reports the problem. */
export class Refusal extends Error {
  readonly problem: RunProblem;

  constructor(problem: RunProblem) {
    super(problem.kind);
    this.name = 'Refusal';
    this.problem = problem;
  }
}
