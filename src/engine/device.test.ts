import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, it } from 'vitest';
import { isSoftwareAdapter, openDevice } from './device.ts';

/** What the platform offers as `navigator.gpu`. */
function offer(gpu: unknown): void {
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
}

describe('the device', () => {
  afterEach(() => {
    offer(undefined);
  });

  it.each([
    ['there is no WebGPU', undefined, 'this browser has no WebGPU'],
    ['there is no adapter', { requestAdapter: () => Promise.resolve(null) }, 'WebGPU found no adapter'],
    [
      'the adapter gives no device',
      {
        requestAdapter: () =>
          Promise.resolve({
            features: new Set(),
            limits: {},
            requestDevice: () => Promise.reject(new Error('too many devices')),
          }),
      },
      'WebGPU failed: Error: too many devices',
    ],
  ])('falls back and says why where %s', async (_case, gpu, reason) => {
    offer(gpu);
    const device = await openDevice();
    expect(device.report).toEqual({
      backend: 'cpu',
      adapter: '',
      isSoftware: true,
      hasHalfStorage: false,
      fallbackReason: reason,
    });
    expect(tf.getBackend()).toBe('cpu');
    expect(device.takeFault()).toBeUndefined();
  });

  it.each([
    ['SwiftShader driver 5.0.0', true],
    ['llvmpipe: Mesa 25.0.7 (LLVM 15.0.6)', true],
    ['Microsoft Basic Render Driver', true],
    ['nvidia ampere', false],
    ['apple metal-3', false],
  ])('knows whether %s runs on the CPU', (description, isSoftware) => {
    expect(isSoftwareAdapter({ description, isFallbackAdapter: false })).toBe(isSoftware);
    expect(isSoftwareAdapter({ description, isFallbackAdapter: true })).toBe(true);
  });
});
