/** The backbone and the products that go with it, opened when a detector first asks for them. */
import type { Device } from '../device.ts';
import type { Values } from '../networks/parameters.ts';
import { EngineError } from '../program/engine-error.ts';
import { multiplyOn, multiplyPlainly, type Multiply } from '../patch-head/matrix.ts';
import type { FrozenBackbone } from './backbone.ts';
import { readBackbone, type BackboneProblem } from './backbone-file.ts';
import { createBackbone } from './create-backbone.ts';
import { openWasmMath } from './wasm-math.ts';

export interface BackboneFiles {
  /** The weights' file; rejects if it cannot be had. */
  readonly read: () => Promise<Uint8Array<ArrayBuffer>>;
  /** Folder of the WebAssembly file: an address or a path, with the last slash. */
  readonly wasmFolder: string;
}

function detailOf(problem: BackboneProblem): string {
  return problem.kind === 'missing' ? problem.detail : `expected ${problem.expected}, got ${problem.got}`;
}

async function readFile(files: BackboneFiles): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await files.read();
  } catch (error) {
    throw new EngineError('no-backbone', error instanceof Error ? error.message : String(error));
  }
}

async function openMultiply(wasmFolder: string): Promise<Multiply> {
  return openWasmMath(wasmFolder).then(multiplyOn, () => multiplyPlainly);
}

/** The weights alone. @throws EngineError where the file is missing or damaged. */
export async function readTrunk(files: BackboneFiles): Promise<Values> {
  const read = await readBackbone(await readFile(files));
  if (!read.ok) throw new EngineError('no-backbone', detailOf(read.problem));
  return read.value;
}

/** @throws EngineError where the file is missing or damaged. */
export async function openFrozen(
  device: Pick<Device, 'gpu' | 'report' | 'lanes'>,
  files: BackboneFiles,
): Promise<FrozenBackbone> {
  const values = await readTrunk(files);
  const { wasmFolder } = files;
  const [backbone, multiply] = await Promise.all([
    createBackbone(device, { values, wasmFolder }),
    openMultiply(wasmFolder),
  ]);
  return { backbone, multiply };
}
