/** Chooses what the engine runs on: WebGPU, else WebGL, else the CPU, and says which and why. */
import type { BackendName, DeviceReport } from '../core/run/events.ts';

export interface Device {
  readonly report: DeviceReport;
  /** The device that the engine's own kernels run on; `undefined` where tfjs does everything. */
  readonly gpu: GPUDevice | undefined;
  /** Of the device's adapter. */
  readonly info?: GPUAdapterInfo | undefined;
  /** Size of every subgroup; `undefined` if it varies or there are none. */
  readonly lanes?: number | undefined;
  /** The first thing that went wrong on the device since the last call, in the device's own words; a lost one stays lost. */
  takeFault(): DeviceFault | undefined;
}

/** WebGPU reports errors late, so they are kept here until a step asks. */
export interface DeviceFault {
  readonly kind: 'device-lost' | 'out-of-memory' | 'unexpected';
  readonly detail: string;
}

const softwareAdapter = /swiftshader|llvmpipe|lavapipe|software|basic render|cpu/i;

function requiredFeatures(adapter: GPUAdapter): GPUFeatureName[] {
  const wanted: GPUFeatureName[] = ['timestamp-query', 'shader-f16', 'subgroups'];
  return wanted.filter((feature) => adapter.features.has(feature));
}

/** All limits that the adapter offers. */
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
  const isSoftware = isSoftwareAdapter(adapter.info);
  return {
    gpu: device,
    info: adapter.info,
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

async function openFallback(fallbackReason: string, only?: 'cpu'): Promise<Device> {
  const { startTfjs } = await import('./reference/backend.ts'); // tfjs is loaded where it does the work, and nowhere else
  const backend = await startTfjs(only);
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

/** Opens the best device; `only` is for tests. */
export async function openDevice(only?: BackendName): Promise<Device> {
  if (only === 'cpu') return openFallback('', only);
  const opened = await openWebGpu().catch((error: unknown) => `WebGPU failed: ${String(error)}`);
  return typeof opened === 'string' ? openFallback(opened) : opened;
}
