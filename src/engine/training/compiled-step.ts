/** One training step on the device: a fixed list of kernel calls over fixed buffers, sent as one submission. */
import { viewTable } from '../kernels/views.ts';
import { compileProgram } from '../program/compile.ts';
import type { Layouts } from '../program/layouts.ts';
import type { Arenas } from '../program/storage.ts';
import { planTraining, type StepShape, type TrainingShape } from '../program/training-plan.ts';
import type { Value } from '../program/value.ts';
import type { StepBatch } from './step-batch.ts';

/** A step for batches of one shape, ready to run. */
export interface CompiledStep {
  /** Submits one step; gives the loss and the objective's series. */
  take(batch: StepBatch, settings: Float32Array<ArrayBuffer>): Promise<Float32Array>;
  /** Bytes of the step's own buffers. */
  readonly bytes: number;
  dispose(): void;
}

export interface StepParts extends TrainingShape {
  readonly layouts: Layouts;
  readonly arenas: Arenas;
}

export async function prepareStep(gpu: GPUDevice, parts: StepParts, shape: StepShape): Promise<CompiledStep> {
  const planned = planTraining(parts, shape, parts.layouts);
  const program = await compileProgram(gpu, planned.plan, parts.arenas);
  const write = (value: Value, contents: GPUAllowSharedBufferSource) => {
    gpu.queue.writeBuffer(program.bufferOf(value), 0, contents);
  };
  for (const [value, contents] of planned.constants) write(value, contents);
  return {
    bytes: program.bytes,
    async take({ inputs, targets }, settings) {
      for (const [name, { pictures, views }] of Object.entries(inputs)) {
        write(planned.inputs[name].pictures, pictures.data);
        write(planned.inputs[name].table, viewTable(views, pictures.side));
      }
      for (const [name, { data }] of Object.entries(targets)) write(planned.targets[name], data);
      write(planned.settings, settings);
      const [numbers] = await program.runAndRead(0, [planned.numbers]);
      return numbers;
    },
    dispose() {
      program.dispose();
    },
  };
}
