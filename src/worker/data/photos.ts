/** Photos at their own size, one at a time: the tiles that are asked for are cut, the rest is never kept. */
import { gainOf, withGain } from '../../core/dataset/equalise.ts';
import { factsOf, type FileFacts } from '../../core/dataset/facts.ts';
import { fitImage } from '../../core/dataset/preparation.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { tileOverlapShare, type TiledPhoto } from '../../core/inspect/tiles/photos.ts';
import { cutTile, planTiles } from '../../core/inspect/tiles/tiles.ts';
import type { PhotosApi, SourceFile, UnlabelledUse } from '../bridge/contract-data.ts';
import { asOpened } from './as-opened.ts';
import { eachImage, type FileBytes, type Opened } from './each-image.ts';
import { readPicture } from './pictures/picture.ts';
import { toRgb, type Decode } from './pictures/pixels.ts';

interface OpenPhoto {
  readonly photo: TiledPhoto;
  readonly cut: (column: number, row: number) => RgbImage;
}

/** What is planned and cut of one photo; one that is no larger than a tile is its working copy, as ever. */
function photoOf(path: string, whole: RgbImage, file: FileFacts, use: UnlabelledUse): OpenPhoto {
  const { width, height } = whole;
  const { side } = use.preparation;
  const isSmall = Math.max(width, height) <= side;
  const image = fitImage(whole, use.preparation);
  const facts = factsOf(image, file);
  const opened = asOpened(path, { image, facts }, use);
  const size = isSmall ? { width: side, height: side } : whole;
  const plan = planTiles(size, { side, overlap: Math.ceil(tileOverlapShare * side) });
  const gain = use.medianGray === undefined ? undefined : gainOf({ facts }, use.medianGray);
  const cut = (column: number, row: number) => {
    const tile = cutTile(whole, plan.lefts[column] ?? 0, plan.tops[row] ?? 0, side);
    return gain === undefined ? tile : withGain(tile, gain);
  };
  return {
    photo: { path, plan, thumbnail: opened.thumbnail, facts: opened.facts },
    cut: isSmall ? () => ({ ...opened.image, data: opened.image.data.slice() }) : cut,
  };
}

async function open(
  path: string,
  bytes: FileBytes,
  use: UnlabelledUse,
  decode: Decode,
): Promise<Opened<OpenPhoto>> {
  if (!bytes.ok) return { problem: { path, ...bytes.problem } };
  const { white } = use.preparation;
  const picture = await readPicture(bytes.value, decode, white === undefined ? {} : { white });
  if (!picture.ok) return { problem: { path, ...picture.problem } };
  const { width, height, bitDepth, levels } = picture.value;
  const file = { bytes: bytes.value.length, width, height, ...(bitDepth && { bitDepth }), ...levels };
  return { image: photoOf(path, toRgb(picture.value), file, use) };
}

export function createPhotos(decode: Decode): PhotosApi {
  let running = new AbortController();
  let files: AsyncGenerator<Opened<OpenPhoto>> | undefined;
  let current: OpenPhoto | undefined;

  function close(): Promise<void> {
    running.abort();
    void files?.return(undefined);
    files = undefined;
    current = undefined;
    return Promise.resolve();
  }

  return {
    async openPhotos(sources: readonly SourceFile[], use) {
      await close();
      running = new AbortController();
      files = eachImage(sources, {
        open: (path, bytes) => open(path, bytes, use, decode),
        signal: running.signal,
      });
    },
    async nextPhoto() {
      const mine = files;
      current = undefined; // its pixels go before the next ones come
      const found = await mine?.next();
      if (mine === undefined || mine !== files || found === undefined || found.done === true)
        return { kind: 'end' };
      if ('problem' in found.value) return { kind: 'problem', problem: found.value.problem };
      current = found.value.image;
      return { kind: 'photo', photo: current.photo };
    },
    cutTiles(places) {
      const { current: photo } = { current };
      return Promise.resolve(
        photo === undefined ? [] : places.map(({ column, row }) => photo.cut(column, row)),
      );
    },
    closePhotos: close,
  };
}
