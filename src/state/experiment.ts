/** The experiment: one valid value a knob, whatever comes in. */
import { createStore } from 'zustand/vanilla';
import { defaultExperiment, knobs, type Experiment, type KnobName } from '../core/experiment/experiment.ts';
import { parseExperiment, type ParsedExperiment } from '../core/experiment/parse.ts';
import { createRandom } from '../core/random.ts';
import { decodeLink, encodeLink } from './link.ts';
import type { ExperimentStage, ExperimentState } from './stages.ts';

export interface ExperimentOptions {
  /** Query part of the link the page was opened with. */
  readonly query: string;
  /** A number that differs from visit to visit, for `New seed`. */
  readonly entropy: () => number;
}

export interface ExperimentHandle extends ExperimentStage {
  /** Takes over what another link says; what had to be repaired is told. */
  openLink(query: string): void;
}

/** The changed knobs alone, clamped and on their grids. */
function clean(changes: Partial<Experiment>): Partial<Experiment> {
  const { experiment } = parseExperiment(changes);
  const names = Object.keys(changes) as KnobName[];
  return Object.fromEntries(names.map((name) => [name, experiment[name]]));
}

/** Any seed but the one at hand, each as likely. */
function anotherSeed(seed: number, entropy: number): number {
  const drawn = createRandom(entropy).integer(knobs.seed.max);
  return drawn < seed ? drawn : drawn + 1;
}

export function createExperimentStage({ query, entropy }: ExperimentOptions): ExperimentHandle {
  const toState = ({ experiment, repairs }: ParsedExperiment): ExperimentState => ({ experiment, repairs });
  const store = createStore<ExperimentState>(() => toState(decodeLink(query)));
  const apply = (changes: Partial<Experiment>) => {
    store.setState(({ experiment }) => ({ experiment: { ...experiment, ...clean(changes) } }));
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
      const { experiment } = store.getState();
      apply({ seed: anotherSeed(experiment.seed, entropy()) });
    },
    dismissRepairs: () => {
      store.setState({ repairs: [] });
    },
    link: () => encodeLink(store.getState().experiment),
    openLink: (next) => {
      store.setState(toState(decodeLink(next)));
    },
  };
}
