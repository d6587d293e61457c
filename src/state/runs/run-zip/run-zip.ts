/** What a zip of runs holds, and how much of it is read. */
import type { KeptRun } from '../../../core/run/file/run-file.ts';
import type { RunEvent } from '../../../core/run/file/event-shapes.ts';

/** The files of one run. Those of several runs lie in a folder for each. */
export const runFiles = {
  run: 'run.json',
  events: 'events.ndjson',
  scores: 'scores.csv',
  figures: 'figures.csv',
  weights: 'weights.safetensors',
  report: 'README.md',
  script: 'reproduce.py',
} as const;

const mebibyte = 2 ** 20;

/** Most bytes of a file once it is unpacked, so that a small zip cannot fill the memory. */
export const mostBytes = {
  run: 32 * mebibyte,
  events: 128 * mebibyte,
  weights: 256 * mebibyte,
} as const;

/** Most bytes that all runs of one zip may have together: a class of thirty has some 100 MiB. */
export const mostExpanded = 768 * mebibyte;

/** Unpacked over packed bytes of one file. Events are text, and stay below 30; up to `ratioFromBytes` it does not matter. */
export const mostRatio = 200;
export const ratioFromBytes = 8 * mebibyte;

/** Lines of `events.ndjson`, empty ones too, and characters of one. */
export const mostLines = 1_000_000;
export const mostLineLength = 32 * mebibyte;

/** Most entries that a zip may list. */
export const mostEntries = 20_000;

export interface CarriedRun {
  readonly run: KeptRun;
  readonly events: readonly RunEvent[];
  /** Name of the weights' file in the zip, where it holds them. */
  readonly weightsEntry?: string;
}

/** Where in a zip the weights of a run are; read only when they are asked for. */
export interface WeightsPlace {
  readonly zip: Blob;
  /** Name of the file in it. */
  readonly entry: string;
}
