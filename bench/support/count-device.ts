/** Counts what is done on a GPU device: dispatches, submissions, and bytes of buffers that live. */

export interface DeviceCounts {
  dispatches(): number;
  submissions(): number;
  bytes(): number;
}

/**
 * From now on; tfjs pools its buffers and never frees them, so that its bytes are what it has pooled. Where nothing is carried
 * out, dispatches of all devices are counted and left out: what is allocated does not depend on results.
 */
export function countDevice(gpu: GPUDevice, { isCarriedOut = true } = {}): DeviceCounts {
  let [dispatches, submissions, bytes] = [0, 0, 0];
  const { queue } = gpu;
  const submit = queue.submit.bind(queue);
  queue.submit = (commands) => {
    submissions++;
    submit(commands);
  };
  const { prototype } = (
    globalThis as unknown as { GPUComputePassEncoder: { prototype: GPUComputePassEncoder } }
  ).GPUComputePassEncoder;
  const dispatch = Object.getOwnPropertyDescriptor(prototype, 'dispatchWorkgroups')?.value as (
    ...sizes: number[]
  ) => void;
  prototype.dispatchWorkgroups = function (this: GPUComputePassEncoder, ...sizes: number[]) {
    dispatches++;
    if (isCarriedOut) dispatch.apply(this, sizes);
  };
  const create = gpu.createBuffer.bind(gpu);
  gpu.createBuffer = (descriptor) => {
    const buffer = create(descriptor);
    bytes += descriptor.size;
    const destroy = buffer.destroy.bind(buffer);
    buffer.destroy = () => {
      bytes -= descriptor.size;
      destroy();
    };
    return buffer;
  };
  return { dispatches: () => dispatches, submissions: () => submissions, bytes: () => bytes };
}
