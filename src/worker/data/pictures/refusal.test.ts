import { describe, expect, it } from 'vitest';
import type { ImportProblem, SourceFile } from '../../bridge/contract-data.ts';
import { importCategory } from '../import.ts';
import { inspect } from '../inspect.ts';
import { file } from '../../testing/files.ts';
import { decode } from '../../testing/pictures.ts';
import { inMemory, requestFor } from '../../testing/requests.ts';

const quiet = () => ({ report: () => undefined, signal: new AbortController().signal });

async function refused(files: readonly SourceFile[]): Promise<ImportProblem> {
  const outcome = await importCategory(requestFor(files), { decode, stage: inMemory, ...quiet() });
  if (outcome.ok) throw new Error('imported');
  return outcome.problem;
}

async function unfit(files: readonly SourceFile[]): Promise<ImportProblem> {
  const outcome = await inspect(files, quiet());
  if (outcome.ok) throw new Error(JSON.stringify(outcome.value));
  return outcome.problem;
}

describe('nothing to learn from', () => {
  it('is told for an empty folder, and for one with nothing but system files', async () => {
    expect(await unfit([])).toEqual({ kind: 'empty' });
    expect(await unfit([file('.DS_Store'), file('nut/Thumbs.db')])).toEqual({ kind: 'empty' });
  });

  it('is told for files that are no images, by name or by content', async () => {
    const texts = ['a/notes.txt', 'a/list.csv'].map((path) => file(path, new Blob(['text'])));
    expect(await unfit(texts)).toMatchObject({ kind: 'no-images', files: 2, problems: [{}, {}] });
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
    const unreadable = [...test, file('train/good/0.png', new Blob(['text']))];
    expect(await refused(unreadable)).toMatchObject({ kind: 'no-normal-images', found, problems: [{}] });
  });

  it('still leaves images that a mapping may use', async () => {
    const lost = [file('nut/train/bad/0.png'), file('nut/train/1.png')];
    const outcome = await inspect(lost, quiet());
    const spare = ['nut/train/1.png', 'nut/train/bad/0.png'];
    expect(outcome).toMatchObject({ ok: true, value: { categories: [], spare } });
  });
});
