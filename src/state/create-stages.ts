/** All stages, wired to each other, to the workers and to the address. Everything from outside comes in as an argument. */
import type { BackgroundClients, Clients } from '../worker/bridge/client.ts';
import type { OfflineClient } from '../worker/bridge/client-offline.ts';
import { parseAddress } from './frame/address.ts';
import { evaluationIn } from '../core/run/journal.ts';
import { createCostStage } from './training/cost.ts';
import { createDatasetStage } from './dataset/dataset.ts';
import { createEvaluationStage } from './evaluation/evaluation.ts';
import { createExperimentStage } from './experiment/experiment.ts';
import { createUntrainedStage } from './evaluation/untrained.ts';
import { createPseudoComparisonStage } from './evaluation/pseudo-comparison.ts';
import { createStressStage } from './evaluation/stress.ts';
import { openAddress, writeAddress } from './frame/follow-address.ts';
import { createFrameStage } from './frame/frame.ts';
import { createInspectStage } from './inspect/inspect.ts';
import { createKeptRunStage } from './training/kept-run.ts';
import { createLearnStage } from './learn/learn.ts';
import { createLiveStage } from './live/live-stage.ts';
import { parseLessonLink, withheldKnobs } from './learn/lesson-link.ts';
import { followNetwork, type NetworkAtHand } from './weights/current-network.ts';
import { createOfflineStage } from './frame/offline.ts';
import { createPreferencesStage, type Memory } from './frame/preferences.ts';
import { type ReplayStage, createReplayStage, withoutReplay } from './replay/replay.ts';
import { createBesideStage } from './runs/beside.ts';
import { createBenchmarkStage } from './runs/benchmark/benchmark.ts';
import type { BenchmarkArchive } from './runs/benchmark/benchmark-stage.ts';
import { createRepeatStage } from './runs/repeat.ts';
import type { TransferOptions } from './runs/run-zip/carry.ts';
import type { NetworkOptions } from './runs/run-zip/use-network.ts';
import { type RunArchive, type RunsHandle, createRunsStage } from './runs/runs.ts';
import type { LabClient } from '../worker/bridge/client-lab.ts';
import type { Stages } from './stages.ts';
import { type Disk, createStorageStage } from './storage/storage.ts';
import { createStudioStage, type Later } from './studio/studio.ts';
import { createTrainingStage } from './training/training.ts';
import type { TransferStage } from './runs/transfer-stage.ts';
import { createTransferStage } from './runs/transfer.ts';
import { createWeightsStage } from './weights/weights.ts';
import { isAtWork } from './training/work.ts';

export interface Surroundings {
  readonly clients: Clients;
  /** Threads of their own for a benchmark. */
  readonly background: () => BackgroundClients;
  /** None in development. */
  readonly offlineClient?: OfflineClient | undefined;
  readonly memory: Memory;
  /** Of this tab: others may have other images open. */
  readonly tabMemory: Memory;
  /** Language that the link asks for, `?lang=ja`. */
  readonly askedLanguage?: string | undefined;
  /** The browser's language tags, the most wanted first. */
  readonly languages: readonly string[];
  /** The address's part from `?` to `#`: what a teacher's link asks for. */
  readonly search?: string;
  /** The address's hash, `#/stage?query`; kept up to date by `showHash`. */
  readonly hash: string;
  readonly showHash: (hash: string) => void;
  /** Calls back with each hash that the user brings in, not with those shown. */
  readonly onHash?: (listener: (hash: string) => void) => void;
  readonly later: Later;
  readonly disk: Disk;
  /** Whether the browser takes the address for secure; missing: it does. */
  readonly isSecure?: boolean;
  readonly archive: RunArchive;
  readonly benchmarkArchive: BenchmarkArchive;
  /** The zip of the recorded run that comes with the page. */
  readonly fetchShipped: () => Promise<Blob>;
  /** Milliseconds since 1970. */
  readonly today: () => number;
  /** Name and version of the app, as results name it. */
  readonly app: string;
}

type LabStages = Omit<
  Stages,
  'dataset' | 'storage' | 'experiment' | 'studio' | 'preferences' | 'offline' | 'learn' | 'frame'
>;

/** A run that plays takes the view along from training to evaluation. */
function createReplay(
  { archive, later, fetchShipped }: Surroundings,
  stages: Pick<Stages, 'runs' | 'dataset' | 'training' | 'evaluation' | 'preferences'>,
): ReplayStage {
  const { preferences } = stages;
  const onEvaluation = () => {
    if (preferences.store.getState().stage === 'train') preferences.openStage('evaluate');
  };
  return createReplayStage({ ...stages, archive, later, fetchShipped, onEvaluation });
}

/** Runs as files; the network of one may become the current one. */
function createTransfer(
  { archive, today }: Surroundings,
  { isAtHand, made }: NetworkAtHand,
  stages: Pick<TransferOptions, 'runs' | 'weights'> & Omit<NetworkOptions, 'archive' | 'made'>,
): TransferStage {
  const network: NetworkOptions = { ...stages, archive, made };
  return createTransferStage({ ...stages, archive, today, isAtHand, network });
}

