/** What earlier versions wrote, in the form of this one. They knew one detector, the contrastive one, on a ResNet18. */
import { firstDetector, parseExperiment, settingsBeforeWeights } from '../../experiment/parse.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { StepEvent } from '../events.ts';
import type { RunResults } from '../results.ts';

/** Version 1: what the detector measures stood beside the loss. */
export type EarlierStep = Omit<StepEvent, 'numbers'> & {
  readonly positiveSimilarity: number;
  readonly negativeSimilarity: number;
  readonly alignment: number;
  readonly uniformity: number;
};

export function currentStep(step: StepEvent | EarlierStep): StepEvent {
  if ('numbers' in step) return step;
  const { positiveSimilarity, negativeSimilarity, alignment, uniformity, ...rest } = step;
  return { ...rest, numbers: { positiveSimilarity, negativeSimilarity, alignment, uniformity } };
}

/** Settings with every knob of this version. */
export function currentExperiment(settings: Partial<Experiment>): Experiment {
  return parseExperiment(settingsBeforeWeights(firstDetector(settings))).experiment;
}

/** Of events that the browser kept; those of files are read by their shapes. */
export function currentEvent<Event extends { readonly type: string }>(event: Event): Event {
  if (event.type === 'step')
    return currentStep(event as unknown as StepEvent | EarlierStep) as unknown as Event;
  if (event.type !== 'started' || !('experiment' in event)) return event;
  return { ...event, experiment: currentExperiment(event.experiment as Partial<Experiment>) };
}

/** Version 1: no detector, and no threshold that was found without labels. */
export type EarlierResults = Omit<RunResults, 'version' | 'detector' | 'thresholds' | 'config'> & {
  readonly version: 1;
  readonly config: Partial<Experiment>;
};

/** Version 2: fewer figures, all of which version 3 may lack too, and no threshold that was found without labels. */
export type SecondResults = Omit<RunResults, 'version'> & { readonly version: 2 | 3 };

export function currentResults(results: SecondResults | EarlierResults): RunResults {
  if (results.version !== 1) return { ...results, version: 3 };
  const { app, config, seed, dataset, device, training, evaluation } = results;
  return {
    version: 3,
    app,
    config: currentExperiment(config),
    seed,
    detector: { id: 'contrastive', backbone: 'resnet18' },
    dataset,
    device,
    training,
    thresholds: [],
    evaluation,
  };
}
