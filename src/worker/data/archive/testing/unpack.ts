/** What tests ask of an archive. */
import type { ArchiveProblem } from '../problem.ts';
import { readArchive, type ArchiveOptions } from '../read-archive.ts';
import type { Bytes } from './pack.ts';

export interface Unpacked {
  /** `path sha-256`, as they came. */
  readonly files: readonly string[];
  readonly problems: readonly ArchiveProblem[];
}

async function digestOf(bytes: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Reads every file, like an importer. */
export async function unpack(archive: Bytes | Blob, options?: ArchiveOptions): Promise<Unpacked> {
  const files: string[] = [];
  const problems: ArchiveProblem[] = [];
  const blob = archive instanceof Blob ? archive : new Blob([archive]);
  for await (const item of readArchive(blob, options)) {
    if (item.kind === 'problem') problems.push(item.problem);
    else {
      const bytes = await item.entry.bytes();
      if (bytes.ok) files.push(`${item.entry.path} ${await digestOf(bytes.value)}`);
      else problems.push(bytes.problem);
    }
  }
  return { files, problems };
}
