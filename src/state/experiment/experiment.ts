/** The experiment: one valid value a knob, whatever comes in. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  defaultExperiment,
  knobNames,
  knobs,
  type Experiment,
  type KnobName,
} from '../../core/experiment/experiment.ts';
import { parseExperiment, type ParsedExperiment, type KnobRepair } from '../../core/experiment/parse.ts';
import { createRandom } from '../../core/random.ts';
import { emptyHistory, redo, remember, undo, type History } from './history.ts';
import { decodeLink, encodeLink, isSameValue } from './link.ts';

export interface ExperimentOptions {
  /** Query part of the link the page was opened with. */
  readonly query: string;
  /** Milliseconds that differ from visit to visit: for `New seed`, and to tell one movement from the next. */
  readonly entropy: () => number;
  /** Knobs that a teacher's link takes out of the user's hands; only another link changes them. */
  readonly withheld?: ReadonlySet<KnobName>;
}

export interface ExperimentHandle extends ExperimentStage {
  /** Takes over what another link says; what had to be repaired is reported. */
  openLink(query: string): void;
}

/** The changed knobs alone, clamped and on their grids. */
function clean(changes: Partial<Experiment>): Partial<Experiment> {
  const { experiment } = parseExperiment(changes);
  const names = Object.keys(changes) as KnobName[];
  return Object.fromEntries(names.map((name) => [name, experiment[name]]));
}

function withoutWithheld(
  changes: Partial<Experiment>,
  withheld: ReadonlySet<KnobName> | undefined,
): Partial<Experiment> {
  const entries = Object.entries(changes);
  return Object.fromEntries(entries.filter(([name]) => withheld?.has(name as KnobName) !== true));
}

/** Any seed but the current one, each as likely. */
function anotherSeed(seed: number, entropy: number): number {
  const drawn = createRandom(entropy).integer(knobs.seed.max);
  return drawn < seed ? drawn : drawn + 1;
}

function isSame(a: Experiment, b: Experiment): boolean {
  return knobNames.every((name) => isSameValue(a[name], b[name]));
}

export function createExperimentStage({ query, entropy, withheld }: ExperimentOptions): ExperimentHandle {
  const toState = ({ experiment, repairs }: ParsedExperiment): ExperimentState => ({
    experiment,
    repairs,
    history: emptyHistory,
  });
  const store = createStore<ExperimentState>(() => toState(decodeLink(query)));

  /** Replaces the experiment by a change that can be undone. */
  function change(experiment: Experiment, changed: string): void {
    const { experiment: before, history } = store.getState();
    if (isSame(before, experiment)) return;
    store.setState({ experiment, history: remember(history, before, changed, entropy()) });
  }

  const apply = (asked: Partial<Experiment>) => {
    const changes = withoutWithheld(asked, withheld);
    change({ ...store.getState().experiment, ...clean(changes) }, Object.keys(changes).join());
  };
  const move = (way: typeof undo) => {
    const { history, experiment } = store.getState();
    const moved = way(history, experiment);
    if (moved !== undefined) store.setState(moved);
  };
  return {
    store,
    set: (name, value) => {
      apply({ [name]: value });
    },
    apply,
    reset: () => {
      change({ ...store.getState().experiment, ...withoutWithheld(defaultExperiment, withheld) }, 'all');
    },
    newSeed: () => {
      const { experiment } = store.getState();
      apply({ seed: anotherSeed(experiment.seed, entropy()) });
    },
    undo: () => {
      move(undo);
    },
    redo: () => {
      move(redo);
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

export interface ExperimentState {
  readonly experiment: Experiment;
  /** Values of the link that were repaired, for one message; emptied when dismissed. */
  readonly repairs: readonly KnobRepair[];
  readonly history: History;
}

export interface ExperimentStage {
  readonly store: StoreApi<ExperimentState>;
  readonly set: <Name extends KnobName>(name: Name, value: Experiment[Name]) => void;
  readonly apply: (changes: Partial<Experiment>) => void;
  readonly reset: () => void;
  readonly newSeed: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly dismissRepairs: () => void;
  /** The query part of a link that gives the same pixels. */
  readonly link: () => string;
}
