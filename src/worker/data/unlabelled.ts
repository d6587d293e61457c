/** New images of which nothing is known, opened one after another as the dataset's own were prepared; whoever wants more asks. */
import { isIgnored, looksLikeImage, namesOf } from '../../core/dataset/layout/place.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type {
  FileProblem,
  SourceFile,
  UnlabelledApi,
  UnlabelledImage,
  UnlabelledUse,
} from '../bridge/contract-data.ts';
import { asOpened } from './as-opened.ts';
import { readBytes, type PictureProblem } from './pictures/picture.ts';
import type { Decode } from './pictures/pixels.ts';
import { prepareImage } from './prepare.ts';
import { filesInArchive, isArchive } from './sources.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What became of one file. */
type Opened = { readonly image: UnlabelledImage } | { readonly problem: FileProblem };

async function open(
  path: string,
  bytes: Result<Bytes, PictureProblem>,
  use: UnlabelledUse,
  decode: Decode,
): Promise<Opened> {
  const read = bytes.ok ? await prepareImage(bytes.value, use.preparation, decode) : bytes;
  if (!read.ok) return { problem: { path, ...read.problem } };
  return { image: asOpened(path, read.value, use) };
}

const isWanted = (path: string) => looksLikeImage(path) && !isIgnored(namesOf(path));

interface Tools {
  readonly decode: Decode;
  readonly signal: AbortSignal;
}

async function* inArchive(
  archive: SourceFile,
  use: UnlabelledUse,
  { decode, signal }: Tools,
): AsyncGenerator<Opened> {
  const problems: FileProblem[] = [];
  const onProblem = (problem: FileProblem) => problems.push(problem);
  const folder = archive.path.replace(/\.[^./]*$/, '') || 'archive';
  for await (const { path, read } of filesInArchive({ archive, folder, signal, onProblem })) {
    if (isWanted(path)) yield open(path, await read(), use, decode);
    else if (!isIgnored(namesOf(path))) yield { problem: { path, kind: 'not-an-image', came: path } };
  }
  for (const problem of problems) yield { problem };
}

async function* openAll(
  sources: readonly SourceFile[],
  use: UnlabelledUse,
  tools: Tools,
): AsyncGenerator<Opened> {
  for (const source of sources) {
    const { path, blob } = source;
    if (isIgnored(namesOf(path))) continue;
    if (!looksLikeImage(path) && (await isArchive(source))) yield* inArchive(source, use, tools);
    else yield open(path, await readBytes(blob), use, tools.decode);
  }
}

/** Every pixel buffer of these images, for a transfer. */
export function unlabelledBuffers(images: readonly UnlabelledImage[]): ArrayBuffer[] {
  return images.flatMap(({ image, thumbnail }) => [image.data.buffer, thumbnail.data.buffer]);
}

export function createUnlabelled(decode: Decode): UnlabelledApi {
  let running = new AbortController();
  let files: AsyncGenerator<Opened> | undefined;

  function close(): Promise<void> {
    running.abort();
    void files?.return(undefined);
    files = undefined;
    return Promise.resolve();
  }

  return {
    async openUnlabelled(sources, use) {
      await close();
      running = new AbortController();
      files = openAll(sources, use, { decode, signal: running.signal });
    },
    async nextUnlabelled(count) {
      const mine = files;
      const images: UnlabelledImage[] = [];
      const problems: FileProblem[] = [];
      for (let i = 0; i < count && mine !== undefined && mine === files; i++) {
        const found = await mine.next();
        if (found.done === true) return { images, problems, isLast: true };
        if ('image' in found.value) images.push(found.value.image);
        else problems.push(found.value.problem);
      }
      return { images, problems, isLast: mine === undefined || mine !== files };
    },
    closeUnlabelled: close,
    async readUnlabelled({ path, blob }, use) {
      const opened = await open(path, await readBytes(blob), use, decode);
      return 'image' in opened ? success(opened.image) : failure(opened.problem);
    },
  };
}
