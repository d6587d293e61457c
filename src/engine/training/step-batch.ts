/** What one step of training takes: pictures by the names of the network's inputs, and targets by name. */
import type { Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { createPackedImages, type PackedImages } from '../../core/views/packed.ts';
import type { View } from '../../core/views/render.ts';
import { plainView } from '../../core/views/view.ts';
import type { Named } from '../networks/network.ts';
import type { Target } from '../program/objective.ts';
import type { StepShape } from '../program/training-plan.ts';

/** Pictures, and how each row of an input shows one of them. */
export interface PictureInput {
  readonly pictures: PackedImages;
  readonly views: readonly View[];
}

export interface StepBatch {
  readonly inputs: Named<PictureInput>;
  readonly targets: Named<Target>;
}

export interface BatchSource<Batch extends StepBatch = StepBatch> {
  /** The batch of one step; the same step always gives the same batch. Its arrays are its own: they may be handed to another thread. */
  draw(step: number): Result<Batch, RunProblem>;
}

/** Rows of all inputs. */
export function viewsIn({ inputs }: StepBatch): number {
  return Object.values(inputs).reduce((sum, { views }) => sum + views.length, 0);
}

/** What a program for such a step is planned from. */
export function shapeOfStep({ inputs, targets }: StepBatch): StepShape {
  const inputShapes = Object.entries(inputs).map(([name, { pictures, views }]) => [
    name,
    { pictures: pictures.count, views: views.length, side: pictures.side },
  ]);
  const targetShapes = Object.entries(targets).map(([name, { shape }]) => [name, shape]);
  return {
    inputs: Object.fromEntries(inputShapes) as StepShape['inputs'],
    targets: Object.fromEntries(targetShapes) as StepShape['targets'],
  };
}

/** An input whose pixels are no picture's, to measure the cost of a step: time does not depend on them. */
export function sampleInput(pictures: number, sources: readonly number[], side: number): PictureInput {
  const packed = createPackedImages(pictures, side);
  packed.data.forEach((_, i) => (packed.data[i] = (i * 97) % 251));
  return { pictures: packed, views: sources.map((source) => ({ source, parameters: plainView })) };
}
