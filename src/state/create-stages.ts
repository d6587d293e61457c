/** All stages, wired to each other, to the workers and to the link. Everything from outside comes in as an argument. */
import type { Dataset } from '../core/dataset/dataset.ts';
import type { Clients } from '../worker/client.ts';
import { createDatasetStage } from './dataset.ts';
import { createEvaluationStage } from './evaluation.ts';
import { createExperimentStage } from './experiment.ts';
import { createPreferencesStage, type Memory } from './preferences.ts';
import { createRunsStage } from './runs.ts';
import type { Stages } from './stages.ts';
import { createStudioStage, type StudioOptions } from './studio.ts';
import { createTrainingStage } from './training.ts';

export interface Surroundings {
  readonly clients: Clients;
  readonly memory: Memory;
  readonly languages: readonly string[];
  /** The link's hash, `#/stage?query`; kept up to date by `showHash`. */
  readonly hash: string;
  readonly showHash: (hash: string) => void;
  readonly later: StudioOptions['later'];
  /** Milliseconds since 1970. */
  readonly today: () => number;
  /** Name and version of the app, as results name it. */
  readonly app: string;
}

/** Rest after the last change before the link follows. */
const linkRestMs = 300;

/** `#/tune?v=1&rot=5..20` in its two parts. */
export function splitHash(hash: string): { stage: string; query: string } {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  return { stage: path, query };
}

/** Keeps the link in step with the stage in view and the knobs. */
function followLink({ preferences, experiment }: Stages, { showHash, later }: Surroundings): void {
  let callOff: () => void = () => undefined;
  const follow = () => {
    callOff();
    callOff = later(() => {
      showHash(`#/${preferences.store.getState().stage}?${experiment.link()}`);
    }, linkRestMs);
  };
  preferences.store.subscribe(follow);
  experiment.store.subscribe(follow);
}

export function createStages(surroundings: Surroundings): Stages {
  const { clients, memory, languages, hash, later, today, app } = surroundings;
  const { stage, query } = splitHash(hash);
  const preferences = createPreferencesStage({ memory, languages, stage });
  const experiment = createExperimentStage({ query, entropy: today });
  const dataset = createDatasetStage(clients.data);
  const studio = createStudioStage({ studio: clients.studio, dataset, experiment, later });
  const runs = createRunsStage(today);
  let trainedOn: Dataset | undefined;
  const training = createTrainingStage({
    lab: clients.lab,
    dataset,
    experiment,
    onStart: (used) => {
      trainedOn = used;
    },
  });
  const evaluation = createEvaluationStage({
    lab: clients.lab,
    experiment,
    training,
    trainedOn: () => trainedOn,
    app,
    keep: runs.add,
  });
  preferences.store.subscribe(({ stage: shown }) => {
    if (shown === 'train') void training.inspectDevice();
  });
  if (preferences.store.getState().stage === 'train') void training.inspectDevice();
  const stages = { dataset, experiment, studio, training, evaluation, runs, preferences };
  followLink(stages, surroundings);
  return stages;
}
