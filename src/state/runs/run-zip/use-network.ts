/** The network of a run that came from a file becomes the current one; fetched when it is first asked for. */
import { summaryOf } from '../../../core/dataset/dataset.ts';
import type { TrainingEvent } from '../../../core/run/events.ts';
import type { DatasetSummary } from '../../../core/dataset/dataset.ts';
import type { RunEvent } from '../../../core/run/file/event-shapes.ts';
import type { LabClient } from '../../../worker/bridge/client-lab.ts';
import { isOfRun } from '../../../core/run/journal.ts';
import type { RunArchive, RunRecord } from '../runs.ts';
import type { DatasetStage } from '../../dataset/dataset-stage.ts';
import {
  type TrainingStage,
  type TrainingState,
  afterTrainingEvents,
  initialTraining,
  isTraining,
} from '../../training/training.ts';
import type { NetworkRefusal } from '../transfer-stage.ts';
import { readRunWeights } from './read-run-zip.ts';
import { runFiles, type WeightsPlace } from './run-zip.ts';

export interface NetworkOptions {
  readonly lab: Pick<LabClient, 'load' | 'openModel'>;
  readonly dataset: DatasetStage;
  readonly training: TrainingStage;
  readonly archive: Pick<RunArchive, 'events'>;
  /** Gives the panels back from a replay. */
  readonly leaveReplay: () => void;
  /** Called once the network of this run is the current one. */
  readonly made: (id: string) => void;
}

const isOfTraining = (event: RunEvent): event is TrainingEvent =>
  !['evaluation-started', 'bank', 'validated', 'scored', 'evaluated'].includes(event.type);

/** As after a training here, but on the current dataset. */
function trainedAs(
  { results }: RunRecord,
  events: readonly RunEvent[],
  dataset: DatasetSummary,
): TrainingState {
  const { config, device, training } = results;
  const { network = { kind: 'last' } } = training;
  return {
    ...afterTrainingEvents(initialTraining, events),
    status: 'done',
    experiment: config,
    total: config.steps,
    device,
    dataset,
    origin: results.dataset,
    network: network.kind,
    best: network.kind === 'best' ? { step: network.step, heldOutAuroc: network.heldOutAuroc } : undefined,
  };
}

/** `undefined` once it is the current network. @throws the signal's reason. */
export async function useNetwork(
  record: RunRecord,
  place: WeightsPlace,
  options: NetworkOptions,
  signal: AbortSignal,
): Promise<NetworkRefusal | undefined> {
  const { lab, archive, training, leaveReplay, made } = options;
  const { dataset } = options.dataset.store.getState();
  if (isTraining(training.store.getState())) return { of: 'work', problem: { kind: 'still-training' } };
  if (dataset === undefined || dataset.counts.train === 0)
    return { of: 'work', problem: { kind: 'no-normal-images' } };
  const told: readonly RunEvent[] = ((await archive.events(record.id)) ?? []).filter(isOfRun);
  const events = told.filter(isOfTraining);
  if (!events.some(({ type }) => type === 'step'))
    return { of: 'file', problem: { kind: 'missing', file: runFiles.events } };
  const weights = await readRunWeights(place, signal);
  if (!weights.ok) return { of: 'file', problem: weights.problem };
  leaveReplay();
  await lab.load(dataset);
  const opened = await lab.openModel(weights.value, record.results.config, events);
  if (!opened.ok) return { of: 'work', problem: opened.problem };
  if (!opened.value.ok) return { of: 'weights', problem: opened.value.problem };
  const state = trainedAs(record, events, summaryOf(dataset));
  training.store.setState({ ...state, device: opened.value.value });
  made(record.id);
  return undefined;
}
