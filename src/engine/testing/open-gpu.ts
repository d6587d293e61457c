/** The device that tests of kernels run on. */
import type { Device } from '../device.ts';

/** Throws where the device works without WebGPU. */
export function gpuOf({ gpu }: Device): GPUDevice {
  if (gpu === undefined) throw new Error('the device has no WebGPU');
  return gpu;
}

export async function openGpu(): Promise<{ readonly device: Device; readonly gpu: GPUDevice }> {
  const { openDevice } = await import('../device.ts'); // not before WebGPU is there
  const device = await openDevice();
  return { device, gpu: gpuOf(device) };
}
