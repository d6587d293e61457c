/** Starts tfjs: as a fallback if there is no WebGPU, or beside the kernels on their device. */
import * as tf from '@tensorflow/tfjs';

async function tryBackend(name: string): Promise<boolean> {
  try {
    return await tf.setBackend(name);
  } catch {
    return false; // tfjs throws if the platform lacks the backend; the next one is tried
  }
}

/** The better of what there is without WebGPU. */
export async function startTfjs(only?: 'cpu'): Promise<'webgl' | 'cpu'> {
  const backend = only !== 'cpu' && (await tryBackend('webgl')) ? 'webgl' : 'cpu';
  if (backend === 'cpu') await tf.setBackend('cpu');
  await tf.ready();
  return backend;
}

/** The device that tfjs's WebGPU backend was made for. */
let current: GPUDevice | undefined;

/** A device, as far as it has WebGPU. */
interface Shared {
  readonly gpu: GPUDevice | undefined;
  readonly info?: GPUAdapterInfo | undefined;
}

/** Makes tfjs compute on the same device; a device without WebGPU has started it already. */
export async function shareWithTfjs({ gpu, info }: Shared): Promise<void> {
  if (gpu === undefined || info === undefined || gpu === current) return;
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => new WebGPUBackend(gpu, info), 3);
  tf.env().set('WEBGPU_CPU_FORWARD', false); // small ops on the CPU would differ from the GPU's results
  await tf.setBackend('webgpu');
  await tf.ready();
  current = gpu;
}
