/** Chooses what the engine runs on: WebGPU, else WebGL, else the CPU, and says which and why. */
import * as tf from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { BackendName, DeviceReport } from '../core/run/events.ts';

export interface Device {
  readonly report: DeviceReport;
  /** The device that the engine's own kernels run on, shared with tfjs; undefined where tfjs does everything. */
  readonly gpu: GPUDevice | undefined;
  /** Size of every subgroup; undefined where it varies or there are none. */
  readonly lanes?: number | undefined;
  /** The first thing that went wrong on the device since the last call, in the device's own words; a lost one stays lost. */
  takeFault(): DeviceFault | undefined;
}

/** WebGPU reports errors late and tfjs ignores them, so they are kept here until a step asks. */
export interface DeviceFault {
  readonly kind: 'device-lost' | 'out-of-memory' | 'unexpected';
  readonly detail: string;
}

const softwareAdapter = /swiftshader|llvmpipe|lavapipe|software|basic render|cpu/i;

function requiredFeatures(adapter: GPUAdapter): GPUFeatureName[] {
  const wanted: GPUFeatureName[] = ['timestamp-query', 'shader-f16', 'subgroups'];
  return wanted.filter((feature) => adapter.features.has(feature));
}

/** All limits that the adapter offers: tfjs's own default asks for few. */
function requiredLimits(limits: GPUSupportedLimits): Record<string, number> {
  const names = [
    'maxBufferSize',
    'maxStorageBufferBindingSize',
    'maxComputeWorkgroupStorageSize',
    'maxComputeWorkgroupsPerDimension',
    'maxComputeWorkgroupSizeX',
    'maxComputeWorkgroupSizeY',
    'maxComputeWorkgroupSizeZ',
    'maxComputeInvocationsPerWorkgroup',
    'maxStorageBuffersPerShaderStage',
  ] as const;
  return Object.fromEntries(names.map((name) => [name, limits[name]]));
}

function describe({ vendor, architecture, device, description }: GPUAdapterInfo): string {
  return description !== ''
    ? description
    : [vendor, architecture, device].filter((part) => part !== '').join(' ');
}

/** True for drivers that run on the CPU; a browser may name them in any of its fields. */
export function isSoftwareAdapter(info: Partial<GPUAdapterInfo>): boolean {
  const text = [info.vendor, info.architecture, info.device, info.description].join(' ');
  return info.isFallbackAdapter === true || softwareAdapter.test(text);
}

/** A power of two that kernels can count on. */
export function lanesOf({ features, info }: GPUAdapter): number | undefined {
  const { subgroupMinSize, subgroupMaxSize } = info;
  return features.has('subgroups') && subgroupMinSize === subgroupMaxSize ? subgroupMinSize : undefined;
}

function watch(device: GPUDevice): () => DeviceFault | undefined {
  let fault: DeviceFault | undefined;
  device.addEventListener('uncapturederror', ({ error }) => {
    const kind = error instanceof GPUOutOfMemoryError ? 'out-of-memory' : 'unexpected';
    fault ??= { kind, detail: error.message };
  });
  let loss: DeviceFault | undefined;
  void device.lost.then(({ message }) => {
    loss = { kind: 'device-lost', detail: message };
  });
  return () => {
    const taken = loss ?? fault;
    fault = undefined;
    return taken;
  };
}

async function openWebGpu(): Promise<Device | string> {
  const gpu = (globalThis.navigator as Partial<Navigator> | undefined)?.gpu;
  if (gpu === undefined) return 'this browser has no WebGPU';
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) return 'WebGPU found no adapter';
  const device = await adapter.requestDevice({
    requiredFeatures: requiredFeatures(adapter),
    requiredLimits: requiredLimits(adapter.limits),
  });
  const takeFault = watch(device);
  tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info), 3);
  tf.env().set('WEBGPU_CPU_FORWARD', false); // small ops on the CPU would differ from the GPU's results
  await tf.setBackend('webgpu');
  await tf.ready();
  const isSoftware = isSoftwareAdapter(adapter.info);
  return {
    gpu: device,
    lanes: lanesOf(adapter),
    report: {
      backend: 'webgpu',
      adapter: describe(adapter.info),
      isSoftware,
      hasHalfStorage: device.features.has('shader-f16'),
      fallbackReason: '',
    },
    takeFault,
  };
}

async function tryBackend(name: BackendName): Promise<boolean> {
  try {
    return await tf.setBackend(name);
  } catch {
    return false; // tfjs throws where the platform lacks the backend; the next one is tried
  }
}

async function openFallback(fallbackReason: string): Promise<Device> {
  const isWebGl = await tryBackend('webgl');
  if (!isWebGl) await tf.setBackend('cpu');
  await tf.ready();
  const backend = isWebGl ? 'webgl' : 'cpu';
  return {
    gpu: undefined,
    report: {
      backend,
      adapter: '',
      isSoftware: backend === 'cpu',
      hasHalfStorage: false,
      fallbackReason,
    },
    takeFault: () => undefined,
  };
}

/** Opens the best device; `only` is for tests. Makes it tfjs's current backend. */
export async function openDevice(only?: BackendName): Promise<Device> {
  if (only === 'cpu') {
    await tf.setBackend('cpu');
    return {
      gpu: undefined,
      report: { backend: 'cpu', adapter: '', isSoftware: true, hasHalfStorage: false, fallbackReason: '' },
      takeFault: () => undefined,
    };
  }
  const opened = await openWebGpu().catch((error: unknown) => `WebGPU failed: ${String(error)}`);
  return typeof opened === 'string' ? openFallback(opened) : opened;
}
