/** What a step minimises: recorded behind the forward pass on the device, or on tfjs if there is no WebGPU. */
import type * as tf from '@tensorflow/tfjs';
import type { Named } from '../networks/network.ts';
import type { Recorder } from './recorder.ts';
import type { Value } from './value.ts';

/** Numbers that a step is given beside its pictures: classes, masks, labels. */
export interface Target {
  readonly shape: readonly number[];
  /** Whole numbers reach kernels as `u32`. */
  readonly data: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;
}

export interface ObjectiveInputs {
  /** The network's outputs by name. */
  readonly outputs: Named<Value>;
  readonly targets: Named<Value>;
  /** As `stepSettings` fills it: the learning rate first, the number of the update, from 1, last. */
  readonly settings: Value; // [4]
}

export interface RecordedObjective {
  /** The loss, and what else is reported of the step. */
  readonly numbers: Value; // [1 + series]
  /** Gradients of the loss, one for each output that it depends on. */
  readonly gradients: readonly (readonly [output: Value, gradient: Value])[];
}

export interface ReferenceInputs {
  readonly outputs: Named<tf.Tensor>;
  readonly targets: Named<Target>;
  /** A frozen weight by its name. */
  readonly weight: (name: string) => tf.Tensor;
  /** Number of the update, from 1. */
  readonly update: number;
}

export interface ReferenceStep {
  readonly loss: tf.Scalar;
  /** The loss first, then the series. */
  readonly numbers: tf.Tensor1D; // [1 + series]
  /** New values of frozen weights by name, which the objective itself moves. */
  readonly moved?: Named<tf.Tensor>;
}

/** Runs inside of a tidy, and is differentiated by tfjs. */
export type ReferenceObjective = (inputs: ReferenceInputs) => ReferenceStep;

export interface Objective {
  /** Names of the numbers behind the loss. */
  readonly series: readonly string[];
  /** Records the loss and its gradients; it may write frozen weights, which no optimiser touches. */
  record(recorder: Recorder, inputs: ObjectiveInputs): RecordedObjective;
  /** The same on tfjs, which is loaded only here. */
  loadReference(): Promise<ReferenceObjective>;
}
