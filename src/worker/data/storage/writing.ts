/** What one import writes as files are read: pixels, originals where they are wanted, and from time to time a note of what is there. */
import type { PackWriter } from './files.ts';
import { originalsOf, type Originals } from './originals.ts';
import type { StagedFile, StagedImport, StoredRecord } from './record.ts';
import type { ReadImage, ReadMask } from '../prepare.ts';
import type { FileIdentity, Staging, StagingTools } from './staged.ts';

/** Files read between two notes. */
const noteEvery = 32;

/** What is written so far; once a write fails, nothing more is. */
export interface Writing {
  readonly places: Map<object, number>;
  readonly keep: Staging['keep'];
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

export function createWriting(
  begun: StagedImport,
  writers: Writers,
  { database, now }: StagingTools,
): Writing {
  const { writer, originals } = writers;
  const noted: StagedFile[] = [...begun.files];
  const places = new Map<object, number>();
  let bytes = begun.bytes;
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
  return {
    places,
    keep(file, read, content) {
      if (failed !== undefined) return;
      try {
        const written = write(file, read, content, writers);
        const pixels = 'mask' in read ? read.mask : read.image;
        bytes = written.at + pixels.data.length;
        places.set(pixels, written.at);
        noted.push(written);
        if (noted.length % noteEvery === 0) notes = notes.then(note).catch(fail);
      } catch (error) {
        fail(error);
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
