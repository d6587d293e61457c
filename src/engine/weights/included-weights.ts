/**
 * First weights that ship with the page: a ResNet18 encoder, distilled from the included backbone on drawn pictures
 * (public/weights/README.md). A file keeps its name and its bytes for ever, so that a run can be repeated.
 */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { messageOf } from '../../core/message-of.ts';
import { failure, success, type Result } from '../../core/result.ts';
import { hashOf } from './hash-of.ts';
import { readWeights } from './read-weights.ts';
import type { WeightsFile } from './tensor.ts';

/** Gives a file beside the page by its path; rejects if it cannot be had. */
export type ReadPageFile = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

interface IncludedFile {
  /** Relative to the folder that the page is served from. */
  readonly path: string;
  /** SHA-256. */
  readonly hash: string;
}

export const includedFiles: Readonly<Record<Experiment['width'], IncludedFile>> = {
  quarter: {
    path: 'weights/kizu-resnet18-quarter-1.safetensors',
    hash: '0fe4188b8ccb775747879e3d1e1383ab2fd37c4c2f9404a2c35340317ca92503',
  },
  half: {
    path: 'weights/kizu-resnet18-half-1.safetensors',
    hash: 'd6d8c30a7e51e72640c34479562fa89f779093fdc10bc591eedfb31841c23efe',
  },
  full: {
    path: 'weights/kizu-resnet18-full-1.safetensors',
    hash: '55e9e93d11e0da4b1cde9a7096a1b60676e8931e895d66abdcea01ac073beb5e',
  },
};

/** What the file of that width holds, or what was expected and what came. */
export async function openIncludedWeights(
  width: Experiment['width'],
  read: ReadPageFile,
): Promise<Result<WeightsFile, string>> {
  const file = includedFiles[width];
  const bytes = await read(file.path).catch((error: unknown) => messageOf(error));
  if (typeof bytes === 'string') return failure(bytes);
  const hash = await hashOf(bytes);
  if (hash !== undefined && hash !== file.hash)
    return failure(`${file.path}: expected SHA-256 ${file.hash}, got ${hash}, ${bytes.length} bytes`);
  const parsed = readWeights(bytes);
  if (parsed.ok) return success(parsed.value);
  return failure(`${file.path}: ${parsed.problem.kind} at ${parsed.problem.where}`);
}
