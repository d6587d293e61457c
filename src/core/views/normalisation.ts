/** How pixels become the network's input: (x - mean) / deviation of x in [0, 1], for red, green and blue. */
import type { Experiment } from '../experiment/experiment.ts';

export interface Normalisation {
  readonly mean: readonly [red: number, green: number, blue: number];
  readonly deviation: readonly [red: number, green: number, blue: number];
}

/** What torchvision's and timm's weights were trained on. */
const imageNet: Normalisation = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] };

/** Leaves values as they are, in [0, 1]. */
export const asPictures: Normalisation = { mean: [0, 0, 0], deviation: [1, 1, 1] };

export const plainNormalisation: Normalisation = { mean: [0.5, 0.5, 0.5], deviation: [0.25, 0.25, 0.25] };

/** A network that starts from a file sees what the file's network saw: as ImageNet is seen, where the file does not say. */
export function normalisationOf({ start }: Pick<Experiment, 'start'>): Normalisation {
  return start === 'file' ? imageNet : plainNormalisation;
}
