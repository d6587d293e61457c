/** Files as they came, in a pack of their own: written beside the working copies, read when they are to be taken along. */
import type { PackFiles, PackWriter } from './files.ts';
import {
  originalsName,
  type StagedFile,
  type StagedImport,
  type StoredOriginal,
  type StoredRecord,
} from './record.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface Originals {
  /** @throws what the write failed with. */
  readonly append: (bytes: Bytes) => Pick<StagedFile, 'original'>;
  readonly flush: () => void;
  readonly close: () => void;
  readonly bytes: () => number;
}

/** Where nothing is to be kept, or could be. */
const none: Originals = {
  append: () => ({}),
  flush: () => undefined,
  close: () => undefined,
  bytes: () => 0,
};

function appendTo(writer: PackWriter, begin: number): Originals {
  let length = begin;
  return {
    append(bytes) {
      const at = writer.append(bytes);
      length = at + bytes.length;
      return { original: { at, length: bytes.length } };
    },
    flush: writer.flush,
    close: writer.close,
    bytes: () => length,
  };
}

export async function openOriginals(begun: StagedImport, files: PackFiles): Promise<Originals> {
  const { id, preparation, originalBytes = 0 } = begun;
  if (preparation.keepsOriginals !== true) return none;
  return appendTo(await files.write(originalsName(id), originalBytes), originalBytes);
}

/** Each file once: one that was read again after it had changed is there as it was last. */
export function originalsOf(
  noted: readonly StagedFile[],
  { preparation }: Pick<StagedImport, 'preparation'>,
): Pick<StoredRecord, 'originals'> {
  if (preparation.keepsOriginals !== true) return {};
  const byPath = new Map(
    noted.flatMap(({ path, original }) => (original ? [[path, { path, ...original }] as const] : [])),
  );
  return { originals: [...byPath.values()] };
}

export interface ReadOriginal {
  readonly path: string;
  readonly read: () => Promise<Bytes>;
}

/** What `use` makes of them, read one by one; `undefined` if there are none. */
export async function withOriginals<Value>(
  { id, originals }: Pick<StoredRecord, 'id' | 'originals'>,
  files: PackFiles,
  use: (found: readonly ReadOriginal[]) => Promise<Value>,
): Promise<Value | undefined> {
  if (originals === undefined) return undefined;
  const pack = await files.read(originalsName(id));
  const toRead = ({ path, at, length }: StoredOriginal): ReadOriginal => ({
    path,
    read: () => pack.read(at, length),
  });
  try {
    return await use(originals.map(toRead));
  } finally {
    pack.close();
  }
}
