/**
 * Puts the direct convolutions in the place of tfjs's own on the WebGPU backend, so that plain `tf.conv2d` and its
 * derivative use them. What they do not cover falls through to tfjs's kernel.
 */
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { runFlatPass } from './flat-pass.ts';
import { forwardPass } from './forward.ts';
import { readGeometry, type ConvolutionAttributes, type ConvolutionGeometry } from './geometry.ts';
import { inputGradientPass } from './input-gradient.ts';
import { partialWeightGradientPass, sharesOf, sumSharesPass } from './weight-gradient.ts';

interface Call {
  readonly inputs: Readonly<Record<string, tf.TensorInfo>>;
  readonly attributes: ConvolutionAttributes & Readonly<Record<string, unknown>>;
  readonly backend: WebGPUBackend;
}

/** Undefined hands the call to tfjs. */
type DirectKernel = (call: Call) => tf.TensorInfo | undefined;

const forward: DirectKernel = ({ inputs: { x, filter }, attributes, backend }) => {
  const geometry = readGeometry(x.shape, filter.shape, attributes);
  return geometry && runFlatPass(backend, forwardPass(geometry), [x, filter]);
};

const inputGradient: DirectKernel = ({ inputs: { dy, filter }, attributes, backend }) => {
  const geometry = readGeometry(attributes['inputShape'] as number[], filter.shape, attributes);
  if (geometry === undefined || geometry.inChannels % 4 !== 0) return undefined;
  return runFlatPass(backend, inputGradientPass(geometry), [dy, filter]);
};

function weightGradientOf(
  geometry: ConvolutionGeometry,
  backend: WebGPUBackend,
  inputs: tf.TensorInfo[],
): tf.TensorInfo {
  const partial = runFlatPass(backend, partialWeightGradientPass(geometry), inputs);
  if (sharesOf(geometry) === 1) return { ...partial, shape: [...shapeOf(geometry)] };
  const sum = runFlatPass(backend, sumSharesPass(geometry), [partial]);
  backend.disposeData(partial.dataId);
  return sum;
}

function shapeOf({ kernelHeight, kernelWidth, inChannels, outChannels }: ConvolutionGeometry): number[] {
  return [kernelHeight, kernelWidth, inChannels, outChannels];
}

const weightGradient: DirectKernel = ({ inputs: { x, dy }, attributes, backend }) => {
  const geometry = readGeometry(x.shape, attributes['filterShape'] as number[], attributes);
  return geometry && weightGradientOf(geometry, backend, [x, dy]);
};

const directKernels: readonly (readonly [name: string, kernel: DirectKernel])[] = [
  [tf.Conv2D, forward],
  [tf.Conv2DBackpropInput, inputGradient],
  [tf.Conv2DBackpropFilter, weightGradient],
];

const stock = new Map<string, tf.KernelConfig>();

/**
 * A GPU keeps tfjs's forward convolution, whose tiles in shared memory suit it; a driver that runs on the CPU pays dearly
 * for their barriers. Both backward kernels of tfjs are naive and are replaced everywhere.
 * Call after the WebGPU backend's kernels are registered, that is after its package is imported.
 */
export function registerDirectConvolutions({ isSoftware }: { readonly isSoftware: boolean }): void {
  restoreStockConvolutions();
  for (const [kernelName, direct] of directKernels) {
    if (kernelName === tf.Conv2D && !isSoftware) continue;
    const original = tf.getKernelsForBackend('webgpu').find((kernel) => kernel.kernelName === kernelName);
    if (original === undefined) continue;
    stock.set(kernelName, original);
    tf.unregisterKernel(kernelName, 'webgpu');
    tf.registerKernel({
      ...original,
      kernelFunc: (call) => {
        const { inputs, attrs, backend } = call as unknown as {
          inputs: Call['inputs'];
          attrs: Call['attributes'];
          backend: WebGPUBackend;
        };
        return direct({ inputs, attributes: attrs, backend }) ?? original.kernelFunc(call);
      },
    });
  }
}

/** Puts tfjs's own kernels back. */
export function restoreStockConvolutions(): void {
  for (const [kernelName, original] of stock) {
    tf.unregisterKernel(kernelName, 'webgpu');
    tf.registerKernel(original);
  }
  stock.clear();
}
