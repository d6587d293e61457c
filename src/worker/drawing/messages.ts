/** What crosses between the thread that trains and those that draw its batches. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import type { Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import type { StepBatch } from '../../engine/training/step-batch.ts';
import type { WantedImages } from '../bridge/contract-data.ts';

/** A run whose batches are to be drawn. */
export interface DrawingOrder {
  readonly experiment: Experiment;
  /** All normal images, of `experiment.imageSize`; or where they are stored. */
  readonly images:
    | { readonly kind: 'held'; readonly pixels: readonly RgbImage[] }
    | { readonly kind: 'stored'; readonly wanted: WantedImages; readonly cacheBytes: number };
}

/** `open` comes first, and once. */
export type DrawingRequest =
  { readonly type: 'open'; readonly order: DrawingOrder } | { readonly type: 'draw'; readonly step: number };

/** One for each request, in their order. */
export type DrawingAnswer =
  | { readonly type: 'opened' }
  | { readonly type: 'drawn'; readonly outcome: Result<StepBatch, RunProblem> }
  | { readonly type: 'failed'; readonly detail: string };

/** One end of what messages pass through: a browser's thread or Node's. */
export interface DrawingPort<Sent, Heard> {
  post(message: Sent, transfer: ArrayBuffer[]): void;
  listen(hear: (message: Heard) => void): void;
}

/** The drawing thread as the one that started it sees it. */
export interface DrawingThread extends DrawingPort<DrawingRequest, DrawingAnswer> {
  /** Called if it could not be loaded, or threw. */
  onDeath(tell: (detail: string) => void): void;
  terminate(): void;
}
