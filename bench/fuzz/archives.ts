/** Everything that unpacks: archives of images, and the zips of runs. */
import { readFileSync } from 'node:fs';
import { readRunZip } from '../../src/state/runs/run-zip/read-run-zip.ts';
import { pack as packRuns } from '../../src/state/testing/run-zips.ts';
import { carriedRun } from '../../src/state/testing/runs.ts';
import { gzip, noise, pack, tree, zip } from '../../src/worker/data/archive/testing/pack.ts';
import { rawZip, toCp932 } from '../../src/worker/data/archive/testing/raw-zip.ts';
import { unpack } from '../../src/worker/data/archive/testing/unpack.ts';
import { mostSeconds, spoilt, type Bytes, type Kind } from './campaign.ts';

const xz = (name: string): Bytes =>
  Uint8Array.from(readFileSync(new URL(`../../src/worker/data/archive/fixtures/${name}`, import.meta.url)));

/** Reads all files, and gives up waiting after a while. */
async function readArchive(bytes: Bytes): Promise<string | undefined> {
  const { problems } = await unpack(bytes, { signal: AbortSignal.timeout(2 * mostSeconds * 1000) });
  const unsaid = problems.find(({ kind }) => kind === 'unexpected');
  return unsaid && `unexpected: ${JSON.stringify(unsaid)}`;
}

async function readRuns(bytes: Bytes): Promise<undefined> {
  await readRunZip(new Blob([bytes]), 'a.zip', new AbortController().signal);
  return undefined;
}

export async function archiveKinds(): Promise<Kind[]> {
  const tar = await pack(tree);
  const japanese = ['製品/表面キズ/0.png', '製品/ソ/ﾃｽﾄ.png'].map((path) => ({
    name: toCp932(path),
    content: noise(300, path),
  }));
  const runZip = new Uint8Array(await (await packRuns([carriedRun()])).arrayBuffer());
  return [
    spoilt('tar', [tar], readArchive),
    spoilt('tar.gz', [await gzip(tar)], readArchive),
    spoilt('tar.xz', [xz('crc64.tar.xz')], readArchive),
    spoilt('tar.xz of blocks', [xz('blocks.tar.xz')], readArchive),
    spoilt('zip', [await zip(tree)], readArchive),
    spoilt('zip in CP932', [rawZip(japanese)], readArchive),
    spoilt('run zip', [runZip], readRuns),
  ];
}
