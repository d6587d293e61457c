/** Chooses what the backbone runs on: a GPU's kernels; WebAssembly if there is none, or only in software; else plain tfjs. */
import type { Device } from '../device.ts';
import type { Values } from '../networks/parameters.ts';
import { executionFor } from '../training/create-trainer.ts';
import type { Backbone, BackbonePath } from './backbone.ts';
import { createKernelsBackbone } from './kernels-backbone.ts';
import { createReferenceBackbone } from './reference-backbone.ts';
import { createWasmBackbone } from './wasm-backbone.ts';
import { openWasmMath } from './wasm-math.ts';

export interface BackboneSource {
  /** Weights of the trunk, as `readBackbone` gives them. */
  readonly values: Values;
  /** Folder of the WebAssembly file: an address or a path, with the last slash. */
  readonly wasmFolder: string;
}

type BackboneDevice = Pick<Device, 'gpu' | 'report' | 'lanes'>;

/** Software WebGPU reaches 1 to 10 GFLOP/s on two cores, WebAssembly 15 to 30 (docs/decisions/backbone.md). */
export function preferredPath({ gpu, report }: BackboneDevice): BackbonePath {
  return gpu !== undefined && !report.isSoftware ? 'kernels' : 'wasm';
}

async function createOnWasm({ values, wasmFolder }: BackboneSource): Promise<Backbone | undefined> {
  try {
    return createWasmBackbone(await openWasmMath(wasmFolder), values);
  } catch {
    return undefined; // no SIMD, or the file is missing: whatever tfjs works with is slower, but there
  }
}

/** The caller disposes of it. */
export async function createBackbone(
  device: BackboneDevice,
  source: BackboneSource,
  path: BackbonePath = preferredPath(device),
): Promise<Backbone> {
  if (path === 'kernels' && device.gpu !== undefined) {
    const { style } = executionFor({ halfStorage: false }, device);
    return createKernelsBackbone(device.gpu, source.values, { style, storage: 'f32' });
  }
  const onWasm = path === 'wasm' ? await createOnWasm(source) : undefined;
  return onWasm ?? createReferenceBackbone(source.values);
}
