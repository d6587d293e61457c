/** Where dropped files belong, by what they are. */
import { isRunZip } from '../../../state/runs/run-zip/is-run-zip.ts';
import type { SourceFile } from '../../../state/worker-types.ts';
import type { StageName } from '../../../state/frame/stage-name.ts';

/** Files of weights, which are no images. */
const modelName = /\.(safetensors|pth|pt|onnx)$/i;

const zipName = /\.zip$/i;

/** Zips are looked into: an archive of images and a run have one ending. */
export async function routeFiles(
  files: readonly SourceFile[],
): Promise<Extract<StageName, 'train' | 'data' | 'runs'>> {
  const [file] = files;
  if (file !== undefined && files.length === 1 && modelName.test(file.path)) return 'train';
  for (const { path, blob } of files) {
    const mayBeRun = files.length === 1 || zipName.test(path);
    if (mayBeRun && (await isRunZip(blob))) return 'runs';
  }
  return 'data';
}
