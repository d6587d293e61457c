/** The device that tests of kernels run on. */
import type { BackendName } from '../../core/run/events.ts';
import type { Device } from '../device.ts';

/** Throws where the device works without WebGPU. */
export function gpuOf({ gpu }: Device): GPUDevice {
  if (gpu === undefined) throw new Error('the device has no WebGPU');
  return gpu;
}

/** A device whose tfjs computes on the same GPU: what kernels are compared with is slow on the CPU. */
export async function openTestDevice(only?: BackendName): Promise<Device> {
  const { openDevice } = await import('../device.ts'); // not before WebGPU is there
  const { shareWithTfjs } = await import('../reference/backend.ts');
  const device = await openDevice(only);
  await shareWithTfjs(device);
  return device;
}

export async function openGpu(): Promise<{ readonly device: Device; readonly gpu: GPUDevice }> {
  const device = await openTestDevice();
  return { device, gpu: gpuOf(device) };
}
