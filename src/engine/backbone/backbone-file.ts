/** The file of the backbone's weights that ships with the page, read and checked. */
import { failure, success, type Result } from '../../core/result.ts';
import { hashOf } from '../weights/hash-of.ts';
import { trunkShapes } from '../networks/mobilenet-v2.ts';
import type { Values } from '../networks/parameters.ts';
import { readSafetensors } from '../weights/formats/safetensors.ts';

/** Relative to the folder that the page is served from. */
export const backbonePath = 'backbone/mobilenet-v2.safetensors';
/** Of the file that `scripts/build/backbone-asset.mjs` makes. */
export const backboneHash = '4b2c02011cf61d2fa50bcb38add4bbd41474b7ed355034c4960eba0a64ca528b';

export type BackboneProblem =
  /** Nothing could be fetched. */
  | { readonly kind: 'missing'; readonly detail: string }
  /** The file is not the one that this version was built with. */
  | { readonly kind: 'damaged'; readonly expected: string; readonly got: string };

function damaged(expected: string, got: string): Result<never, BackboneProblem> {
  return failure({ kind: 'damaged', expected, got });
}

/** Weights by name as float32, or why the file cannot be used. */
export async function readBackbone(bytes: Uint8Array<ArrayBuffer>): Promise<Result<Values, BackboneProblem>> {
  const hash = await hashOf(bytes);
  if (hash !== undefined && hash !== backboneHash) {
    return damaged(`SHA-256 ${backboneHash}`, `${hash}, ${bytes.length} bytes`);
  }
  const file = readSafetensors(bytes);
  if (!file.ok) return damaged('a safetensors file', `${file.problem.kind} at ${file.problem.where}`);
  const values: Record<string, Float32Array> = {};
  for (const [name, shape] of Object.entries(trunkShapes)) {
    const tensor = file.value.tensors.get(name);
    if (tensor === undefined) return damaged(name, 'no such tensor');
    if (tensor.shape.join() !== shape.join()) {
      return damaged(`${name} of shape ${shape.join(' x ')}`, tensor.shape.join(' x '));
    }
    values[name] = tensor.values;
  }
  return success(values);
}
