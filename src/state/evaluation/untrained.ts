/** Scores the test images by the network as it was before its first step, on request; the AUROC stays with the run's results. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { auroc } from '../../core/metrics/roc.ts';
import type { ScoredItem } from '../../core/run/events.ts';
import type { RunResults } from '../../core/run/results.ts';
import type { LabClient } from '../../worker/bridge/client-lab.ts';
import type { LabEvent } from '../../worker/bridge/contract-lab.ts';
import { asProblem } from '../problem.ts';
import { isTraining, type TrainingStage, type TrainingState } from '../training/training.ts';
import type { EvaluationProblem, EvaluationStage } from './evaluation.ts';

const initial: UntrainedState = { status: 'idle', done: 0, total: 0, problem: undefined };

/** Whether it can be asked for: the images are those of the last training, and first weights of a file may not be here any longer. */
export function hasUntrained(
  { training, evaluation, config, dataset }: RunResults,
  last: Pick<TrainingState, 'dataset' | 'experiment'>,
): boolean {
  return (
    last.dataset?.fingerprint === dataset.fingerprint &&
    last.experiment?.detector === config.detector &&
    training.steps > 0 &&
    training.learntFrom === undefined &&
    config.start !== 'file' &&
    evaluation.auroc !== null &&
    evaluation.untrained === undefined
  );
}

function aurocOf(items: readonly ScoredItem[]): number | undefined {
  return auroc(
    items.map(({ label }) => label),
    items.map(({ score }) => score),
  );
}

interface UntrainedOptions {
  readonly lab: LabClient;
  readonly training: TrainingStage;
  readonly evaluation: EvaluationStage;
  /** Milliseconds; only differences matter. */
  readonly now: () => number;
  /** Takes the place of results that are kept. */
  readonly replace: (old: RunResults, by: RunResults) => void;
}

/** Milliseconds that the last evaluation took; this one takes as long. */
function timeEvaluations({ store }: EvaluationStage, now: () => number): () => number | undefined {
  let [began, tookMs]: (number | undefined)[] = [];
  store.subscribe(({ status }, before) => {
    if (status === before.status) return;
    if (status === 'running') [began, tookMs] = [now(), undefined];
    else if (status === 'done' && began !== undefined) tookMs = now() - began;
  });
  return () => tookMs;
}

export function createUntrainedStage(options: UntrainedOptions): UntrainedStage {
  const { lab, training, evaluation, now, replace } = options;
  const store = createStore<UntrainedState>(() => initial);
  const isRunning = () => store.getState().status === 'running';

  async function measure(results: RunResults): Promise<void> {
    const items: ScoredItem[] = [];
    const report = (events: readonly LabEvent[]) => {
      for (const event of events)
        if (event.type === 'scored') {
          items.push(...event.items);
          store.setState({ done: items.length, total: event.total });
        }
    };
    const settled = await lab
      .evaluate(results.config, report, true)
      .catch((error: unknown) => ({ ok: false as const, problem: asProblem(error) }));
    if (!settled.ok) {
      store.setState({ ...initial, status: 'failed', problem: settled.problem });
      return;
    }
    store.setState(initial);
    const area = aurocOf(items);
    if (settled.value.reason === 'stopped' || area === undefined) return;
    const measured = { ...results, evaluation: { ...results.evaluation, untrained: { auroc: area } } };
    if (evaluation.store.getState().results === results) evaluation.store.setState({ results: measured });
    replace(results, measured);
  }

  return {
    store,
    estimatedMs: timeEvaluations(evaluation, now),
    async measure() {
      const { results, status } = evaluation.store.getState();
      const isBusy = isTraining(training.store.getState()) || status === 'running' || isRunning();
      if (isBusy || results === undefined || !hasUntrained(results, training.store.getState())) return;
      store.setState({ ...initial, status: 'running', total: results.evaluation.items.length });
      await measure(results);
    },
    stop() {
      if (isRunning()) lab.stop().catch(() => undefined);
    },
  };
}

export interface UntrainedState {
  readonly status: 'idle' | 'running' | 'failed';
  /** Test images scored. */
  readonly done: number;
  readonly total: number;
  readonly problem: EvaluationProblem | undefined;
}

export interface UntrainedStage {
  readonly store: StoreApi<UntrainedState>;
  /** What it will take, by the evaluation before; `undefined` if none ended during this visit. */
  readonly estimatedMs: () => number | undefined;
  /** Of the results that are shown. Does nothing while the lab trains or evaluates. */
  readonly measure: () => Promise<void>;
  readonly stop: () => void;
}
