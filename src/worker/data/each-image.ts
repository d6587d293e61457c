/** Image files of what was chosen, archives opened, one after another: whoever wants more asks. */
import { isIgnored, looksLikeImage, namesOf } from '../../core/dataset/layout/place.ts';
import type { Result } from '../../core/result.ts';
import type { FileProblem, SourceFile } from '../bridge/contract-data.ts';
import { readBytes, type PictureProblem } from './pictures/picture.ts';
import { filesInArchive, isArchive } from './sources.ts';

export type FileBytes = Result<Uint8Array<ArrayBuffer>, PictureProblem>;

/** What became of one file. */
export type Opened<Value> = { readonly image: Value } | { readonly problem: FileProblem };

interface EachTools<Value> {
  readonly open: (path: string, bytes: FileBytes) => Promise<Opened<Value>>;
  readonly signal: AbortSignal;
}

const isWanted = (path: string) => looksLikeImage(path) && !isIgnored(namesOf(path));

async function* inArchive<Value>(
  archive: SourceFile,
  { open, signal }: EachTools<Value>,
): AsyncGenerator<Opened<Value>> {
  const problems: FileProblem[] = [];
  const onProblem = (problem: FileProblem) => problems.push(problem);
  const folder = archive.path.replace(/\.[^./]*$/, '') || 'archive';
  for await (const { path, read } of filesInArchive({ archive, folder, signal, onProblem })) {
    if (isWanted(path)) yield open(path, await read());
    else if (!isIgnored(namesOf(path))) yield { problem: { path, kind: 'not-an-image', came: path } };
  }
  for (const problem of problems) yield { problem };
}

export async function* eachImage<Value>(
  sources: readonly SourceFile[],
  tools: EachTools<Value>,
): AsyncGenerator<Opened<Value>> {
  for (const source of sources) {
    const { path, blob } = source;
    if (isIgnored(namesOf(path))) continue;
    if (!looksLikeImage(path) && (await isArchive(source))) yield* inArchive(source, tools);
    else yield tools.open(path, await readBytes(blob));
  }
}
