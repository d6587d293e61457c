/**
 * What each stage of the pipeline offers the view: a vanilla store to read, and the actions that change it.
 * The view reads stores and calls actions; it never sees a worker.
 */
import type { CostStage } from './cost-stage.ts';
import type { DatasetStage } from './dataset-stage.ts';
import type { EvaluationStage } from './evaluation-stage.ts';
import type { ExperimentStage } from './experiment-stage.ts';
import type { FakesStage } from './fakes-stage.ts';
import type { FrameStage } from './frame-stage.ts';
import type { KeptRunStage } from './kept-run-stage.ts';
import type { LearnStage } from './learn-stage.ts';
import type { OfflineStage } from './offline.ts';
import type { PreferencesStage } from './preferences-stage.ts';
import type { ReplayStage } from './replay-stage.ts';
import type { RepeatStage } from './repeat-stage.ts';
import type { RunsStage } from './runs-stage.ts';
import type { StorageStage } from './storage-stage.ts';
import type { StudioStage } from './studio-stage.ts';
import type { TrainingStage } from './training-stage.ts';
import type { TransferStage } from './transfer-stage.ts';
import type { WeightsStage } from './weights-stage.ts';

/** What the view needs of the workers' words, so that it need not know the workers. */
export type {
  CandidateDetail,
  FileProblem,
  Gallery,
  ImportProblem,
  ImportProgress,
  KeptRun,
  LabEvent,
  Rival,
  SampleName,
  SourceFile,
  StoredDataset,
} from '../worker/contract.ts';

export type * from './stage-name.ts';
export type * from './dataset-stage.ts';
export type * from './experiment-stage.ts';
export type * from './studio-stage.ts';
export type * from './training-stage.ts';
export type * from './evaluation-stage.ts';
export type * from './weights-stage.ts';
export type * from './preferences-stage.ts';

/** Everything the view is given. */
export interface Stages {
  readonly dataset: DatasetStage;
  readonly storage: StorageStage;
  readonly experiment: ExperimentStage;
  readonly studio: StudioStage;
  readonly training: TrainingStage;
  readonly keptRun: KeptRunStage;
  readonly cost: CostStage;
  readonly evaluation: EvaluationStage;
  readonly fakes: FakesStage;
  readonly weights: WeightsStage;
  readonly runs: RunsStage;
  readonly replay: ReplayStage;
  readonly transfer: TransferStage;
  readonly repeat: RepeatStage;
  readonly preferences: PreferencesStage;
  readonly offline: OfflineStage;
  readonly learn: LearnStage;
  readonly frame: FrameStage;
}
