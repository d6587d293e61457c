/** One image as an import would prepare it, before anything is imported. */
import { toRgba, type Picture } from '../../../core/image/picture.ts';
import { failure, success, type Result } from '../../../core/result.ts';
import type { ImportProblem, ImportRequest } from '../../bridge/contract-data.ts';
import type { Decode } from './pixels.ts';
import { prepareImage } from '../prepare.ts';
import { wantedFiles } from '../sources.ts';

const options = { onProblem: () => undefined, isKnown: () => false };

/** The first normal training image; fails if there is none, or where it cannot be read. */
export async function previewImage(
  request: ImportRequest,
  decode: Decode,
  signal: AbortSignal,
): Promise<Result<Picture, ImportProblem>> {
  const first = request.category.entries.find(({ kind }) => kind === 'train');
  if (first === undefined) return failure({ kind: 'no-normal-images', found: [] });
  for await (const { bytes } of wantedFiles(request, new Set([first.path]), { ...options, signal })) {
    if (bytes?.ok !== true) break;
    const read = await prepareImage(bytes.value, request.preparation, decode);
    if (!read.ok) break;
    const { width, height } = read.value.image;
    return success({ width, height, rgba: toRgba(read.value.image) });
  }
  return failure({ kind: 'no-images', files: 1 });
}
