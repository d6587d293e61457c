/**
 * Streams a generated archive through the importer's reader and prints how much memory that took. Slow, so no test runs it:
 *
 *     npx tsx scripts/stream-archive.mjs FORMAT [GB]
 *
 * FORMAT is tar, gz or xz (which needs the xz command); a zip is read by its directory, never streamed. The archive holds
 * files of 1 MB of noise, as PNGs are, and is kept in the system's temporary folder while this runs.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { createWriteStream, openAsBlob, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import { readArchive } from '../src/worker/data/archive/read-archive.ts';
import { octal, tarHeader } from '../src/worker/data/archive/testing/pack.ts';

const [format = 'gz', gigabytes = '1', archive] = process.argv.slice(2);
const megabyte = 2 ** 20;

function* tarOfNoise(files) {
  for (let i = 0; i < files; i++) {
    yield tarHeader(`nut/train/good/${i}.png`, octal(megabyte));
    yield randomFillSync(new Uint8Array(megabyte));
  }
  yield new Uint8Array(1024);
}

/** In a process of its own, so that the memory of writing does not count. */
async function write(path) {
  const source = Readable.from(tarOfNoise(Math.round(Number(gigabytes) * 1024)));
  if (format === 'tar') await pipeline(source, createWriteStream(path));
  else if (format === 'gz') await pipeline(source, createGzip({ level: 1 }), createWriteStream(path));
  else {
    const xz = spawn('xz', ['-0', '-T2', '-c'], { stdio: ['pipe', 'pipe', 'inherit'] });
    await Promise.all([pipeline(source, xz.stdin), pipeline(xz.stdout, createWriteStream(path))]);
  }
}

async function read(path, skips) {
  const blob = await openAsBlob(path);
  const before = process.memoryUsage().rss;
  const started = performance.now();
  let [files, bytes, peak] = [0, 0, before];
  for await (const item of readArchive(blob)) {
    if (item.kind === 'problem') throw new Error(JSON.stringify(item.problem));
    files++;
    bytes += item.entry.size;
    if (!skips) await item.entry.bytes();
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  const seconds = (performance.now() - started) / 1000;
  const mb = (count) => `${Math.round(count / megabyte)} MB`;
  console.log(
    `${format}, ${skips ? 'every file skipped' : 'every file read'}: ${files} files, ${mb(bytes)} in ${seconds.toFixed(1)} s ` +
      `(${mb(bytes / seconds)}/s); memory ${mb(before)} before, ${mb(peak)} at most`,
  );
}

if (archive !== undefined) await write(archive);
else {
  const path = join(tmpdir(), `kizu-stream-${process.pid}.${format}`);
  try {
    const self = fileURLToPath(import.meta.url);
    spawnSync(process.execPath, [...process.execArgv, self, format, gigabytes, path], { stdio: 'inherit' });
    console.log(`${format}: ${Math.round(statSync(path).size / megabyte)} MB packed`);
    await read(path, false);
    await read(path, true);
  } finally {
    rmSync(path, { force: true });
  }
}
