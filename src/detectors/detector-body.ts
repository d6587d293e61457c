/** What the lab knows of a detector: network, objective, training and scoring. The page knows its face. */
import type { DatasetItem } from '../core/dataset/dataset.ts';
import type { Experiment } from '../core/experiment/experiment.ts';
import type { FrozenBackbone } from '../engine/backbone/backbone.ts';
import type { Method } from '../engine/evaluation/method.ts';
import type { Network } from '../engine/networks/network.ts';
import type { Values } from '../engine/networks/parameters.ts';
import type { TrainingRecipe } from '../engine/training/recipe.ts';
import type { FirstValues, Learner, Trainer } from '../engine/training/trainer.ts';
import type { LiveSession, LiveSource } from './live.ts';

export interface MethodInput {
  readonly experiment: Experiment;
  /** The network, trained or not, that images are seen with. */
  readonly trainer: Trainer;
  /** All of the dataset; a method may learn from its training images only. */
  readonly items: readonly DatasetItem[];
  /** The pretrained network that ships with the page. Rejects with an `EngineError` if it is missing or damaged. */
  readonly frozen: () => Promise<FrozenBackbone>;
}

export interface DetectorBody {
  /** Its network, and what it minimises. */
  learner(experiment: Experiment): Learner;
  /** First values of a network that holds the pretrained one of the page; `undefined`, or left out, where all are drawn. */
  readonly firstValues?: (
    experiment: Experiment,
    trunk: () => Promise<Values>,
  ) => Promise<FirstValues | undefined>;
  /** How it is trained; `undefined` for a detector that is not. */
  readonly recipe?: (experiment: Experiment) => TrainingRecipe;
  /** Whether it can score with a network that another detector trained; none can where this is left out. */
  readonly canUse?: (network: Network) => boolean;
  /** Answers while knobs move; left out by a detector that learns for longer than one waits. */
  readonly openLive?: (source: LiveSource) => LiveSession;
  /** Test images that it learns from, and which are then no tests; none where this is left out. @throws Refusal if there are too few. */
  readonly knownAnomalies?: (experiment: Experiment, items: readonly DatasetItem[]) => readonly DatasetItem[];
  /** How it scores images. */
  createMethod(input: MethodInput): Promise<Method<unknown>>;
}
