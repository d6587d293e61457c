/** The experiment: one value a knob, kept in step with the link. */
import { createStore } from 'zustand/vanilla';
import { defaultExperiment, type Experiment } from '../core/experiment/experiment.ts';
import { knobs } from '../core/experiment/experiment.ts';
import { createRandom } from '../core/random.ts';
import { decodeLink, encodeLink } from './link.ts';
import type { ExperimentStage, ExperimentState } from './stages.ts';

export interface ExperimentOptions {
  /** Query part of the link the page was opened with. */
  readonly query: string;
  /** A number that differs from visit to visit, for `New seed`. */
  readonly entropy: () => number;
}

export function createExperimentStage({ query, entropy }: ExperimentOptions): ExperimentStage {
  const parsed = decodeLink(query);
  const store = createStore<ExperimentState>(() => ({
    experiment: parsed.experiment,
    repairs: parsed.repairs,
  }));
  const apply = (changes: Partial<Experiment>) => {
    store.setState(({ experiment }) => ({ experiment: { ...experiment, ...changes } }));
  };
  return {
    store,
    set: (name, value) => {
      apply({ [name]: value });
    },
    apply,
    reset: () => {
      store.setState({ experiment: defaultExperiment });
    },
    newSeed: () => {
      apply({ seed: createRandom(entropy()).integer(knobs.seed.max + 1) });
    },
    dismissRepairs: () => {
      store.setState({ repairs: [] });
    },
    link: () => encodeLink(store.getState().experiment),
  };
}
