/**
 * What each stage of the pipeline offers the view: a vanilla store to read, and the actions that change it.
 * The view reads stores and calls actions; it never sees a worker.
 */
import type { CostStage } from './training/cost.ts';
import type { DatasetStage } from './dataset/dataset-stage.ts';
import type { EvaluationStage } from './evaluation/evaluation.ts';
import type { ExperimentStage } from './experiment/experiment.ts';
import type { PseudoComparisonStage } from './evaluation/pseudo-comparison.ts';
import type { StressStage } from './evaluation/stress.ts';
import type { FrameStage } from './frame/frame.ts';
import type { InspectStage } from './inspect/inspect-stage.ts';
import type { KeptRunStage } from './training/kept-run.ts';
import type { LearnStage } from './learn/learn.ts';
import type { LiveStage } from './live/live-stage.ts';
import type { OfflineStage } from './frame/offline.ts';
import type { PreferencesStage } from './frame/preferences.ts';
import type { ReplayStage } from './replay/replay.ts';
import type { BenchmarkStage } from './runs/benchmark/benchmark-stage.ts';
import type { BesideStage } from './runs/beside.ts';
import type { RepeatStage } from './runs/repeat.ts';
import type { RunsStage } from './runs/runs.ts';
import type { StorageStage } from './storage/storage.ts';
import type { StudioStage } from './studio/studio.ts';
import type { UntrainedStage } from './evaluation/untrained.ts';
import type { TrainingStage } from './training/training.ts';
import type { TransferStage } from './runs/transfer-stage.ts';
import type { WeightsStage } from './weights/weights.ts';

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
  readonly pseudoComparison: PseudoComparisonStage;
  readonly untrained: UntrainedStage;
  readonly stress: StressStage;
  readonly inspect: InspectStage;
  readonly live: LiveStage;
  readonly weights: WeightsStage;
  readonly runs: RunsStage;
  readonly replay: ReplayStage;
  readonly transfer: TransferStage;
  readonly repeat: RepeatStage;
  readonly benchmark: BenchmarkStage;
  readonly beside: BesideStage;
  readonly preferences: PreferencesStage;
  readonly offline: OfflineStage;
  readonly learn: LearnStage;
  readonly frame: FrameStage;
}
