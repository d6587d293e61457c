import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SourceFile } from '../bridge/contract-data.ts';
import { file, goods } from '../testing/files.ts';
import { imported } from '../testing/imports.ts';
import { gray, png } from '../testing/pictures.ts';

describe('the fingerprint', () => {
  const fingerprint = async (files: readonly SourceFile[]) => (await imported(files)).dataset.fingerprint;

  it('is the SHA-256 of sorted lines of path and image digest', async () => {
    const sha256 = (...parts: (string | Uint8Array)[]) =>
      parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
    const { dataset } = await imported([
      ...goods,
      file('test/cut/0.png'),
      file('ground_truth/cut/0.png', png(16, 16, gray(1))),
    ]);
    const lines = dataset.items.map(
      ({ path, image, mask }) => `${path} ${sha256('8 x 8\n', image.data, mask?.data ?? '')}`,
    );
    expect(dataset.counts.masks).toBe(1);
    expect(dataset.fingerprint).toBe(sha256(lines.sort().join('\n')));
  });

  it('does not depend on the order of the files, but on each path and pixel', async () => {
    const wanted = await fingerprint(goods);
    expect(await fingerprint([...goods].reverse())).toBe(wanted);
    expect(await fingerprint([goods[0]!, file('train/good/002.png', goods[1]!.blob)])).not.toBe(wanted);
    const changed = png(16, 16, (x, y) => gray(x + y === 0 ? 86 : 90)());
    expect(await fingerprint([goods[0]!, file('train/good/001.png', changed)])).not.toBe(wanted);
  });
});
