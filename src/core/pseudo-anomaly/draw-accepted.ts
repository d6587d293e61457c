/** Draws candidates until the gate keeps one, a bounded number of times. */
import type { Experiment } from '../experiment/experiment.ts';
import type { Random } from '../random.ts';
import { judge } from '../similarity/gate.ts';
import type { Candidate, GeneratorInput, Verdict } from './candidate.ts';
import { generate } from './generate.ts';

export interface AcceptedCandidate {
  readonly candidate: Candidate;
  readonly verdict: Verdict;
  /** Candidates drawn, this one included. */
  readonly tries: number;
}

/** Undefined when `gateRetries` candidates in a row were rejected. */
export function drawAccepted(
  input: GeneratorInput,
  random: Random,
  experiment: Experiment,
): AcceptedCandidate | undefined {
  for (let tries = 1; tries <= experiment.gateRetries; tries++) {
    const candidate = generate(input, random, experiment);
    const verdict = judge(input.image, candidate, experiment);
    if (verdict.isAccepted) return { candidate, verdict, tries };
  }
  return undefined;
}
