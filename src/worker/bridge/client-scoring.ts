/** The page's side of what is asked of a network that is there. */
import type { Remote } from 'comlink';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { failure, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import type { PseudoComparison } from '../../core/run/pseudo-comparison.ts';
import type { EventDrain, Report } from './client-drain.ts';
import type { EvaluationEnd, LabApi } from './contract-lab.ts';

/** `not-trained` also where the thread that held the network has died since. */
type Scored<Value> = Promise<Result<Value, RunProblem | { readonly kind: 'not-trained' }>>;

export interface ScoringClient {
  evaluate(experiment: Experiment, report: Report): Scored<EvaluationEnd>;
  /** Pseudo-anomalies beside real defects; undefined where there is no defective test image, or it was stopped. */
  comparePseudoAnomalies(): Scored<PseudoComparison | undefined>;
}

interface ScoringCalls {
  readonly call: <Value>(use: (api: Remote<LabApi>) => Promise<Value>) => Promise<Value>;
  readonly drain: EventDrain;
  /** Asked once the thread is there, which may be a new one. */
  readonly hasNetwork: () => boolean;
}

/** A thread whose GPU is lost meanwhile is kept: it holds the network, and opens another device for the next call. */
export function createScoringClient({ call, drain, hasNetwork }: ScoringCalls): ScoringClient {
  const withNetwork = async <Value>(
    use: (api: Remote<LabApi>) => Promise<Result<Value, RunProblem>>,
    report: Report,
  ): Scored<Value> =>
    call(async (api): Scored<Value> => {
      if (!hasNetwork()) return failure({ kind: 'not-trained' });
      return drain.during(() => use(api), report);
    });
  return {
    evaluate: (experiment, report) => withNetwork(async (api) => api.evaluate(experiment), report),
    comparePseudoAnomalies: () =>
      withNetwork(
        async (api) => api.comparePseudoAnomalies(),
        () => undefined,
      ),
  };
}
