import { describe, expect, it } from 'vitest';
import type { SourceFile, UnlabelledUse } from '../bridge/contract-data.ts';
import { decode, gray, png } from '../testing/pictures.ts';
import { zip } from './archive/testing/pack.ts';
import { prepareImage } from './prepare.ts';
import { createUnlabelled } from './unlabelled.ts';

const use: UnlabelledUse = { preparation: { side: 8, aspect: 'stretch', isEqualised: false } };

const pictures = (count: number): SourceFile[] =>
  Array.from({ length: count }, (_, i) => ({ path: `new/${i}.png`, blob: png(16, 16, gray(100 + i)) }));

describe('unlabelled images', () => {
  it('come in parts, in order, made ready as an import makes them', async () => {
    const reader = createUnlabelled(decode);
    const sources = pictures(5);
    await reader.openUnlabelled(sources, use);
    const parts = [await reader.nextUnlabelled(3), await reader.nextUnlabelled(3)];
    expect(parts.map(({ images, isLast }) => [images.map(({ path }) => path), isLast])).toEqual([
      [['new/0.png', 'new/1.png', 'new/2.png'], false],
      [['new/3.png', 'new/4.png'], true],
    ]);
    const bytes = new Uint8Array(await sources[4]!.blob.arrayBuffer());
    const imported = await prepareImage(bytes, use.preparation, decode);
    const last = parts[1]!.images[1]!;
    expect(imported).toMatchObject({ ok: true, value: { image: last.image, facts: last.facts } });
    expect(last.thumbnail).toMatchObject({ width: 96, height: 96 });
    expect(await reader.nextUnlabelled(3)).toMatchObject({ images: [], isLast: true });
  });

  it('that cannot be read are listed with the reason, and the rest goes on; what systems leave behind is passed over', async () => {
    const reader = createUnlabelled(decode);
    const [first, second] = pictures(2);
    const sources: SourceFile[] = [
      first!,
      { path: 'new/broken.png', blob: new Blob(['no picture']) },
      { path: 'new/.DS_Store', blob: new Blob(['x']) },
      { path: 'new/notes.txt', blob: new Blob(['hello']) },
      { path: 'new/tiny.png', blob: png(4, 4, gray(1)) },
      second!,
    ];
    await reader.openUnlabelled(sources, use);
    const { images, problems, isLast } = await reader.nextUnlabelled(10);
    expect(images.map(({ path }) => path)).toEqual(['new/0.png', 'new/1.png']);
    expect(problems.map(({ path, kind }) => [path, kind])).toEqual([
      ['new/broken.png', 'not-an-image'],
      ['new/notes.txt', 'not-an-image'],
      ['new/tiny.png', 'too-small'],
    ]);
    expect(isLast).toBe(true);
  });

  it('of thousands of files are opened as they are asked for, and ten broken ones are named', async () => {
    const reader = createUnlabelled(decode);
    const blob = png(16, 16, gray(120));
    let read = 0;
    class Counted extends Blob {
      override arrayBuffer() {
        read++;
        return super.arrayBuffer();
      }
    }
    const sources = Array.from({ length: 5000 }, (_, i) => ({
      path: `new/${i}.png`,
      blob: new Counted([i % 500 === 7 ? 'no picture' : blob]),
    }));
    await reader.openUnlabelled(sources, use);
    const [paths, broken] = [new Set<string>(), [] as string[]];
    for (let isLast = false, asked = 0; !isLast;) {
      const part = await reader.nextUnlabelled(8);
      asked += 8;
      expect(read).toBeLessThanOrEqual(asked + 1); // so that as few are held
      for (const { path } of part.images) paths.add(path);
      broken.push(...part.problems.map(({ path }) => path));
      ({ isLast } = part);
    }
    expect(paths.size).toBe(4990);
    expect(broken).toEqual(Array.from({ length: 10 }, (_, i) => `new/${500 * i + 7}.png`));
  });

  it('come out of archives too', async () => {
    const reader = createUnlabelled(decode);
    const files = await Promise.all(
      pictures(3).map(async ({ path, blob }) => ({
        path,
        content: new Uint8Array(await blob.arrayBuffer()),
      })),
    );
    await reader.openUnlabelled([{ path: 'parts.zip', blob: new Blob([await zip(files)]) }], use);
    const { images, problems } = await reader.nextUnlabelled(10);
    expect(problems).toEqual([]);
    expect(images.map(({ path }) => path)).toEqual(['parts/new/0.png', 'parts/new/1.png', 'parts/new/2.png']);
  });

  it('are brought to the grey of normals that were', async () => {
    const reader = createUnlabelled(decode);
    await reader.openUnlabelled(pictures(1), { ...use, medianGray: 150 });
    const { images } = await reader.nextUnlabelled(1);
    expect(images[0]!.facts.medianGray).toBe(150);
  });

  it('of a newer request end an older one', async () => {
    const reader = createUnlabelled(decode);
    await reader.openUnlabelled(pictures(5), use);
    await reader.nextUnlabelled(1);
    await reader.openUnlabelled([{ path: 'other.png', blob: png(16, 16, gray(1)) }], use);
    expect((await reader.nextUnlabelled(5)).images.map(({ path }) => path)).toEqual(['other.png']);
    await reader.closeUnlabelled();
    expect(await reader.nextUnlabelled(5)).toEqual({ images: [], problems: [], isLast: true });
  });

  it('are read singly, to be looked at', async () => {
    const reader = createUnlabelled(decode);
    const [one] = pictures(1);
    expect(await reader.readUnlabelled(one!, use)).toMatchObject({ ok: true, value: { path: 'new/0.png' } });
    const broken = { path: 'a.png', blob: new Blob(['']) };
    expect(await reader.readUnlabelled(broken, use)).toMatchObject({ ok: false, problem: { path: 'a.png' } });
  });
});
