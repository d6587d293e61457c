/** Which kernels the WebGPU of this machine can be tested with. */
import type { ConvolutionStyle } from '../kernels/convolution.ts';
import type { StorageFormat } from '../program/value.ts';

export interface KernelsHere {
  readonly styles: readonly ConvolutionStyle[];
  readonly storages: readonly StorageFormat[];
  /** SwiftShader: plain tfjs operations take minutes there for what lavapipe does in seconds. */
  readonly isSlow: boolean;
}

/** Nothing but what needs no feature, if there is no WebGPU. */
export async function kernelsHere(): Promise<KernelsHere> {
  const gpu = (globalThis.navigator as Partial<Navigator> | undefined)?.gpu;
  const adapter = (await gpu?.requestAdapter()) ?? undefined;
  const { lanesOf } = await import('../device.ts'); // not before WebGPU is there
  const lanes = adapter && lanesOf(adapter);
  const plain: ConvolutionStyle[] = [{ kind: 'direct' }, { kind: 'tiled' }];
  return {
    styles: lanes === undefined ? plain : [...plain, { kind: 'broadcast', lanes }],
    storages: adapter?.features.has('shader-f16') === true ? ['f32', 'f16'] : ['f32'],
    isSlow: /swiftshader/i.test(adapter?.info.description ?? ''),
  };
}
