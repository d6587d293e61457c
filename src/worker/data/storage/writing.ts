/** What one import writes as files are read: pixels, originals where they are wanted, and from time to time a note of what is there. */
import { lazyImage, PixelCache } from '../../../core/image/lazy-image.ts';
import type { Mask, RgbImage } from '../../../core/image/image.ts';
import type { PackWriter } from './files.ts';
import { originalsOf, type Originals } from './originals.ts';
import type { StagedFile, StagedImport, StoredRecord } from './record.ts';
import type { ReadImage, ReadMask } from '../prepare.ts';
import type { FileIdentity, Staging, StagingTools } from './staged.ts';

/** Files read between two notes. */
const noteEvery = 32;

/** A note tells of all files: of many the next one comes after as many again by this share. */
const noteShare = 0.05;

/** Pixels held beside those that are in the pack alone: each is looked at once or twice, soon after the one before. */
const heldBytes = 16 * 2 ** 20;

/** What is written so far; once a write fails, nothing more is. */
export interface Writing {
  readonly keep: Staging['keep'];
  /** What lies there already, an RGB image or a mask of `side` x `side` pixels. */
  readonly lookAt: (at: number, channels: 1 | 3) => RgbImage | Mask;
  /** Where pixels lie; those that lie nowhere yet are written. @throws what the write failed with. */
  readonly placeOf: (pixels: RgbImage | Mask) => number;
  /** Settles when all is on the disk. @throws what a write failed with. */
  readonly finish: () => Promise<void>;
  /** Settles when no note is under way. */
  readonly rest: () => Promise<void>;
  /** Of both packs. */
  readonly bytes: () => number;
  readonly originals: () => Pick<StoredRecord, 'originals'>;
  readonly close: () => void;
}

interface Writers {
  readonly writer: PackWriter;
  readonly originals: Originals;
}

/** A file's pixels and, where it is kept, the file itself; gives the note of it. */
function write(
  file: FileIdentity,
  read: ReadImage | ReadMask,
  content: Uint8Array<ArrayBuffer>,
  { writer, originals }: Writers,
): StagedFile {
  const at = writer.append('mask' in read ? read.mask.data : read.image.data);
  const { width, height } = read.size;
  const own =
    'mask' in read
      ? { ...(read.marks && { marks: read.marks }) }
      : { image: { digest: read.digest, facts: read.facts } };
  return { ...file, at, width, height, ...own, ...originals.append(content) };
}

function nextNoteAfter(count: number): number {
  return noteEvery * (Math.floor((count * (1 + noteShare)) / noteEvery) + 1);
}

export function createWriting(
  begun: StagedImport,
  writers: Writers,
  { database, now }: StagingTools,
): Writing {
  const { writer, originals } = writers;
  const noted: StagedFile[] = [...begun.files];
  const places = new Map<object, number>();
  const cache = new PixelCache(heldBytes);
  const { side } = begun.preparation;
  let bytes = begun.bytes;
  let nextNote = nextNoteAfter(noted.length);
  let failed: { readonly error: unknown } | undefined;
  let notes: Promise<void> = Promise.resolve();

  const fail = (error: unknown) => {
    failed ??= { error };
  };
  const flush = () => {
    writer.flush();
    originals.flush();
  };
  const note = async () => {
    const soFar = { files: noted.slice(), bytes, originalBytes: originals.bytes() };
    flush();
    await database.imports.put({ ...begun, ...soFar, savedAt: now() });
  };
  const lookAt = (at: number, channels: 1 | 3) => {
    const size = { width: side, height: side };
    const lazy = lazyImage(cache, size, () => writer.read(at, channels * side * side));
    places.set(lazy, at);
    return lazy;
  };
  return {
    lookAt,
    placeOf(pixels) {
      const at = places.get(pixels) ?? writer.append(pixels.data);
      bytes = Math.max(bytes, at + pixels.data.length);
      return at;
    },
    keep(file, read, content) {
      if (failed !== undefined) return read;
      try {
        const written = write(file, read, content, writers);
        const pixels = 'mask' in read ? read.mask : read.image;
        bytes = written.at + pixels.data.length;
        noted.push(written);
        if (noted.length === nextNote) {
          nextNote = nextNoteAfter(noted.length);
          notes = notes.then(note).catch(fail);
        }
        return 'mask' in read
          ? { ...read, mask: lookAt(written.at, 1) }
          : { ...read, image: lookAt(written.at, 3) };
      } catch (error) {
        fail(error);
        return read;
      }
    },
    async finish() {
      await notes;
      if (failed !== undefined) throw failed.error;
      flush();
    },
    rest: () => notes,
    bytes: () => bytes + originals.bytes(),
    originals: () => originalsOf(noted, begun),
    close() {
      writer.close();
      originals.close();
    },
  };
}
