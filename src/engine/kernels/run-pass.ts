/** Runs a compute pass as a tfjs kernel: its output is tracked, tidied and freed like any tensor. */
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { runFlatPass, type FlatPass } from './flat-pass.ts';

const kernelName = 'KizuPass';

function isRegistered(): boolean {
  return tf.getKernelsForBackend('webgpu').some((kernel) => kernel.kernelName === kernelName);
}

/** Once, when a WebGPU backend is opened. */
export function registerPasses(): void {
  if (isRegistered()) return;
  tf.registerKernel({
    kernelName,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { pass } = attrs as unknown as { readonly pass: FlatPass };
      const tensors = pass.inputs.map(([name]) => inputs[name]) as tf.TensorInfo[];
      return runFlatPass(backend as unknown as WebGPUBackend, pass, tensors);
    },
  });
}

/** Back to tfjs's own operations, for comparison. */
export function unregisterPasses(): void {
  if (isRegistered()) tf.unregisterKernel(kernelName, 'webgpu');
}

/** True on a WebGPU backend that `registerPasses` prepared; elsewhere composed operations take over. */
export function hasPasses(): boolean {
  return tf.getBackend() === 'webgpu' && isRegistered();
}

/** `inputs` go by the names that the pass's code uses. */
export function runPass(pass: FlatPass, inputs: Readonly<Record<string, tf.Tensor>>): tf.Tensor {
  const attributes = { pass } as unknown as tf.NamedAttrMap;
  return tf.engine().runKernel(kernelName, { ...inputs }, attributes);
}
