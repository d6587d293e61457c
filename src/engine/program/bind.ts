/** Buffers and bind groups of a plan's calls on a device. */
import { sizesLength, sizesOf, workgroupsOf } from '../kernels/code.ts';
import { EngineError } from './engine-error.ts';
import { shareBuffers, type Call, type Plan, type Sharing } from './plan.ts';
import { createStorage, type Arenas } from './storage.ts';
import { bytesOf, type Value } from './value.ts';

/** A call that can be encoded. */
export interface Bound {
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  readonly workgroups: readonly [x: number, y: number, z: number];
}

/** One buffer holds the sizes of all calls. */
function createSizes(device: GPUDevice, calls: readonly Call[]): { buffer: GPUBuffer; offsets: number[] } {
  const offsets: number[] = [];
  let end = 0;
  for (const { kernel } of calls) {
    offsets.push(end);
    end += 256 * Math.ceil(sizesLength(kernel) / 256);
  }
  const usage = GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST;
  const buffer = device.createBuffer({ label: 'sizes', size: Math.max(256, end), usage });
  calls.forEach(({ kernel }, i) => {
    device.queue.writeBuffer(buffer, offsets[i], sizesOf(kernel));
  });
  return { buffer, offsets };
}

function valueOf(values: Call['reads'], name: string, { kernel, label }: Call): Value {
  if (!(name in values)) throw new Error(`kernel ${kernel.name} of ${label} lacks ${name}`);
  return values[name];
}

export interface BoundPlan {
  /** The program's own buffers; kept values come first found by `slotOf`. */
  readonly buffers: readonly GPUBuffer[];
  readonly slotOf: ReadonlyMap<Value, number>;
  /** Bytes of the buffers that values share. */
  readonly bytes: number;
  readonly calls: readonly Bound[];
}

/** What no buffer of this device can hold would be a mistake of the caller's to the device, but the user asked for it. */
function checkSizes({ limits }: GPUDevice, { slotOf }: Sharing): void {
  const most = Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
  for (const value of slotOf.keys()) {
    const bytes = bytesOf(value);
    if (bytes <= most) continue;
    const detail = `${value.name} takes ${bytes} bytes, and this device's largest buffer holds ${most}`;
    throw new EngineError('out-of-memory', detail);
  }
}

/** `pipelines` are those of the calls, in order. */
export function bindPlan(
  device: GPUDevice,
  plan: Plan,
  pipelines: readonly GPUComputePipeline[],
  arenas: Arenas,
): BoundPlan {
  const calls = plan.sections.flat();
  const sharing = shareBuffers(plan);
  checkSizes(device, sharing);
  const { slots, slotOf } = sharing;
  const buffers = slots.map((bytes, i) => createStorage(device, `shared ${i}`, bytes));
  const sizes = createSizes(device, calls);
  const rangeOf = (value: Value): GPUBufferBinding => {
    const { place } = value;
    const size = bytesOf(value);
    if (place !== undefined) return { buffer: arenas[place.arena], offset: place.offset, size };
    return { buffer: buffers[slotOf.get(value) ?? -1], size };
  };
  const bind = (call: Call, i: number): Bound => {
    const { kernel, label } = call;
    const ranges = [
      ...kernel.reads.map(([name]) => rangeOf(valueOf(call.reads, name, call))),
      ...kernel.writes.map(([name]) => rangeOf(valueOf(call.writes, name, call))),
      { buffer: sizes.buffer, offset: sizes.offsets[i], size: sizesLength(kernel) },
    ];
    const group = device.createBindGroup({
      label: `${kernel.name} of ${label}`,
      layout: pipelines[i].getBindGroupLayout(0),
      entries: ranges.map((resource, binding) => ({ binding, resource })),
    });
    return { pipeline: pipelines[i], group, workgroups: workgroupsOf(kernel) };
  };
  const bytes = slots.reduce((sum, slot) => sum + slot, 0);
  return { buffers: [...buffers, sizes.buffer], slotOf, bytes, calls: calls.map(bind) };
}
