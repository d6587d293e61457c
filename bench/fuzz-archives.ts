/**
 * A long fuzz campaign over everything that unpacks: `npx tsx bench/fuzz-archives.ts --minutes 10 [--seed N]`. Each round spoils
 * one archive by a seed of its own, so that a finding is repeated by `--seed N --rounds 1`. Nothing may throw, and nothing may
 * take longer than ten seconds.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createRandom, type Random } from '../src/core/random.ts';
import { readOnnx } from '../src/engine/weights/formats/onnx.ts';
import { readPth } from '../src/engine/weights/formats/pth.ts';
import { readSafetensors } from '../src/engine/weights/formats/safetensors.ts';
import { readRunZip } from '../src/state/runs/run-zip/read-run-zip.ts';
import { pack as packRuns } from '../src/state/testing/run-zips.ts';
import { carriedRun } from '../src/state/testing/runs.ts';
import { gzip, noise, pack, tree, zip, type Bytes } from '../src/worker/data/archive/testing/pack.ts';
import { rawZip, toCp932 } from '../src/worker/data/archive/testing/raw-zip.ts';
import { unpack } from '../src/worker/data/archive/testing/unpack.ts';

const mostSeconds = 10;

interface Kind {
  readonly name: string;
  readonly good: Bytes;
  readonly read: (bytes: Bytes) => unknown;
}

const weights = (name: string): Bytes =>
  Uint8Array.from(readFileSync(new URL(`../src/engine/fixtures/weights/${name}`, import.meta.url)));
const xz = (name: string): Bytes =>
  Uint8Array.from(readFileSync(new URL(`../src/worker/data/archive/fixtures/${name}`, import.meta.url)));

/** Reads all files, and gives up waiting after a while. */
const archive = (bytes: Bytes) => unpack(bytes, { signal: AbortSignal.timeout(2 * mostSeconds * 1000) });
const runs = (bytes: Bytes) => readRunZip(new Blob([bytes]), 'a.zip', new AbortController().signal);

async function kinds(): Promise<Kind[]> {
  const tar = await pack(tree);
  const japanese = ['製品/表面キズ/0.png', '製品/ソ/ﾃｽﾄ.png'].map((path) => ({
    name: toCp932(path),
    content: noise(300, path),
  }));
  const runZip = new Uint8Array(await (await packRuns([carriedRun()])).arrayBuffer());
  return [
    { name: 'tar', good: tar, read: archive },
    { name: 'tar.gz', good: await gzip(tar), read: archive },
    { name: 'tar.xz', good: xz('crc64.tar.xz'), read: archive },
    { name: 'tar.xz of blocks', good: xz('blocks.tar.xz'), read: archive },
    { name: 'zip', good: await zip(tree), read: archive },
    { name: 'zip in CP932', good: rawZip(japanese), read: archive },
    { name: 'run zip', good: runZip, read: runs },
    { name: 'pth', good: weights('zip.pth'), read: readPth },
    { name: 'old pth', good: weights('legacy.pth'), read: readPth },
    { name: 'safetensors', good: weights('tensors.safetensors'), read: readSafetensors },
    { name: 'onnx', good: weights('folded.onnx'), read: readOnnx },
  ];
}

/** Flipped bits, other bytes, a cut, a part twice, a part moved, lengths at their ends. */
function spoil(good: Bytes, random: Random): Bytes {
  const bytes = good.slice();
  const place = () => random.integer(bytes.length);
  const changes = 1 + random.integer(6);
  for (let i = 0; i < changes; i++) {
    switch (random.integer(6)) {
      case 0:
        bytes[place()] = random.integer(256);
        break;
      case 1: {
        const at = place();
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random.integer(8));
        break;
      }
      case 2:
        return bytes.slice(0, place());
      case 3:
        bytes.copyWithin(place(), place(), place());
        break;
      case 4:
        bytes.fill(random.integer(2) === 0 ? 0xff : 0, place(), place());
        break;
      default:
        bytes.set([255, 255, 255, 255].slice(0, bytes.length), Math.max(0, place() - 4));
    }
  }
  return bytes;
}

interface Tally {
  rounds: number;
  slowestMs: number;
  readonly findings: string[];
}

async function round({ name, good, read }: Kind, seed: number, tally: Tally): Promise<void> {
  const bytes = spoil(good, createRandom(`${name} ${seed}`));
  const began = performance.now();
  try {
    await read(bytes);
  } catch (error) {
    tally.findings.push(`${name}, seed ${seed}: threw ${String(error)}`);
  }
  const tookMs = performance.now() - began;
  tally.rounds++;
  tally.slowestMs = Math.max(tally.slowestMs, tookMs);
  if (tookMs > 1000 * mostSeconds)
    tally.findings.push(`${name}, seed ${seed}: ${(tookMs / 1000).toFixed(1)} s`);
}

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '20' },
    rounds: { type: 'string' },
  },
});
const until = performance.now() + Number(values.minutes) * 60_000;
const first = Number(values.seed);
const last = values.rounds === undefined ? Infinity : first + Number(values.rounds);
const all = await kinds();
const tallies = new Map(
  all.map(({ name }): [string, Tally] => [name, { rounds: 0, slowestMs: 0, findings: [] }]),
);
process.on('unhandledRejection', (error) => {
  tallies.get('tar')?.findings.push(`unhandled: ${String(error)}`);
});
for (let seed = first; seed < last && performance.now() < until; seed++) {
  for (const kind of all) {
    const tally = tallies.get(kind.name);
    if (tally !== undefined) await round(kind, seed, tally);
  }
}
let findings = 0;
for (const [name, tally] of tallies) {
  console.log(`${name}: ${tally.rounds} rounds, slowest ${tally.slowestMs.toFixed(0)} ms`);
  for (const finding of tally.findings) console.log(`  ${finding}`);
  findings += tally.findings.length;
}
process.exitCode = findings === 0 ? 0 : 1;
