/** Where dropped files belong, by what they are. */
import { isRunZip } from '../../../state/runs/run-zip/is-run-zip.ts';
import type { SourceFile } from '../../../state/worker-types.ts';
import type { StageName } from '../../../state/frame/preferences.ts';

/** Files of weights, which are no images. */
const modelName = /\.(safetensors|pth|pt|onnx|ckpt|pth\.tar|pt\.tar)$/i;

/** How files of weights begin that may have any ending: torch.save before 1.6, and safetensors with its length and a brace. */
const legacyStart = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46];

/** A zip of torch.save, whose first file is `<name>/data.pkl`. */
function isTorchZip(head: Uint8Array): boolean {
  const text = String.fromCharCode(...head.subarray(30, 200));
  return head[0] === 0x50 && head[1] === 0x4b && text.includes('data.pkl');
}

async function holdsWeights({ path, blob }: SourceFile): Promise<boolean> {
  if (modelName.test(path)) return true;
  const head = new Uint8Array(await blob.slice(0, 512).arrayBuffer());
  const isSafetensors =
    head[8] === 0x7b && head.subarray(4, 8).every((byte) => byte === 0) && !/json$/i.test(path);
  return isSafetensors || isTorchZip(head) || legacyStart.every((byte, i) => head[i] === byte);
}

const zipName = /\.zip$/i;

/** Zips are looked into: an archive of images and a run have one ending. */
export async function routeFiles(
  files: readonly SourceFile[],
): Promise<Extract<StageName, 'train' | 'data' | 'runs'>> {
  const [file] = files;
  if (file !== undefined && files.length === 1 && (await holdsWeights(file).catch(() => false)))
    return 'train';
  for (const { path, blob } of files) {
    const mayBeRun = files.length === 1 || zipName.test(path);
    if (mayBeRun && (await isRunZip(blob))) return 'runs';
  }
  return 'data';
}
