/** Turns a plan into what a device can run; a run then only walks a list. */
import { bindPlan, type BoundPlan } from './bind.ts';
import { EngineError } from './engine-error.ts';
import { pipelineOf } from './pipelines.ts';
import type { Plan } from './plan.ts';
import type { Arenas } from './storage.ts';
import { createReader } from './reader.ts';
import { bytesOf, type Value } from './value.ts';

export interface Program {
  /** Submits one section of the plan. */
  run(section: number): void;
  /** The same, with copies of kept values in the one submission. */
  runAndRead(section: number, values: readonly Value[]): Promise<Float32Array<ArrayBuffer>[]>;
  /** The buffer of a kept value, wholly its own. */
  bufferOf(value: Value): GPUBuffer;
  /** Bytes of the program's own buffers. */
  readonly bytes: number;
  dispose(): void;
}

/** What validation or memory errors `create` caused, as one error that names them. */
async function scoped<Result>(device: GPUDevice, what: string, create: () => Result): Promise<Result> {
  device.pushErrorScope('out-of-memory');
  device.pushErrorScope('validation');
  const result = create();
  const invalid = await device.popErrorScope();
  const tooLarge = await device.popErrorScope();
  if (tooLarge !== null) throw new EngineError('out-of-memory', `${what}: ${tooLarge.message}`);
  if (invalid !== null) throw new EngineError('unexpected', `${what}: ${invalid.message}`);
  return result;
}

function release({ buffers }: BoundPlan): void {
  for (const buffer of buffers) buffer.destroy();
}

/** Rejects with an `EngineError` where a kernel does not compile or the buffers do not fit. */
export async function compileProgram(device: GPUDevice, plan: Plan, arenas: Arenas): Promise<Program> {
  const kernels = plan.sections.flat().map(({ kernel }) => kernel);
  const pipelines = await Promise.all(kernels.map((kernel) => pipelineOf(device, kernel)));
  let bound: BoundPlan | undefined;
  try {
    bound = await scoped(
      device,
      'preparing a step',
      () => (bound = bindPlan(device, plan, pipelines, arenas)),
    );
  } catch (error) {
    if (bound !== undefined) release(bound);
    throw error;
  }
  const { buffers, slotOf, bytes, calls } = bound;
  const starts = plan.sections.map((_, i) => plan.sections.slice(0, i).flat().length);
  const reader = createReader(device);

  function bufferOf(value: Value): GPUBuffer {
    const slot = slotOf.get(value);
    if (slot === undefined || !plan.kept.includes(value)) throw new Error(`${value.name} is not kept`);
    return buffers[slot];
  }

  function encode(section: number): GPUCommandEncoder {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    const start = starts[section];
    for (const { pipeline, group, workgroups } of calls.slice(start, start + plan.sections[section].length)) {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(...workgroups);
    }
    pass.end();
    return encoder;
  }

  return {
    bytes,
    run(section) {
      device.queue.submit([encode(section).finish()]);
    },
    runAndRead(section, values) {
      const encoder = encode(section);
      const readings = values.map((value) => reader.copy(encoder, bufferOf(value), bytesOf(value)));
      device.queue.submit([encoder.finish()]);
      return Promise.all(readings.map((read) => read()));
    },
    bufferOf,
    dispose() {
      reader.dispose();
      for (const buffer of buffers) buffer.destroy();
    },
  };
}
