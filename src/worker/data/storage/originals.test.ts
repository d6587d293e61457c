import { describe, expect, it } from 'vitest';
import type { SourceFile } from '../../bridge/contract-data.ts';
import { packOriginals } from './export.ts';
import { fakeDisk } from './testing/disk.ts';
import { count, cutOff, files, importOn, shelfOn } from './testing/imports.ts';
import { unpack } from '../archive/testing/unpack.ts';

const wanted = { keepsOriginals: true } as const;

async function digestOf({ path, blob }: SourceFile): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return `${path} ${Buffer.from(digest).toString('hex')}`;
}

const digests = await Promise.all(files.map(digestOf));

async function taken(disk = fakeDisk(), id = ''): Promise<readonly string[]> {
  const zip = await shelfOn(disk).originals(id, packOriginals);
  return zip === undefined ? [] : [...(await unpack(zip)).files].sort();
}

describe('originals', () => {
  it('are kept on request, byte for byte, and leave with their dataset', async () => {
    const disk = fakeDisk();
    const { kept } = await importOn(shelfOn(disk), { preparation: wanted });
    if (kept.kind !== 'stored') throw new Error(kept.detail);
    expect(await taken(disk, kept.id)).toEqual([...digests].sort());
    expect((await shelfOn(disk).list()).datasets[0]!.bytes).toBe(
      [...disk.packs.values()].reduce((sum, pack) => sum + pack.length, 0),
    );
    expect(disk.packs.size).toBe(2);
    await shelfOn(disk).remove(kept.id);
    expect(disk.packs.size).toBe(0);
  });

  it('are not kept unasked, and take the place of the same images without them', async () => {
    const disk = fakeDisk();
    const plain = await importOn(shelfOn(disk));
    if (plain.kept.kind !== 'stored') throw new Error(plain.kept.detail);
    expect(await taken(disk, plain.kept.id)).toEqual([]);
    const richer = await importOn(shelfOn(disk), { preparation: wanted });
    expect(richer.dataset.fingerprint).toBe(plain.dataset.fingerprint);
    expect([disk.datasets.size, disk.packs.size]).toEqual([1, 2]);
    const again = await importOn(shelfOn(disk));
    expect(again.kept).toEqual(richer.kept);
    expect([disk.datasets.size, disk.packs.size]).toEqual([1, 2]);
  });

  it('are whole where an import was cut off and goes on, and are not swept up meanwhile', async () => {
    const disk = fakeDisk();
    await cutOff(shelfOn(disk), 66, wanted);
    expect((await shelfOn(disk).list()).interrupted).toMatchObject([{ done: 64 }]);
    const { kept } = await importOn(shelfOn(disk), { preparation: wanted });
    if (kept.kind !== 'stored') throw new Error(kept.detail);
    expect(await taken(disk, kept.id)).toEqual([...digests].sort());
    expect((await shelfOn(disk).list()).interrupted).toEqual([]);
  });

  it('leave the whole dataset or none where the disk fills up at any write', async () => {
    const whole = fakeDisk();
    await importOn(shelfOn(whole), { preparation: wanted });
    expect(whole.writes()).toBeGreaterThan(2 * count);
    for (let write = 1; write <= whole.writes(); write += 3) {
      const disk = fakeDisk();
      disk.failFrom(write);
      const { kept } = await importOn(shelfOn(disk), { preparation: wanted });
      expect(kept).toMatchObject({ kind: 'memory', reason: 'full' });
      expect([disk.packs.size, disk.datasets.size, disk.imports.size]).toEqual([0, 0, 0]);
    }
  });
});