interface AfterEvaluation
  extends Pick<Stages, 'training' | 'evaluation' | 'preferences'>, Pick<Surroundings, 'later'> {
  readonly lab: LabClient;
}

/** What is asked of an evaluation once it is there. */
function createAfterEvaluation(
  { preferences, later, ...stages }: AfterEvaluation,
  runs: Pick<RunsHandle, 'replace'>,
): Pick<Stages, 'pseudoComparison' | 'untrained' | 'stress'> {
  const { lab, evaluation } = stages;
  return {
    pseudoComparison: createPseudoComparisonStage(stages),
    untrained: createUntrainedStage({
      ...stages,
      now: () => performance.now(),
      replace: runs.replace,
    }),
    stress: createStressStage({
      ...{ lab, evaluation, later },
      onLeave: (listener) => {
        preferences.store.subscribe(({ stage }) => {
          if (stage !== 'evaluate') listener();
        });
      },
    }),
  };
}

/** The lab's stages share one thread, which takes their work in turn. */
function createLabStages(
  surroundings: Surroundings,
  { dataset, experiment, preferences }: Pick<Stages, 'dataset' | 'experiment' | 'preferences'>,
): LabStages {
  const { clients, app, today, archive, later } = surroundings;
  const network = followNetwork(clients.lab);
  const { lab } = network;
  const runs = createRunsStage({ archive, today, later });
  void runs.load();
  const shared = { lab, dataset, experiment };
  const training = createTrainingStage(shared);
  const cost = createCostStage({
    ...{ lab, experiment, training, later, today },
    isBusy: () => isBusy() || live.store.getState().status === 'working',
  });
  const inspect = createInspectStage({ ...shared, data: clients.data, training });
  const evaluation = createEvaluationStage({
    ...shared,
    training,
    app,
    askedRate: () => inspect.store.getState().falseAlarmRate,
    keep: async (results) => {
      const events = await lab.journal().catch(() => []); // a thread that has died took them along
      const isTrained = results.training.steps > 0;
      const id = runs.add(results, isTrained ? events : evaluationIn(events));
      if (isTrained) network.made(id);
    },
  });
  const { pseudoComparison, untrained, stress } = createAfterEvaluation(
    { lab, training, evaluation, later, preferences },
    runs,
  );
  const works = { dataset, training, cost, evaluation, pseudoComparison, untrained, stress, inspect };
  const isBusy = () => isAtWork(works);
  const onWork = (listener: () => void) => {
    for (const { store } of Object.values(works)) store.subscribe(listener);
  };
  const live = createLiveStage({
    ...shared,
    later,
    isBusy,
    onWork,
  });
  const benchmark = createBenchmarkStage({
    ...{ app, today, runs, isBusy, onWork },
    background: surroundings.background,
    archive: surroundings.benchmarkArchive,
  });
  const weights = createWeightsStage({ lab, experiment });
  const replay = createReplay(surroundings, { runs, dataset, training, evaluation, preferences });
  const onLab = { ...shared, training, leaveReplay: replay.leave };
  const keptRun = createKeptRunStage({ ...onLab, data: clients.data, later });
  const transfer = createTransfer(surroundings, network, { ...onLab, runs, weights });
  const own = {
    training,
    keptRun,
    cost,
    evaluation,
    pseudoComparison,
    untrained,
    stress,
    inspect,
    live,
    weights,
  };
  const all = { ...own, runs, replay, transfer };
  const stages = withoutReplay(all, replay);
  const beside = createBesideStage(archive);
  return {
    ...stages,
    benchmark,
    beside,
    repeat: createRepeatStage({ ...stages, dataset, experiment, today }),
  };
}

export function createStages(surroundings: Surroundings): Stages {
  const { clients, memory, tabMemory, disk, askedLanguage, languages, hash, showHash, onHash, later, today } =
    surroundings;
  const { stage, query } = parseAddress(hash);
  const preferences = createPreferencesStage({ memory, askedLanguage, languages, stage });
  const lessonLink = parseLessonLink(surroundings.search ?? '');
  const withheld = withheldKnobs(lessonLink);
  const learn = createLearnStage({ memory, link: lessonLink, withheld });
  const experiment = createExperimentStage({ query, entropy: today, withheld });
  const dataset = createDatasetStage(clients.data, tabMemory, clients.lab);
  const storage = createStorageStage({ data: clients.data, dataset, disk, later });
  const studio = createStudioStage({ studio: clients.studio, dataset, experiment, later });
  const labStages = createLabStages(surroundings, { dataset, experiment, preferences });

  const isBusy = () => isAtWork({ dataset, ...labStages });
  const offline = createOfflineStage({ client: surroundings.offlineClient, isBusy });

  const followed = { preferences, experiment, dataset };
  writeAddress(followed, showHash, later);
  onHash?.((next) => {
    openAddress(followed, next);
  });

  const lookAtDevice = () => {
    if (preferences.store.getState().stage === 'train') void labStages.training.inspectDevice();
  };
  preferences.store.subscribe(lookAtDevice);
  lookAtDevice();
  return {
    dataset,
    storage,
    experiment,
    studio,
    ...labStages,
    preferences,
    offline,
    learn,
    frame: createFrameStage(memory, surroundings.isSecure ?? true),
  };
}
