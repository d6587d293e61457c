/** One training step on the device: a fixed list of kernel calls over fixed buffers, with the loss left to tfjs. */
import * as tf from '@tensorflow/tfjs';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { viewTable } from '../kernels/views.ts';
import { lossOf, stepNumbers } from '../losses/objective.ts';
import type { Network } from '../networks/network.ts';
import { compileProgram, type Program } from '../program/compile.ts';
import type { Layouts } from '../program/layouts.ts';
import { planTraining, type TrainingPlan } from '../program/training-plan.ts';
import type { Arenas } from '../program/storage.ts';
import { bytesOf, type Value } from '../program/value.ts';
import type { StepBatch } from './batch.ts';

/** A step for one number of images, ready to run. */
export interface CompiledStep {
  /** Submits one step; gives its numbers [5], which are the caller's. */
  take(batch: StepBatch, settings: Float32Array<ArrayBuffer>): tf.Tensor1D;
  /** Bytes of the step's own buffers. */
  readonly bytes: number;
  dispose(): void;
}

interface Parts {
  readonly experiment: Experiment;
  readonly planned: TrainingPlan;
  readonly program: Program;
  /** The program's own buffers as tensors; nothing is copied. */
  readonly features: tf.Tensor2D;
  readonly output: tf.Tensor2D;
}

function borrow(program: Program, value: Value): tf.Tensor2D {
  const buffer = { buffer: program.bufferOf(value), zeroCopy: true };
  return tf.tensor(buffer, [...value.shape] as [number, number], 'float32');
}

/** Computes the loss on tfjs and puts its gradient where the program looks for it; gives the step's numbers. */
function applyLoss(
  gpu: GPUDevice,
  { experiment, program, planned, ...rows }: Parts,
  classes: Int32Array,
): tf.Tensor1D {
  const loss = (z: tf.Tensor) => lossOf(z as tf.Tensor2D, classes, experiment);
  const { value, grad } = tf.valueAndGrad(loss)(rows.output);
  const numbers = stepNumbers(value, rows, experiment.objective);
  const { buffer, tensorRef } = grad.dataToGPU(); // submits all that tfjs has recorded, so that the copy comes after it
  if (buffer === undefined) throw new Error('tfjs gave no buffer: its backend is not WebGPU');
  const { outputGradient } = planned;
  const encoder = gpu.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, 0, program.bufferOf(outputGradient), 0, bytesOf(outputGradient));
  gpu.queue.submit([encoder.finish()]);
  tf.dispose([value, grad, tensorRef]);
  return numbers;
}

export interface StepParts {
  readonly experiment: Experiment;
  readonly network: Network;
  readonly layouts: Layouts;
  readonly arenas: Arenas;
}

export async function prepareStep(
  gpu: GPUDevice,
  { experiment, network, layouts, arenas }: StepParts,
  images: number,
): Promise<CompiledStep> {
  const planned = planTraining(
    { network, optimiser: experiment, side: experiment.inputSize },
    images,
    layouts,
  );
  const program = await compileProgram(gpu, planned.plan, arenas);
  const write = (value: Value, contents: GPUAllowSharedBufferSource) => {
    gpu.queue.writeBuffer(program.bufferOf(value), 0, contents);
  };
  for (const [value, contents] of planned.constants) write(value, contents);
  const features = borrow(program, planned.features);
  const output = borrow(program, planned.output);
  const parts = { experiment, planned, program, features, output };
  return {
    bytes: program.bytes,
    take({ pictures, views, classes }, settings) {
      write(planned.pictures, pictures.data);
      write(planned.table, viewTable(views, pictures.side));
      write(planned.settings, settings);
      program.run(0);
      const numbers = applyLoss(gpu, parts, classes);
      program.run(1);
      return numbers;
    },
    dispose() {
      tf.dispose([features, output]);
      program.dispose();
    },
  };
}
