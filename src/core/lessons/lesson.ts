/**
 * What a lesson is: data. A step says what to do, and tells from what can be seen of the app whether it was done.
 * In its texts `[[term]]` and `[[term|as written here]]` point into the glossary.
 */
import type { Experiment, KnobName } from '../experiment/experiment.ts';
import type { Text } from '../text.ts';

export type LessonStage = 'overview' | 'data' | 'tune' | 'train' | 'evaluate' | 'inspect' | 'runs';

/** Something to play with inside a lesson. */
export type FigureName = 'sphere' | 'draw-roc' | 'paired-categories' | 'leak';

/** What a figure reports what was done in it, since the step began. */
export type Act =
  /** Steps of the sphere with and without pushing apart, and whether its temperature was changed. */
  | 'sphere-steps'
  | 'sphere-steps-pull-only'
  | 'sphere-temperature'
  /** Points of the guessed ROC moved; the true one shown; its lowest false-positive rate and AUROC visited. */
  | 'roc-points'
  | 'roc-shown'
  | 'roc-low-alarms'
  | 'roc-chance'
  /** The paper's category that speaks loudest left out, signs of differences dealt, and whether the interval left zero. */
  | 'screw-left-out'
  | 'signs-dealt'
  | 'interval-leaves-zero'
  /** A statistic that separates alone was looked at; it was taken away; own images were measured. */
  | 'leak-found'
  | 'leak-closed'
  | 'leak-own-images';

/** What can be seen of Live. */
export interface LiveFacts {
  readonly isOn: boolean;
  /** Whether the answer shown is of the current setting. */
  readonly isAnswered: boolean;
  /** Settings answered. */
  readonly answers: number;
  /** Whether no setting of the trail tells held-out pseudo-anomalies better than the current one. */
  readonly isBestHeldOut: boolean;
}

/** What can be seen of the app. */
export interface Facts {
  readonly stage: LessonStage;
  /** Name of the images in use. */
  readonly dataset: string | undefined;
  readonly experiment: Experiment;
  /** The candidate looked at closely. */
  readonly chosen: { readonly draw: number; readonly isAccepted: boolean } | undefined;
  /** Share of the drawn candidates that the gate keeps. */
  readonly acceptedShare: number | undefined;
  readonly isTraining: boolean;
  readonly isTrained: boolean;
  readonly scoredImages: number;
  readonly live: LiveFacts;
  readonly acts: Readonly<Partial<Record<Act, number>>>;
}

/** What a step speaks of, where that is not the lesson's own figure: a setting, or a part of a stage. */
export type Shown =
  | { readonly knob: KnobName }
  | {
      readonly part:
        | 'samples'
        | 'contents'
        | 'gallery'
        | 'new-seed'
        | 'histogram'
        | 'live-switch'
        | 'live-result'
        | 'live-trail'
        | 'training'
        | 'evaluate'
        | 'history';
    };

export interface LessonStep {
  readonly text: Text;
  /** Brought into view and outlined while the step is under way. */
  readonly shows?: Shown;
  /** Where it is done; the lesson offers the way there. */
  readonly stage?: LessonStage;
  /** `start` is what could be seen when the step began. */
  readonly isDone: (now: Facts, start: Facts) => boolean;
}

export interface Lesson {
  readonly id: string;
  readonly title: Text;
  /** One sentence: what one knows afterwards. */
  readonly aim: Text;
  readonly figure?: FigureName;
  /** Knobs that its steps need; a teacher's link leaves these free. */
  readonly knobs: readonly KnobName[];
  readonly steps: readonly LessonStep[];
}

/** Whether an act was done at least `count` times, or reached `count`. */
export function did(act: Act, count = 1): LessonStep['isDone'] {
  return ({ acts }) => (acts[act] ?? 0) >= count;
}

export function isAt(stage: LessonStage): LessonStep['isDone'] {
  return (now) => now.stage === stage;
}
