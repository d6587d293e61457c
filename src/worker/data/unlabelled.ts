/** New images of which nothing is known, opened one after another as the dataset's own were prepared; whoever wants more asks. */
import { failure, success } from '../../core/result.ts';
import type { FileProblem, UnlabelledApi, UnlabelledImage, UnlabelledUse } from '../bridge/contract-data.ts';
import { asOpened } from './as-opened.ts';
import { eachImage, type FileBytes, type Opened } from './each-image.ts';
import { readBytes } from './pictures/picture.ts';
import type { Decode } from './pictures/pixels.ts';
import { prepareImage } from './prepare.ts';

async function open(
  path: string,
  bytes: FileBytes,
  use: UnlabelledUse,
  decode: Decode,
): Promise<Opened<UnlabelledImage>> {
  const read = bytes.ok ? await prepareImage(bytes.value, use.preparation, decode) : bytes;
  if (!read.ok) return { problem: { path, ...read.problem } };
  return { image: asOpened(path, read.value, use) };
}

/** Every pixel buffer of these images, for a transfer. */
export function unlabelledBuffers(images: readonly UnlabelledImage[]): ArrayBuffer[] {
  return images.flatMap(({ image, thumbnail }) => [image.data.buffer, thumbnail.data.buffer]);
}

export function createUnlabelled(decode: Decode): UnlabelledApi {
  let running = new AbortController();
  let files: AsyncGenerator<Opened<UnlabelledImage>> | undefined;

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
      files = eachImage(sources, {
        open: (path, bytes) => open(path, bytes, use, decode),
        signal: running.signal,
      });
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
