import { describe, expect, it } from 'vitest';
import { carriedRun } from '../../testing/runs.ts';
import { pack, zipOf } from '../../testing/run-zips.ts';
import { isRunZip } from './is-run-zip.ts';

describe('the sorting of dropped files', () => {
  it('knows a run by its content, alone, among many, packed again or cut off', async () => {
    const many = Array.from({ length: 40 }, (_, i) => ({
      ...carriedRun({ id: `${i}` }),
      folder: `run-${i}/`,
    }));
    expect(await isRunZip(await pack([carriedRun()]))).toBe(true);
    expect(await isRunZip((await pack([carriedRun()])).slice(0, 900))).toBe(true);
    expect(await isRunZip(await pack(many))).toBe(true);
    expect(await isRunZip(await zipOf({ 'readme.txt': '', 'x/events.ndjson': '', 'x/run.json': '' }))).toBe(
      true,
    );
  });

  it('knows a run in a folder whose name Windows wrote in its Japanese code page, with 5C in it', async () => {
    const zip = await (await zipOf({ 'ab/run.json': '', 'ab/events.ndjson': '' })).arrayBuffer();
    const latin = Buffer.from(zip).toString('latin1').replaceAll('ab/', '\x95\x5c/'); // 表/
    expect(await isRunZip(new Blob([Uint8Array.from(Buffer.from(latin, 'latin1'))]))).toBe(true);
  });

  it('leaves archives of images and other files alone', async () => {
    expect(await isRunZip(await zipOf({ 'nut/train/good/0.png': '', 'nut/test/run/0.png': '' }))).toBe(false);
    expect(await isRunZip(new Blob(['run.json events.ndjson']))).toBe(false);
    expect(await isRunZip(new Blob([]))).toBe(false);
  });
});
