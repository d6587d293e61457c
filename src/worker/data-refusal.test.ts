import { describe, expect, it } from 'vitest';
import type { ImportProblem, SourceFile } from './contract.ts';
import { importCategory } from './data-import.ts';
import { decode, gray, png } from './testing/pictures.ts';

const file = (path: string, blob: Blob = png(16, 16, gray(100))): SourceFile => ({ path, blob });

async function refused(files: readonly SourceFile[]): Promise<ImportProblem> {
  const { signal } = new AbortController();
  const tools = { decode, report: () => undefined, signal };
  const outcome = await importCategory({ name: 'nut', files, side: 8 }, tools);
  if (outcome.ok) throw new Error('imported');
  return outcome.problem;
}

describe('nothing to learn from', () => {
  it('is told for an empty folder, and for one with nothing but system files', async () => {
    expect(await refused([])).toEqual({ kind: 'empty' });
    expect(await refused([file('.DS_Store'), file('nut/Thumbs.db')])).toEqual({ kind: 'empty' });
  });

  it('is told for files that are no images, by name or by content', async () => {
    expect(await refused([file('a/notes.txt'), file('a/list.csv')])).toEqual({ kind: 'no-images', files: 2 });
    const path = 'train/good/0.png';
    const problem = { path, kind: 'not-an-image', came: 'starts with 74 65 78 74' };
    expect(await refused([file(path, new Blob(['text']))])).toEqual({
      kind: 'no-images',
      files: 1,
      problems: [problem],
    });
  });

  it('is told, with the folders found, where there are images but no normal ones', async () => {
    const test = [file('test/good/0.png'), file('test/cut/0.png'), file('ground_truth/cut/0_mask.png')];
    const found = ['test/cut', 'test/good'];
    expect(await refused(test)).toEqual({ kind: 'no-normal-images', found });
    expect(await refused([file('nut/train/bad/0.png'), file('nut/train/1.png')])).toEqual({
      kind: 'no-normal-images',
      found: ['nut/train', 'nut/train/bad'],
    });
    const unreadable = [...test, file('train/good/0.png', new Blob(['text']))];
    expect(await refused(unreadable)).toMatchObject({ kind: 'no-normal-images', found, problems: [{}] });
  });
});
