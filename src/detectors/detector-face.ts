/** What the page knows of a detector: words, scores, curves and needs. The lab knows its body. */
import type { DetectorName } from '../core/experiment/detectors.ts';
import type { Experiment } from '../core/experiment/experiment.ts';
import type { GeneratorName } from '../core/experiment/knob.ts';
import type { PublishedColumn } from '../core/run/published.ts';
import type { Text } from '../core/text.ts';

/** A score that one pass over the test images gives. */
export interface ScoreSpec {
  /** Its name in files; it never changes. */
  readonly name: string;
  readonly label: Text;
  /** One sentence: what it measures. */
  readonly meaning: Text;
  /** Whether it can say where in an image the anomaly is. */
  readonly hasMap: boolean;
}

/** Axes for some of the series. */
export interface ChartSpec {
  readonly label: Text;
  /** Ends of the vertical axis; they follow the values where this is left out. */
  readonly range?: readonly [low: number, high: number];
  /** Drawn only where the user asks for more curves. */
  readonly isExtra?: boolean;
  /** What its numbers say, where the labels do not. */
  readonly note?: Text;
}

/** A number of each training step beside the loss; it becomes a curve. */
export interface SeriesSpec {
  /** Its name in events; it never changes. */
  readonly name: string;
  readonly label: Text;
  /** Series with the same chart share it. */
  readonly chart: ChartSpec;
}

/** A row of a step's batch as it is shown. */
export interface BatchRow {
  readonly label: Text;
  readonly kind: 'normal' | 'pseudo';
}

/** Pictures that the network makes, as a probe shows them while it learns. */
export interface OutputRowSpec {
  /** Its name in events; it never changes. */
  readonly name: string;
  readonly label: Text;
  /** Whether they belong to the images that a probe shows; samples belong to none. True where it is left out. */
  readonly isOfImages?: boolean;
}

export interface DetectorFace {
  readonly id: DetectorName;
  readonly label: Text;
  /** One sentence. */
  readonly idea: Text;
  /** Key of docs/paper.md. */
  readonly source: string;
  readonly scores: readonly ScoreSpec[];
  /** Name of the score that counts: for the ROC curve, the threshold, the maps. */
  readonly chosenScore: (experiment: Experiment) => string;
  readonly series: readonly SeriesSpec[];
  /** What kind of network it trains; a ResNet18 where this is left out. */
  readonly network?: Text;
  /** The least value that its loss can have; 0 where this is left out. */
  readonly lossFloor?: (experiment: Experiment) => number;
  /** Rows, all of one length, of the views that a step is fed; left out by a detector that is not trained. */
  readonly batchRows?: readonly BatchRow[];
  /** Rows of pictures that its probe gives; left out by a detector that makes none. */
  readonly outputRows?: readonly OutputRowSpec[];
  readonly needs: {
    readonly training: boolean;
    readonly pseudoAnomalies: boolean;
    /** The one that makes its pseudo-anomalies, whatever the knob says. */
    readonly generator?: GeneratorName;
  };
  /** Its published numbers, for the table of runs. */
  readonly published: readonly PublishedColumn[];
}
